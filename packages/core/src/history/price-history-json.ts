import type { PricedCellRate } from '../compile/rate-table.ts'
import { formatTier } from '../compile/tier.ts'
import { type Json, type JsonObject, numberFields } from '../number/number-json.ts'
import { formatInstant, type Instant } from '../period/instant.ts'
import type { TariffHashes } from '../tariff/tariff.ts'
import type { PriceHistory, PriceLine, PriceSegment } from './price-history.ts'

/**
 * A history as JSON, `ratecard/price-history@1`.
 *
 * @example
 * JSON.stringify(priceHistoryToJson(priceHistory(tariff, 'qwen-max')))
 */
export const priceHistoryToJson = ({ tariff, model, lines }: PriceHistory, hashes?: TariffHashes): JsonObject => ({
  schema: 'ratecard/price-history@1',
  model,
  tariff: { id: tariff.id, version: tariff.version, ...(hashes && { sha256: hashes.sha256 }) },
  ...(tariff.scope !== undefined && { scope: tariff.scope }),
  currency: tariff.currency,
  timeZone: tariff.timeZone,
  lines: lines.map(lineToJson),
})

const lineToJson = ({ meter, facets, tier, segments }: PriceLine): JsonObject => ({
  meter,
  facets: { ...facets },
  ...(tier.from || tier.until ? { tier: formatTier(tier) } : {}),
  segments: segments.map(segmentToJson),
})

const segmentToJson = (segment: PriceSegment): JsonObject => ({
  ...bound('from', segment.from, segment.fromStated),
  ...bound('until', segment.until, segment.untilStated),
  status: segment.status,
  ...(segment.reason && { reason: segment.reason }),
  ...(segment.rate && { rate: rateToJson(segment.rate) }),
  ...(segment.candidates.length > 0 && { candidates: segment.candidates.map(rateToJson) }),
})

/** An end that is open is left out. */
const bound = (name: string, at: Instant, isStated: boolean): JsonObject =>
  Number.isFinite(at) ? { [name]: formatInstant(at), [`${name}Stated`]: isStated } : {}

/** A compiled rate as JSON, with its source. */
export function rateToJson(rate: PricedCellRate): JsonObject {
  const { url, title, checked } = rate.source
  return {
    id: rate.id,
    card: rate.card.id,
    ...(rate.printed.price !== undefined && { price: rate.printed.price }),
    per: rate.printed.per,
    currency: rate.currency,
    ...(rate.steps && { steps: rate.steps as unknown as Json }),
    modifiers: rate.modifiers.map(({ id, factor }) => ({ id, ...numberFields('factor', factor) })),
    evidence: rate.source.evidence,
    source: { url, title, checked },
    ...(rate.carried && { seen: rate.carried.seen }),
  }
}
