import { RatecardError } from '../errors.ts'
import { DAY_MILLISECONDS, type Instant, localTime, readOffset, startOfDay } from '../period/instant.ts'
import { intersect, type Period } from '../period/period.ts'
import type { ClockWindow, Facet } from '../tariff/tariff.ts'

/** A stretch of time with the value that each clock facet has in it. */
export interface ClockInterval extends Period {
  readonly values: Readonly<Record<string, string>>
}

const MINUTE = 60_000

/**
 * Cuts a finite period at every window of the given clock facets, so that no engine has to know time zones.
 *
 * @throws RatecardError `invalid-tariff` when the period has no end: a clock needs a horizon.
 */
export function clockIntervals(
  period: Period,
  facets: Readonly<Record<string, Facet>>,
  timeZone: string,
): readonly ClockInterval[] {
  const clocks = Object.entries(facets).filter(([, facet]) => facet.clock !== undefined)
  if (clocks.length === 0) return [{ ...period, values: {} }]
  const offset = readOffset(timeZone)
  if (offset === undefined || !Number.isFinite(period.from) || !Number.isFinite(period.until))
    throw new RatecardError('invalid-tariff', {
      timeZone,
      expected: 'a time zone and a finite horizon for clock facets',
    })
  let intervals: readonly ClockInterval[] = [{ ...period, values: {} }]
  for (const [name, facet] of clocks) {
    intervals = intervals.flatMap((interval) => cutByFacet(interval, name, facet, offset))
  }
  return intervals
}

function cutByFacet(interval: ClockInterval, name: string, facet: Facet, offset: number): readonly ClockInterval[] {
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

const minuteOfDay = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5))
