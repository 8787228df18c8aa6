import { z } from 'zod'
import { described, named } from './annotations.ts'
import { numberShape, numbersAgree } from './number-schemas.ts'
import { anyText, currencyCode, instant, label } from './text-schemas.ts'

const claimSchema = z.object({
  until: instant,
  rule: described(anyText, 'Such as 90 days.'),
  source: described(anyText, 'Of the tariff.'),
})

export const balanceSchema = named(
  'Balance',
  z
    .object({
      id: described(label, 'Unique among the balances.'),
      allowance: described(label, 'Id of the allowance in the tariff: what it covers, and in which order it is taken.'),
      tariff: described(label, "The tariff's id, where balances of several are kept together.").exactOptional(),
      model: described(label, 'The model name whose balance it is, where each has its own.').exactOptional(),
      ...numberShape('remaining', 'Units, or money of `currency`'),
      currency: described(currencyCode, 'Where the balance is money.').exactOptional(),
      from: described(instant, 'Inclusive.').exactOptional(),
      until: described(instant, 'Exclusive.').exactOptional(),
      claims: described(
        z.array(claimSchema),
        'Every end that sources claim, where they differ; `until` is the earliest.',
      ).exactOptional(),
    })
    .superRefine(numbersAgree('remaining')),
  'What an account has left of an allowance.',
)

/** Prepaid balances, as they are kept between usages: `ratecard/balances@1`. */
export const balancesSchema = z.object({
  schema: z.literal('ratecard/balances@1', { error: 'one-of' }),
  balances: z.array(balanceSchema),
})
