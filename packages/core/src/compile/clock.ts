import { RatecardError } from '../errors.ts'
import { DAY_MILLISECONDS, type Instant, localTime, readOffset, startOfDay } from '../period/instant.ts'
import { intersect, type Period } from '../period/period.ts'
import type { ClockWindow, Facet, Tariff } from '../tariff/tariff.ts'
import { minuteOfDay, timedCases, type VendorClock } from './timed-cases.ts'

/** A stretch of time with the value that each clock facet has in it. */
export interface ClockInterval extends Period {
  readonly values: Readonly<Record<string, string>>
}

const MINUTE = 60_000

/**
 * Cuts a finite period where the values of the given facets of the clock change, so that no engine has to know time
 * zones.
 *
 * @throws RatecardError `invalid-tariff` when the period has no end: a clock needs a horizon.
 */
export function clockIntervals(
  period: Period,
  facets: Readonly<Record<string, Facet>>,
  { timeZone, calendars = {} }: Pick<Tariff, 'timeZone' | 'calendars'>,
): readonly ClockInterval[] {
  const clocks = Object.entries(facets)
  if (clocks.length === 0) return [{ ...period, values: {} }]
  const offset = readOffset(timeZone)
  if (offset === undefined || !Number.isFinite(period.from) || !Number.isFinite(period.until))
    throw new RatecardError('invalid-tariff', {
      timeZone,
      expected: 'a time zone and a finite horizon for clock facets',
    })
  let intervals: readonly ClockInterval[] = [{ ...period, values: {} }]
  for (const [name, facet] of clocks) {
    const cut = facet.clock ? cutByWindows : cutByCases
    intervals = intervals.flatMap((interval) => cut(interval, name, facet, { offset, calendars }))
  }
  return intervals
}

type CutByFacet = (interval: ClockInterval, name: string, facet: Facet, clock: VendorClock) => readonly ClockInterval[]

const cutByCases: CutByFacet = (interval, name, facet, clock) =>
  timedCases(facet, interval, clock).map(({ is, ...period }) => ({
    ...period,
    values: { ...interval.values, [name]: is },
  }))

const cutByWindows: CutByFacet = (interval, name, facet, { offset }) => {
  const windows = (facet.clock ?? []).flatMap((window) => occurrences(window, interval, offset))
  const edges = [interval.from, ...windows.flatMap(({ from, until }) => [from, until]), interval.until]
  const sorted = [...new Set(edges)].sort((a, b) => a - b)
  return sorted.slice(0, -1).map((from, at) => {
    const inside = windows.find((window) => window.from <= from && from < window.until)
    return {
      from,
      until: sorted[at + 1] as Instant,
      values: { ...interval.values, [name]: inside?.is ?? facet.default },
    }
  })
}

function occurrences(window: ClockWindow, period: Period, offset: number): readonly (Period & { is: string })[] {
  const [start, end] = window.hours.map(minuteOfDay) as [number, number]
  const length = end > start ? end - start : end + 24 * 60 - start
  const found: (Period & { is: string })[] = []
  for (let at = period.from - DAY_MILLISECONDS; at < period.until + DAY_MILLISECONDS; at += DAY_MILLISECONDS) {
    const { day, weekday } = localTime(at, offset)
    if (window.weekdays !== undefined && !window.weekdays.includes(weekday)) continue
    const from = (startOfDay(day, offset) as Instant) + start * MINUTE
    const common = intersect(period, { from, until: from + length * MINUTE })
    if (common) found.push({ ...common, is: window.is })
  }
  return found
}
