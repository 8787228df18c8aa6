import { z } from 'zod'
import type { ChangeKind } from '../history/compare-tariffs.ts'
import type { UncomparedUse } from '../history/compare-usage.ts'
import { described, named } from './annotations.ts'
import { historyRateSchema } from './history-rate-schema.ts'
import { numberShape, numbersAgree, optionalNumberShape, wireDecimal } from './number-schemas.ts'
import { anyText, instant, meterId, textMap } from './text-schemas.ts'

const KINDS = ['up', 'down', 'changed', 'added', 'removed'] as const satisfies readonly ChangeKind[]
const SIDES = ['before', 'after', 'both', 'neither'] as const satisfies readonly UncomparedUse['unpriced'][]

const listSchema = z.object({ id: anyText, version: anyText, sha256: anyText.exactOptional() })

const changeSchema = named(
  'PriceChange',
  z
    .object({
      model: anyText,
      meter: meterId,
      facets: textMap,
      tier: described(anyText, 'Such as 0 < n <= 32000.').exactOptional(),
      kind: described(
        z.enum(KINDS, { error: 'one-of' }),
        'changed: in currency, steps, minimum, increment or maximum, which no share tells.',
      ),
      before: historyRateSchema.exactOptional(),
      after: historyRateSchema.exactOptional(),
      reason: described(anyText, 'Why the list without a price has none.').exactOptional(),
      ...optionalNumberShape('share', 'After less before, as a share of before: 0.5 for half more'),
    })
    .superRefine(numbersAgree('share')),
  'One price that is not the same in both lists.',
)

const amountShape = {
  currency: anyText,
  ...numberShape('before', 'Under the earlier list'),
  ...numberShape('after', 'Under the later list'),
  ...numberShape('difference', 'After less before'),
}
const AMOUNTS = ['before', 'after', 'difference'] as const

const uncomparedSchema = named(
  'Uncompared',
  z
    .object({
      model: anyText,
      meter: meterId,
      unpriced: described(z.enum(SIDES, { error: 'one-of' }), 'Which list has no price for it.'),
      reason: anyText,
      ...numberShape('records', 'In how many records'),
      ...numberShape('quantity', 'How much of it'),
      amounts: described(
        z.array(
          z
            .object({ currency: anyText, ...numberShape('amount', 'In this currency') })
            .superRefine(numbersAgree('amount')),
        ),
        'What the list that has a price charges.',
      ),
    })
    .superRefine(numbersAgree('records', 'quantity')),
  'Use that is in no sum, because one of the lists has no price for it.',
)

const periodSchema = z.object({
  first: described(instant, 'When the first record was.'),
  last: described(instant, 'When the last record was.'),
  month: described(anyText, 'Such as 2026-10, where they are on the first and the last day of one.').exactOptional(),
})

const usageSchema = z.object({
  period: described(periodSchema, 'When the usage was; left out where no record says.').exactOptional(),
  totals: z.array(z.object(amountShape).superRefine(numbersAgree(...AMOUNTS))),
  models: z.array(
    z
      .object({ model: anyText, ...numberShape('records', 'How many usages'), ...amountShape })
      .superRefine(numbersAgree('records', ...AMOUNTS)),
  ),
  uncompared: z.array(uncomparedSchema),
  counts: z
    .object({
      ...numberShape('compared', 'Usages that at least one list could rate'),
      ...numberShape('complete', 'Those of them of which all was compared'),
      ...numberShape('unrated', 'Usages of a model that neither list has'),
      rejected: described(wireDecimal, 'Lines that could not be read or rated.'),
      repeated: described(wireDecimal, 'Usages with the id of an earlier one; they are in the sums.'),
    })
    .superRefine(numbersAgree('compared', 'complete', 'unrated')),
})

/** What changed between two price lists: `ratecard/tariff-diff@1`. */
export const tariffDiffSchema = z.object({
  schema: z.literal('ratecard/tariff-diff@1', { error: 'one-of' }),
  at: described(instant, 'The instant whose prices are compared.'),
  before: listSchema,
  after: listSchema,
  models: described(
    z.object({ added: z.array(anyText), removed: z.array(anyText) }),
    'Models that only the later list prices, and only the earlier one.',
  ),
  changes: described(z.array(changeSchema), 'In models that both price, the greatest change first.'),
  same: described(wireDecimal, 'How many prices are the same.'),
  usage: described(usageSchema, 'What the change does to the usage that was given.').exactOptional(),
})
