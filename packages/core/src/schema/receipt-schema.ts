import { z } from 'zod'
import { METER_IDS } from '../meter/meter.ts'
import type { LineItem } from '../rating/line-item.ts'
import type { AllowanceKind } from '../tariff/tariff.ts'
import { described, named } from './annotations.ts'
import { balanceSchema } from './balance-schema.ts'
import { displayAmountSchema } from './display-amount-schema.ts'
import { issueSchema, params } from './error-schema.ts'
import { numberShape, numbersAgree, optionalNumberShape, wireDecimal } from './number-schemas.ts'
import { evidence } from './tariff-schema.ts'
import { anyText, anyTitle, dayOrInstant, instant, meterId, textMap } from './text-schemas.ts'
import { basis, grain } from './usage-schema.ts'

const STATUSES = ['priced', 'free', 'unpriced', 'not-applicable'] as const satisfies readonly LineItem['status'][]

const REASONS = [
  'rate',
  'rounding',
  'zero-price',
  'allowance',
  'prepaid',
  'no-rate',
  'no-rate-for-facet',
  'outside-tiers',
  'tier-not-stated',
  'before-first-observation',
  'between-observations',
  'after-last-period',
  'no-longer-listed',
  'unknown-as-of',
  'beyond-calendar',
  'evidence-not-allowed',
  'zero-quantity',
  'rule-not-stated',
  'counted-as-tokens',
  'replaced-by-report',
] as const satisfies readonly LineItem['reason'][]

const lineSource = named(
  'LineSource',
  z.object({ url: anyText, title: anyTitle, checked: anyText }),
  'Where a price was read, and when that source was last looked at.',
)

const rateSchema = named(
  'LineRate',
  z.object({
    id: anyText,
    card: described(anyText, '`sha256:…` of the rate card, or its id.'),
    price: described(wireDecimal, 'As the vendor prints it; missing where steps take its place.').exactOptional(),
    per: described(wireDecimal, 'How many units the price buys.'),
    currency: anyText,
    tier: described(anyText, 'Such as 0 < n <= 32000.').exactOptional(),
    when: described(textMap, 'The facet values that chose it; missing where it holds for all.').exactOptional(),
  }),
  'A rate as the vendor prints it.',
)

const modifierSchema = named(
  'LineModifier',
  z
    .object({
      id: anyText,
      name: described(z.object({ en: anyText, zh: anyText }), 'In each language of the product.').exactOptional(),
      ...numberShape('factor', 'What the rate is multiplied by'),
      price: described(wireDecimal, 'Where it fixes the price: the price itself.').exactOptional(),
      per: described(wireDecimal, 'How many units the fixed price buys.').exactOptional(),
      when: described(textMap, 'The facet values for which it holds.').exactOptional(),
      evidence: evidence.exactOptional(),
      source: described(lineSource, 'Missing for a contract, which the receipt names.').exactOptional(),
    })
    .superRefine(numbersAgree('factor')),
  'A change of the list price: batch, a promotion, a contract.',
)

const allowanceSchema = named(
  'AllowanceUse',
  z
    .object({
      id: anyText,
      ...numberShape('consumed', 'Taken from the free quota'),
      ...numberShape('remaining', 'Left of the free quota'),
    })
    .superRefine(numbersAgree('consumed', 'remaining')),
  'What a free quota took from a line, and what it has left.',
)

const KINDS = ['free-quota', 'resource-pack', 'savings-plan'] as const satisfies readonly AllowanceKind[]

const balanceUseSchema = named(
  'BalanceUse',
  z
    .object({
      id: anyText,
      allowance: described(anyText, 'Of the tariff.'),
      kind: z.enum(KINDS, { error: 'one-of' }),
      ...numberShape('consumed', 'Taken from the balance'),
      ...numberShape('remaining', 'Left of the balance'),
      currency: described(anyText, 'Where the balance is money.').exactOptional(),
      until: described(instant, 'When it expires.').exactOptional(),
    })
    .superRefine(numbersAgree('consumed', 'remaining')),
  'What a line took from a prepaid balance.',
)

