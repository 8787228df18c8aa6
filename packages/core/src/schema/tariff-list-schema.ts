import { z } from 'zod'
import { described, named } from './annotations.ts'
import { anyText, anyTitle } from './text-schemas.ts'

const listedSchema = named(
  'ListedTariff',
  z.object({
    id: anyText,
    version: anyText,
    provider: anyText,
    scope: anyText.exactOptional(),
    currency: anyText,
    name: anyTitle,
    sha256: described(anyText, 'Of the canonical JSON of the price list.'),
    origin: described(
      z.enum(['bundled', 'file'], { error: 'one-of' }),
      'Whether it comes with the program or is a file of your own.',
    ),
    file: described(anyText, 'Where it is, if it is a file.').exactOptional(),
    models: described(z.array(anyText), 'Every name that it prices.'),
  }),
  'A price list that may be used.',
)

/** The price lists that may be used: `ratecard/tariff-list@1`. */
export const tariffListSchema = z.object({
  schema: z.literal('ratecard/tariff-list@1', { error: 'one-of' }),
  tariffs: z.array(listedSchema),
})
