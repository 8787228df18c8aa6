import { z } from 'zod'
import { described, named } from './annotations.ts'
import { numberShape, numbersAgree, wireDecimal } from './number-schemas.ts'
import { evidence } from './tariff-schema.ts'
import { anyText, anyTitle } from './text-schemas.ts'

const stepsSchema = z.object({
  scope: z.enum(['request', 'period'], { error: 'one-of' }),
  mode: z.enum(['graduated', 'whole'], { error: 'one-of' }),
  steps: z.array(z.object({ upTo: wireDecimal.exactOptional(), price: wireDecimal })),
})

/** A price with its source, as histories and comparisons tell it. */
export const historyRateSchema = named(
  'SourcedRate',
  z.object({
    id: anyText,
    card: described(anyText, 'The id of the rate card.'),
    price: described(wireDecimal, 'As the vendor prints it; missing where steps take its place.').exactOptional(),
    per: described(wireDecimal, 'How many units the price buys.'),
    currency: anyText,
    steps: described(stepsSchema, 'In place of a price.').exactOptional(),
    modifiers: described(
      z.array(
        z
          .object({ id: anyText, ...numberShape('factor', 'What the rate is multiplied by') })
          .superRefine(numbersAgree('factor')),
      ),
      'Changes of price that apply to it, such as a promotion.',
    ),
    evidence: evidence,
    source: z.object({ url: anyText, title: anyTitle, checked: anyText }),
    seen: described(anyText, 'The last day on which it was seen, where it is carried on from there.').exactOptional(),
  }),
  'A price with its source.',
)
