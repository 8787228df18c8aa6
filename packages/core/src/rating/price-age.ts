import type { CellRate } from '../compile/rate-table.ts'
import type { MeterId } from '../meter/meter.ts'
import { DAY_MILLISECONDS, type Instant } from '../period/instant.ts'
import { type Issue, issue } from '../result.ts'

/**
 * A price that is carried on from its last observation has an age, which the receipt tells: `price-age` with the `days`
 * since, the day begun counted. None of a price that was seen, or is stated to hold.
 *
 * @example
 * const [age] = priceAge('input_tokens', rate, Date.parse('2026-11-22T00:00:00Z'))
 */
export function priceAge(id: MeterId, rate: CellRate | undefined, at: Instant): readonly Issue[] {
  if (rate?.status !== 'priced' || rate.carried === undefined || at < rate.carried.since) return []
  const days = Math.floor((at - rate.carried.since) / DAY_MILLISECONDS) + 1
  return [issue('price-age', '', { days: String(days), card: rate.card.id, seen: rate.carried.seen, meters: [id] })]
}
