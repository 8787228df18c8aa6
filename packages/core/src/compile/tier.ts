import { compareRationals, formatDecimal, type Rational, rational } from '../number/rational.ts'
import type { Bounds } from '../tariff/tariff.ts'

/** A place between numbers: just before `value`, or just after it. Open and closed bounds are both cuts. */
export interface Cut {
  readonly value: Rational
  readonly after: boolean
}

/** The numbers between two cuts; an open end is undefined. */
export interface TierInterval {
  readonly from: Cut | undefined
  readonly until: Cut | undefined
}

export const WHOLE_LINE: TierInterval = { from: undefined, until: undefined }

export function tierInterval(bounds: Bounds): TierInterval {
  return {
    from: cut(bounds.gt, true) ?? cut(bounds.ge, false),
    until: cut(bounds.le, true) ?? cut(bounds.lt, false),
  }
}

const cut = (value: string | undefined, after: boolean): Cut | undefined =>
  value === undefined ? undefined : { value: rational(value), after }

const compareCuts = (a: Cut, b: Cut): number => compareRationals(a.value, b.value) || Number(a.after) - Number(b.after)

export const isSameCut = (a: Cut, b: Cut): boolean => compareCuts(a, b) === 0

const isBefore = (sum: Rational, boundary: Cut): boolean => {
  const order = compareRationals(sum, boundary.value)
  return order < 0 || (order === 0 && boundary.after)
}

export const tierContains = (tier: TierInterval, sum: Rational): boolean =>
  (tier.from === undefined || !isBefore(sum, tier.from)) && (tier.until === undefined || isBefore(sum, tier.until))

export const tierCovers = (outer: TierInterval, inner: TierInterval): boolean =>
  (outer.from === undefined || (inner.from !== undefined && compareCuts(outer.from, inner.from) <= 0)) &&
  (outer.until === undefined || (inner.until !== undefined && compareCuts(inner.until, outer.until) <= 0))

/** The number line cut at every bound of the given tiers. */
export function splitLine(tiers: readonly TierInterval[]): readonly TierInterval[] {
  const cuts = tiers.flatMap(({ from, until }) => [from, until]).filter((boundary) => boundary !== undefined)
  const sorted = cuts
    .sort(compareCuts)
    .filter((boundary, at, all) => at === 0 || !isSameCut(all[at - 1] as Cut, boundary))
  return [undefined, ...sorted].map((from, at) => ({ from, until: sorted[at] }))
}

/** `0 < n <= 32000`, as a person writes it. */
export function formatTier({ from, until }: TierInterval): string {
  const low = from ? `${formatDecimal(from.value)} ${from.after ? '<' : '<='} ` : ''
  const high = until ? ` ${until.after ? '<=' : '<'} ${formatDecimal(until.value)}` : ''
  return `${low}n${high}`
}

/** The numbers that lie in both, or undefined where none does. */
export function intersectTiers(a: TierInterval, b: TierInterval): TierInterval | undefined {
  const from = a.from && b.from ? (compareCuts(a.from, b.from) >= 0 ? a.from : b.from) : (a.from ?? b.from)
  const until = a.until && b.until ? (compareCuts(a.until, b.until) <= 0 ? a.until : b.until) : (a.until ?? b.until)
  return from && until && compareCuts(from, until) >= 0 ? undefined : { from, until }
}
