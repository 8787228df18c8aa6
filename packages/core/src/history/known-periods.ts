import { DAY_MILLISECONDS, type Instant, localTime, readInstant, readOffset, startOfDay } from '../period/instant.ts'
import { ALWAYS, intersect, type Period } from '../period/period.ts'
import type { RateCard, Tariff } from '../tariff/tariff.ts'

/**
 * When a card's prices were seen, or are stated to hold: the days of its observations, a stated period, the day of a
 * stated start; all time for an undated card. In the order of time, apart from each other.
 *
 * @param asOf what was seen later is left out.
 */
export function knownPeriods(
  { effective }: Pick<RateCard, 'effective'>,
  { timeZone }: Pick<Tariff, 'timeZone'>,
  asOf: Instant,
): readonly Period[] {
  const { from, until, observed = [] } = effective
  if (from === undefined && until === undefined && observed.length === 0) return [ALWAYS]
  const offset = readOffset(timeZone) ?? 0
  const days = observed.map((day) => startOfDay(day, offset) ?? Number.NaN).filter((day) => day <= asOf)
  const [start, end] = [instantOf(from), instantOf(until)]
  return joined([
    ...days.map((day) => ({ from: day, until: day + DAY_MILLISECONDS })),
    ...(start === undefined ? [] : [{ from: start, until: end ?? endOfDay(start, offset) }]),
    ...(start === undefined && end !== undefined && days.length === 0 ? [{ from: ALWAYS.from, until: end }] : []),
  ])
}

/** A stretch of time cut into what lies inside and outside of known periods. */
export function splitByKnown(
  period: Period,
  known: readonly Period[],
): readonly (Period & { readonly isKnown: boolean })[] {
  const parts: (Period & { readonly isKnown: boolean })[] = []
  let at = period.from
  for (const one of known) {
    const inside = intersect(period, one)
    if (inside === undefined) continue
    if (at < inside.from) parts.push({ from: at, until: inside.from, isKnown: false })
    parts.push({ ...inside, isKnown: true })
    at = inside.until
  }
  return at < period.until ? [...parts, { from: at, until: period.until, isKnown: false }] : parts
}

function joined(periods: readonly Period[]): readonly Period[] {
  const all: Period[] = []
  for (const period of [...periods].sort((a, b) => a.from - b.from || 0)) {
    const previous = all.at(-1)
    if (previous && period.from <= previous.until)
      all[all.length - 1] = { from: previous.from, until: Math.max(previous.until, period.until) }
    else all.push(period)
  }
  return all
}

const endOfDay = (at: Instant, offset: number): Instant =>
  (startOfDay(localTime(at, offset).day, offset) ?? at) + DAY_MILLISECONDS

function instantOf(text: string | undefined): Instant | undefined {
  const read = text === undefined ? undefined : readInstant(text)
  return read?.ok ? read.value : undefined
}
