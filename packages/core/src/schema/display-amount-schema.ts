import { z } from 'zod'
import { described, named } from './annotations.ts'
import { numberShape, numbersAgree, wireDecimal } from './number-schemas.ts'
import { anyText } from './text-schemas.ts'

export const displayAmountSchema = named(
  'DisplayAmount',
  z
    .object({
      currency: anyText,
      ...numberShape('amount', 'The total in this currency, not rounded'),
      complete: described(z.boolean(), 'As the total is: false where the amount is a lower bound.'),
      from: described(anyText, 'The currency of the total.'),
      ...numberShape('rate', 'What one unit of that currency is worth'),
      inverseOf: described(wireDecimal, 'The rate of the other direction, where only that is known.').exactOptional(),
      day: described(anyText, 'Of the rate, such as 2026-11-20.').exactOptional(),
      month: described(anyText, 'Of the rate, such as 2026-10.').exactOptional(),
      source: z.object({ url: anyText, title: anyText, checked: anyText }),
    })
    .superRefine(numbersAgree('amount', 'rate')),
  "A total at a rate of the user's: for display alone.",
)
