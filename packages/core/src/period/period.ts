import type { Instant } from './instant.ts'

/** Half-open: `from` belongs to it, `until` does not; an open end is an infinity. */
export interface Period {
  readonly from: Instant
  readonly until: Instant
}

export const ALWAYS: Period = { from: Number.NEGATIVE_INFINITY, until: Number.POSITIVE_INFINITY }

export const contains = (period: Period, at: Instant): boolean => period.from <= at && at < period.until

/** The common part, or undefined when there is none. */
export function intersect(a: Period, b: Period): Period | undefined {
  const common = { from: Math.max(a.from, b.from), until: Math.min(a.until, b.until) }
  return common.from < common.until ? common : undefined
}
