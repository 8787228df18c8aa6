import type { CellRate, PricedCellRate } from '../compile/rate-table.ts'
import type { MeterId } from '../meter/meter.ts'
import { DAY_MILLISECONDS, type Instant } from '../period/instant.ts'
import { type Issue, issue } from '../result.ts'

/**
 * Days since a price was last seen, the day begun counted; 0 for one that is not carried on from its last observation.
 *
 * @example
 * daysCarried(rate, Date.parse('2026-11-22T00:00:00Z'))
 */
export function daysCarried(rate: PricedCellRate, at: Instant): number {
  if (rate.carried === undefined || at < rate.carried.since) return 0
  return Math.floor((at - rate.carried.since) / DAY_MILLISECONDS) + 1
}

/** A price that is carried on from its last observation has an age, which the receipt tells. */
export function priceAge(id: MeterId, rate: CellRate | undefined, at: Instant): readonly Issue[] {
  const days = rate?.status === 'priced' ? daysCarried(rate, at) : 0
  if (rate?.status !== 'priced' || rate.carried === undefined || days === 0) return []
  return [issue('price-age', '', { days: String(days), card: rate.card.id, seen: rate.carried.seen, meters: [id] })]
}
