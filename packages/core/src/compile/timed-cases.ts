import { DAY_MILLISECONDS, type Instant, localTime, startOfDay } from '../period/instant.ts'
import type { Period } from '../period/period.ts'
import { type Condition, conditionLeaves } from '../tariff/condition.ts'
import type { Calendar, Facet } from '../tariff/tariff.ts'

/** The value of a facet where no published calendar reaches. No value of a tariff is empty. */
export const BEYOND_CALENDAR = ''

/** What the vendor's clock and calendars show. */
export interface VendorClock {
  /** Minutes east of UTC. */
  readonly offset: number
  readonly calendars: Readonly<Record<string, Calendar>>
}

/** A stretch of time with the value that a facet has in it. */
export interface TimedValue extends Period {
  readonly is: string
}

const MINUTE = 60_000
const SATURDAY = 6

/** Expands cases on the clock over a finite period: the first case that holds gives the value. */
export function timedCases(
  { cases = [], default: none }: Facet,
  period: Period,
  clock: VendorClock,
): readonly TimedValue[] {
  const values: TimedValue[] = []
  for (const { from, until } of stretches(
    cases.map(({ when }) => when),
    period,
    clock.offset,
  )) {
    const at = localTime(from, clock.offset)
    const found = cases
      .map(({ when, is }) => ({ is, holds: holdsAt(when, at, clock.calendars) }))
      .find(({ holds }) => holds !== false)
    const is = found === undefined ? none : found.holds === undefined ? BEYOND_CALENDAR : found.is
    const previous = values.at(-1)
    if (previous?.is === is) values[values.length - 1] = { ...previous, until }
    else values.push({ from, until, is })
  }
  return values
}

/** The period, cut at midnight and at every hour that a condition names. */
function stretches(trees: readonly Condition[], period: Period, offset: number): readonly Period[] {
  const leaves = trees.flatMap((tree) => [...conditionLeaves(tree)].map(({ tree: leaf }) => leaf))
  const minutes = new Set([0, ...leaves.flatMap((leaf) => ('hours' in leaf ? leaf.hours.map(minuteOfDay) : []))])
  const edges = new Set<Instant>([period.from, period.until])
  for (let at = period.from; at < period.until + DAY_MILLISECONDS; at += DAY_MILLISECONDS) {
    const midnight = startOfDay(localTime(at, offset).day, offset) ?? at
    for (const minute of minutes) {
      const edge = midnight + minute * MINUTE
      if (period.from < edge && edge < period.until) edges.add(edge)
    }
  }
  const sorted = [...edges].sort((a, b) => a - b)
  return sorted.slice(0, -1).map((from, at) => ({ from, until: sorted[at + 1] as Instant }))
}

type LocalTime = ReturnType<typeof localTime>

/** Whether a condition holds at a time of the vendor's clock; undefined where a calendar would have to be known. */
export function holdsAt(tree: Condition, at: LocalTime, calendars: VendorClock['calendars']): boolean | undefined {
  if ('all' in tree) return joined(tree.all, at, calendars, false)
  if ('any' in tree) return joined(tree.any, at, calendars, true)
  if ('not' in tree) {
    const holds = holdsAt(tree.not, at, calendars)
    return holds === undefined ? undefined : !holds
  }
  if ('weekdays' in tree) return tree.weekdays.includes(at.weekday)
  if ('hours' in tree) return isWithin(tree.hours, at.minute)
  return 'calendar' in tree ? isDay(tree, at, calendars[tree.calendar]) : undefined
}

/** One part that decides is enough; else one that is not known leaves the whole open. */
function joined(
  parts: readonly Condition[],
  at: LocalTime,
  calendars: VendorClock['calendars'],
  deciding: boolean,
): boolean | undefined {
  const held = parts.map((part) => holdsAt(part, at, calendars))
  if (held.includes(deciding)) return deciding
  return held.includes(undefined) ? undefined : !deciding
}

function isWithin(hours: readonly [string, string], minute: number): boolean {
  const [from, until] = [minuteOfDay(hours[0]), minuteOfDay(hours[1])]
  return from < until ? from <= minute && minute < until : from <= minute || minute < until
}

function isDay(
  { day }: { readonly day: 'holiday' | 'workday' },
  { day: date, weekday }: LocalTime,
  calendar: Calendar | undefined,
): boolean | undefined {
  if (calendar === undefined || date < calendar.from || calendar.to < date) return undefined
  const isHoliday = calendar.holidays.includes(date)
  if (day === 'holiday') return isHoliday
  return !isHoliday && (weekday < SATURDAY || (calendar.workdays?.includes(date) ?? false))
}

/** Minutes of `08:30` since midnight. */
export const minuteOfDay = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5))
