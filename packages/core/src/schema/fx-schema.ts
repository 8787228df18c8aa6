import { z } from 'zod'
import { described, named } from './annotations.ts'
import { day, label, matching, positiveDecimal, webAddress } from './text-schemas.ts'

/** Units such as ATOMGIT-TOKEN are no money, and nobody changes them. */
const moneyCode = matching('money-code', '^[A-Z]{3}$')
const month = matching('month', String.raw`^\d{4}-(?:0[1-9]|1[0-2])$`)

const pair = {
  from: described(moneyCode, 'Such as USD.'),
  to: described(moneyCode, 'Such as CNY.'),
  rate: described(positiveDecimal, 'What one unit of `from` is worth in `to`, such as 7.1234.'),
}

const rateSchema = named(
  'FxRate',
  z
    .union(
      [
        z.strictObject({ ...pair, day: described(day, 'The day it is for.') }),
        z.strictObject({ ...pair, month: described(month, 'The month it is for, before any rate of a day.') }),
      ],
      { error: 'day-or-month' },
    )
    .superRefine(({ from, to }, context) => {
      if (from === to) context.addIssue({ code: 'custom', path: ['to'], message: 'other-currency' })
    }),
  'What one currency is worth in another, on a day or in a month.',
)

/** Exchange rates for display: `ratecard/fx@1`. */
export const fxSchema = z.strictObject({
  $schema: described(z.string({ error: 'text' }), 'Where editors find the JSON Schema of this file.').exactOptional(),
  schema: z.literal('ratecard/fx@1', { error: 'one-of' }),
  name: described(label, 'Named where a rate is missing or old.'),
  source: z.strictObject({
    url: webAddress,
    title: label,
    checked: described(day, 'The day on which the source was last looked at.'),
  }),
  rates: described(z.array(rateSchema).min(1, { error: 'not-empty' }), 'One for each pair and day or month.'),
})
