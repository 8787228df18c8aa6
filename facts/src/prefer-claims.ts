import { rational, readInstant } from '@ratecard/core'
import { type Claim, isVendor, seriesOf } from './read-claims.ts'

/** Claims of which no two speak of one price at one time, and the facts that gave way to them. */
export interface Preferred {
  readonly claims: readonly Claim[]
  readonly superseded: ReadonlyMap<number, number>
}

/**
 * Of claims of one model that contradict each other the preferred one is kept: the vendor's before a catalogue's, a dated
 * history before one commit. Claims that say the same are one, seen on the days of both.
 */
export function preferClaims(all: readonly Claim[]): Preferred {
  const kept: Claim[] = []
  const superseded = new Map<number, number>()
  const sorted = [...all].sort((a, b) => b.preference - a.preference || (a.facts[0] ?? 0) - (b.facts[0] ?? 0))
  for (const claim of sorted) {
    const rivals = kept.filter(
      (other) => seriesOf(other) === seriesOf(claim) && isSharedTime(other, claim) && isSharedTier(other, claim),
    )
    const [rival] = rivals
    if (rival === undefined) kept.push(claim)
    else if (rivals.length === 1 && isSamePrice(rival, claim)) kept[kept.indexOf(rival)] = merged(rival, claim)
    else for (const id of claim.facts) superseded.set(id, rival.facts[0] ?? id)
  }
  return { claims: kept, superseded }
}

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

const DAY = 86_400_000

/** From the first to the end of the last day that the claim itself names. */
function timeOf({ days, from, until }: Claim): readonly [number, number] {
  const instant = (text: string) => {
    const read = readInstant(text)
    if (!read.ok) throw new Error(`no instant: ${text}`)
    return read.value
  }
  const starts = days.map((day) => instant(`${day}T00:00:00+08:00`))
  const start = from === undefined ? Math.min(...starts) : instant(from)
  const first = Number.isFinite(start) ? start : Number.NEGATIVE_INFINITY
  return [first, until === undefined ? Math.max(first + DAY, ...starts.map((at) => at + DAY)) : instant(until)]
}

function isSharedTime(a: Claim, b: Claim): boolean {
  const [[fromA, untilA], [fromB, untilB]] = [timeOf(a), timeOf(b)]
  return fromA < untilB && fromB < untilA
}

export function isSharedTier(a: Claim, b: Claim): boolean {
  const bounds = ({ rate }: Claim) =>
    [Number(rate.tier?.gt ?? Number.NEGATIVE_INFINITY), Number(rate.tier?.le ?? Number.POSITIVE_INFINITY)] as const
  const [[lowA, highA], [lowB, highB]] = [bounds(a), bounds(b)]
  return lowA < highB && lowB < highA
}
