import { rational } from '@ratecard/core'
import { isAgreeing } from './prefer-agreeing.ts'
import { areCompatible, type Claim, isVendor, seriesOf } from './read-claims.ts'
import { isSharedTier, isSharedTime } from './shared-ground.ts'

/** Claims of which no two speak of one price at one time, and those that gave way to them. */
export interface Preferred {
  readonly claims: readonly Claim[]
  readonly gaveWay: readonly GaveWay[]
}

export interface GaveWay {
  readonly claim: Claim
  readonly rivals: readonly Claim[]
  /** It stands for the day on which it was first seen, before the rivals were. */
  readonly isFirstDayKept: boolean
}

/**
 * Of claims of one model that contradict each other the preferred one is kept: the vendor's before a catalogue's, of two
 * catalogues the one that agrees with the vendor's own list in yuan, then a dated history before one commit. Claims that
 * say the same are one, seen on the days of both.
 */
export function preferClaims(all: readonly Claim[]): Preferred {
  const kept: Claim[] = []
  const gaveWay: GaveWay[] = []
  const sorted = [...all].sort((a, b) => b.preference - a.preference || (a.facts[0] ?? 0) - (b.facts[0] ?? 0))
  for (const claim of sorted) {
    const rivals = kept.filter((other) => isRival(other, claim))
    const [rival] = rivals
    if (rival === undefined) kept.push(claim)
    else if (rivals.length === 1 && isSamePrice(rival, claim)) kept[kept.indexOf(rival)] = merged(rival, claim)
    else {
      const first = firstDayOf(claim)
      const isFirstDayKept = first !== undefined && !kept.some((other) => isRival(other, first))
      gaveWay.push({ claim, rivals, isFirstDayKept })
      if (isFirstDayKept) kept.push(first)
    }
  }
  return { claims: kept, gaveWay }
}

const isRival = (own: Claim, other: Claim): boolean =>
  isOfSamePrice(own, other) && isSharedTime(own, other) && isSharedTier(own, other)

/** A catalogue's row was written on the first day on which it was seen; later it may only not have been looked after. */
function firstDayOf(claim: Claim): Claim | undefined {
  const [first] = claim.days
  return first === undefined || claim.days.length === 1 || isVendor(claim) ? undefined : { ...claim, days: [first] }
}

/** A catalogue that contradicts the vendor's list does not refine one that agrees with it either. */
const isOfSamePrice = (own: Claim, other: Claim): boolean =>
  seriesOf(own) === seriesOf(other) ||
  (!isVendor(own) && isAgreeing(own) && !isAgreeing(other) && areCompatible(own, other) && isOfOther(own, other))

/** Rows of one catalogue stand beside each other. */
const isOfOther = ({ sources: a }: Claim, { sources: b }: Claim): boolean => !a.some((key) => b.includes(key))

/** The vendor's own days stay the vendor's: a catalogue that says the same adds none. */
function merged(own: Claim, other: Claim): Claim {
  const facts = [...own.facts, ...other.facts]
  if (isVendor(own) && !isVendor(other)) return { ...own, facts }
  const from = own.from ?? other.from
  const until = own.until ?? other.until
  return {
    ...own,
    facts,
    days: [...new Set([...own.days, ...other.days])].sort(),
    ...(from !== undefined && { from }),
    ...(until !== undefined && { until }),
    sources: [...new Set([...own.sources, ...other.sources])],
  }
}

const isSamePrice = ({ rate: a }: Claim, { rate: b }: Claim): boolean =>
  JSON.stringify(a.tier) === JSON.stringify(b.tier) &&
  JSON.stringify(a.steps) === JSON.stringify(b.steps) &&
  unitPrice(a) === unitPrice(b)

/** Exact: numerators over a common unit. */
const unitPrice = ({ price = '0', per }: Claim['rate']): string => {
  const [{ numerator, denominator }, units] = [rational(price), rational(per)]
  const [top, bottom] = [BigInt(numerator) * BigInt(units.denominator), BigInt(denominator) * BigInt(units.numerator)]
  const divisor = greatestCommonDivisor(top, bottom)
  return `${top / divisor}/${bottom / divisor}`
}

const greatestCommonDivisor = (a: bigint, b: bigint): bigint => (b === 0n ? a : greatestCommonDivisor(b, a % b))
