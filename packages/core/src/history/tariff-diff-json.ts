import { formatTier, type TierInterval } from '../compile/tier.ts'
import { type JsonObject, numberFields } from '../number/number-json.ts'
import { formatInstant } from '../period/instant.ts'
import type { Tariff, TariffHashes } from '../tariff/tariff.ts'
import type { PriceChange, TariffComparison } from './compare-tariffs.ts'
import type { ComparedAmount, UncomparedUse, UsageComparison, UsagePeriod } from './compare-usage.ts'
import { rateToJson } from './price-history-json.ts'

/** One of two price lists that are compared. */
export interface ComparedList {
  readonly tariff: Tariff
  readonly hashes?: TariffHashes
}

/** What usage costs under both, how many records were refused, and how many have the id of another. */
export interface ComparedUsage {
  readonly comparison: UsageComparison
  readonly rejected: number
  readonly repeated: number
}

/**
 * A comparison as JSON, `ratecard/tariff-diff@1`.
 *
 * @example
 * const comparison = compareTariffs(tariff, tariff, Date.parse('2026-11-22T00:00:00Z'))
 * JSON.stringify(tariffDiffToJson(comparison, { tariff }, { tariff }))
 */
export const tariffDiffToJson = (
  { at, added, removed, changes, same }: TariffComparison,
  before: ComparedList,
  after: ComparedList,
  usage?: ComparedUsage,
): JsonObject => ({
  schema: 'ratecard/tariff-diff@1',
  at: formatInstant(at),
  before: listToJson(before),
  after: listToJson(after),
  models: { added, removed },
  changes: changes.map(changeToJson),
  same: String(same),
  ...(usage && { usage: usageToJson(usage) }),
})

const listToJson = ({ tariff: { id, version }, hashes }: ComparedList): JsonObject => ({
  id,
  version,
  ...(hashes && { sha256: hashes.sha256 }),
})

const changeToJson = (change: PriceChange): JsonObject => ({
  model: change.model,
  meter: change.meter,
  facets: { ...change.facets },
  ...tierToJson(change.tier),
  kind: change.kind,
  ...(change.before && { before: rateToJson(change.before) }),
  ...(change.after && { after: rateToJson(change.after) }),
  ...(change.reason && { reason: change.reason }),
  ...(change.share && numberFields('share', change.share)),
})

const tierToJson = (tier: TierInterval): JsonObject => (tier.from || tier.until ? { tier: formatTier(tier) } : {})

function usageToJson({ comparison, rejected, repeated }: ComparedUsage): JsonObject {
  const { totals, models, uncompared, records, complete, unrated, period } = comparison
  return {
    ...(period && { period: periodToJson(period) }),
    totals: totals.map(amountToJson),
    models: models.map((row) => ({ model: row.model, ...numberFields('records', row.records), ...amountToJson(row) })),
    uncompared: uncompared.map(uncomparedToJson),
    counts: {
      ...numberFields('compared', records),
      ...numberFields('complete', complete),
      ...numberFields('unrated', unrated),
      rejected: String(rejected),
      repeated: String(repeated),
    },
  }
}

const periodToJson = ({ first, last, month }: UsagePeriod): JsonObject => ({
  first: formatInstant(first),
  last: formatInstant(last),
  ...(month !== undefined && { month }),
})

const amountToJson = ({ currency, before, after, difference }: ComparedAmount): JsonObject => ({
  currency,
  ...numberFields('before', before),
  ...numberFields('after', after),
  ...numberFields('difference', difference),
})

const uncomparedToJson = (use: UncomparedUse): JsonObject => ({
  model: use.model,
  meter: use.meter,
  unpriced: use.unpriced,
  reason: use.reason,
  ...numberFields('records', use.records),
  ...numberFields('quantity', use.quantity),
  amounts: use.amounts.map(({ currency, amount }) => ({ currency, ...numberFields('amount', amount) })),
})
