import { z } from 'zod'
import { described, named } from './annotations.ts'
import { contractModifierFields } from './tariff-schema.ts'
import { currencyCode, decimal, key, label, positiveDecimal, signedDecimal } from './text-schemas.ts'

const modifierSchema = named(
  'ContractModifier',
  z
    .strictObject({
      ...contractModifierFields,
      factor: described(signedDecimal, 'What the rate is multiplied by, such as 0.9; 0 or more.').exactOptional(),
      price: described(decimal, 'The price itself, in place of the factor.').exactOptional(),
      per: described(positiveDecimal, 'How many units the price buys.').exactOptional(),
    })
    .superRefine(({ factor, price, per }, context) => {
      if ((factor === undefined) !== (price === undefined) && (price === undefined) === (per === undefined)) return
      context.addIssue({ code: 'custom', path: ['factor'], message: 'factor-or-price' })
    }),
  'One agreed change of prices: either a factor, or a price and its unit.',
)

/** What an account has agreed with its provider: `ratecard/contract@1`. */
export const contractSchema = z.strictObject({
  $schema: described(z.string({ error: 'text' }), 'Where editors find the JSON Schema of this file.').exactOptional(),
  schema: z.literal('ratecard/contract@1', { error: 'one-of' }),
  name: described(label, 'Named on every receipt that it changes.'),
  provider: described(key, 'Only price lists of this provider.').exactOptional(),
  scope: described(key, 'Only price lists of this scope.').exactOptional(),
  currency: described(currencyCode, 'Only price lists in this currency.').exactOptional(),
  modifiers: z.array(modifierSchema).min(1, { error: 'not-empty' }).max(1000),
})