const lineSchema = named(
  'Line',
  z
    .object({
      id: described(anyText, 'Unique in the receipt.'),
      meter: described(meterId, 'Missing on a line of rounding.').exactOptional(),
      ...numberShape('quantity', 'What was used'),
      basis: basis,
      ...optionalNumberShape('billable', 'What is charged, after allowance, minimum, increment and maximum'),
      price: described(wireDecimal, 'Where exactly one rate applies.').exactOptional(),
      per: wireDecimal.exactOptional(),
      currency: anyText.exactOptional(),
      ...optionalNumberShape('amount', 'What is due; missing where there is no price, for unknown is not zero'),
      rates: described(z.array(rateSchema), 'Every rate that took part.'),
      modifiers: z.array(modifierSchema),
      ...optionalNumberShape('list', 'At list price'),
      ...optionalNumberShape('discount', 'List price less amount, or less what savings plans paid part of'),
      ...optionalNumberShape('contracted', "At the price of one's own contract alone, where one applies"),
      ...optionalNumberShape('discounted', 'After modifiers and before savings plans, where one took part'),
      candidates: described(
        z.array(rateSchema),
        'The prices between which the sources leave an unpriced line open.',
      ).exactOptional(),
      allowance: allowanceSchema.exactOptional(),
      balances: described(z.array(balanceUseSchema), 'Prepaid balances that it took from, in order.').exactOptional(),
      status: z.enum(STATUSES, { error: 'one-of' }),
      reason: described(z.enum(REASONS, { error: 'one-of' }), 'Why it has this status.'),
      evidence: evidence.exactOptional(),
      source: lineSource.exactOptional(),
      explain: described(
        z.object({ code: anyText, params: params }),
        'The rule, with the parameters that compute the amount again.',
      ),
    })
    .superRefine(numbersAgree('quantity', 'billable', 'amount', 'list', 'contracted', 'discounted')),
  'One meter rated, or the rounding of a total.',
)

const totalSchema = named(
  'Total',
  z
    .object({
      currency: anyText,
      ...numberShape('amount', 'What is due'),
      complete: described(z.boolean(), 'False when a line has no price: the amount is then a lower bound.'),
    })
    .superRefine(numbersAgree('amount')),
  'What the usage costs in one currency.',
)

const numbersByMeterSchema = named(
  'NumbersByMeter',
  z
    .object(Object.assign({}, ...METER_IDS.map((id) => optionalNumberShape(id, `Of ${id}`))) as z.ZodRawShape)
    .superRefine(numbersAgree(...METER_IDS)),
  'A number for each meter that has one, its companions under the same name with a suffix.',
)

const numbersByMeter = (description: string) => described(numbersByMeterSchema, description)

const balancesSchema = named(
  'Balances',
  z.object({
    remaining: numbersByMeter('What remains of free quota, by meter.'),
    usedInPeriod: numbersByMeter('What the period has used, by meter.'),
    balances: described(z.array(balanceSchema), 'Every prepaid balance that was stated.').exactOptional(),
  }),
  'What earlier usage left behind.',
)

/**
 * The record of rating one usage: `ratecard/receipt@1`. Fields may be added, so unknown ones are passed over when a
 * receipt is read.
 */
export const receiptSchema = z
  .object({
    schema: z.literal('ratecard/receipt@1', { error: 'one-of' }),
    id: anyText,
    engine: described(anyText, 'The version that rated.'),
    at: described(instant, 'When the usage happened.').exactOptional(),
    asOf: described(dayOrInstant, 'What was recorded later was not known.').exactOptional(),
    pricingInstant: described(instant, 'The instant whose prices apply.').exactOptional(),
    grain: grain,
    ...numberShape('requests', 'How many requests it covers'),
    provider: anyText,
    scope: anyText.exactOptional(),
    model: described(
      z.object({ requested: anyText, billed: anyText, snapshot: anyText.exactOptional() }),
      'The name that was asked for, the one that is billed, and the dated model it stood for.',
    ),
    facets: textMap,
    statedFacets: described(z.array(anyText), 'Names of the facets that the usage stated.').exactOptional(),
    dimensions: textMap,
    tariffs: described(
      z.array(z.object({ id: anyText, version: anyText, sha256: anyText.exactOptional() })),
      'The price lists it was made with; the hash pins every digit.',
    ),
    contract: described(
      z.object({ name: anyText, sha256: anyText.exactOptional() }),
      'The contract by which prices were changed beside the published list.',
    ).exactOptional(),
    lines: z.array(lineSchema),
    totals: described(z.array(totalSchema), 'One for each currency; they are never mixed.'),
    display: described(
      z.array(displayAmountSchema),
      "The totals at rates of the user's own, for display alone.",
    ).exactOptional(),
    coverage: numbersByMeter('The priced share of each meter, 0 to 1.'),
    provisional: described(z.boolean(), 'True while later usage can still change a charge.'),
    state: described(
      z.object({ before: balancesSchema, after: balancesSchema }),
      'The balances that the rating changed.',
    ).exactOptional(),
    warnings: z.array(issueSchema),
  })
  .superRefine(numbersAgree('requests'))
