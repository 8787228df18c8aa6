import { closestNames } from '../../closest-names.ts'
import { type Issue, issue } from '../../result.ts'
import { conditionLeaves, isTimeLeaf } from '../../tariff/condition.ts'
import { isTimed } from '../../tariff/facet.ts'
import type { ClockWindow, Facet, Tariff } from '../../tariff/tariff.ts'
import { holdsAt, minuteOfDay } from '../timed-cases.ts'
import { pointer } from './json-pointer.ts'
import type { Rule } from './rule.ts'

/** A facet is of the clock or of the quantities: a computed value would be passed over. */
function* clocksWithCases(tariff: Tariff): Iterable<Issue> {
  for (const [name, { clock, cases }] of Object.entries(tariff.facets ?? {}))
    if (clock && cases) yield issue('lint-clock-with-cases', pointer(['facets', name]), { facet: name })
}

/** A facet is of the clock or of the request: its cases are expanded in time, or asked of each request. */
function* mixedConditions(tariff: Tariff): Iterable<Issue> {
  for (const [name, facet] of Object.entries(tariff.facets ?? {})) {
    if (!isTimed(facet)) continue
    for (const [at, { when }] of (facet.cases ?? []).entries())
      for (const { tree, path } of conditionLeaves(when, pointer(['facets', name, 'cases', at, 'when'])))
        if (!isTimeLeaf(tree)) yield issue('lint-mixed-condition', path, { facet: name })
  }
}

/** A caveat is asked of each request; its time is in its bounds. */
function* timedCaveats(tariff: Tariff): Iterable<Issue> {
  for (const [at, { id, caveats = [] }] of tariff.cards.entries())
    for (const [position, { when }] of caveats.entries())
      for (const { tree, path } of when ? conditionLeaves(when, `/cards/${at}/caveats/${position}/when`) : [])
        if (isTimeLeaf(tree)) yield issue('lint-timed-caveat', path, { card: id })
}

function* unknownCalendars(tariff: Tariff): Iterable<Issue> {
  const known = Object.keys(tariff.calendars ?? {})
  for (const [name, { cases = [] }] of Object.entries(tariff.facets ?? {}))
    for (const [at, { when }] of cases.entries())
      for (const { tree, path } of conditionLeaves(when, pointer(['facets', name, 'cases', at, 'when'])))
        if ('calendar' in tree && !known.includes(tree.calendar))
          yield issue('lint-unknown-calendar', path, {
            calendar: tree.calendar,
            owner: name,
            candidates: closestNames(tree.calendar, known),
          })
}

/** Days outside of what a calendar says it covers would never be looked at. */
function* daysBeyondCalendar(tariff: Tariff): Iterable<Issue> {
  for (const [name, { from, to, holidays, workdays = [] }] of Object.entries(tariff.calendars ?? {}))
    for (const [list, days] of Object.entries({ holidays, workdays }))
      for (const [at, day] of days.entries())
        if (day < from || to < day)
          yield issue('lint-day-beyond-calendar', pointer(['calendars', name, list, at]), {
            calendar: name,
            day,
            from,
            to,
          })
}

/** A day is a holiday or a working day, and once. */
function* repeatedDays(tariff: Tariff): Iterable<Issue> {
  for (const [name, { holidays, workdays = [] }] of Object.entries(tariff.calendars ?? {})) {
    const first = new Map<string, string>()
    for (const [list, days] of Object.entries({ holidays, workdays }))
      for (const [at, day] of days.entries()) {
        const path = pointer(['calendars', name, list, at])
        const other = first.get(day)
        if (other === undefined) first.set(day, path)
        else yield issue('lint-calendar-day-twice', path, { calendar: name, day, other })
      }
  }
}

/** At one minute of a kind of day two cases on the clock do not both hold: which is meant would hang on their order. */
function* overlappingCases(tariff: Tariff): Iterable<Issue> {
  for (const [name, facet] of Object.entries(tariff.facets ?? {})) {
    if (
      !isTimed(facet) ||
      mixedConditions({ ...tariff, facets: { [name]: facet } })
        [Symbol.iterator]()
        .next().value
    )
      continue
    const clash = firstOverlap(facet.cases ?? [])
    if (clash)
      yield issue('lint-case-overlap', pointer(['facets', name, 'cases', clash.at]), { facet: name, ...clash.params })
  }
}

/** Of every kind of day: a day of the week that is an ordinary one, a holiday, or worked on. */
function firstOverlap(cases: NonNullable<Facet['cases']>) {
  const leaves = cases.flatMap(({ when }) => [...conditionLeaves(when)].map(({ tree }) => tree))
  const minutes = [0, ...leaves.flatMap((leaf) => ('hours' in leaf ? leaf.hours.map(minuteOfDay) : []))]
  const names = new Set(leaves.flatMap((leaf) => ('calendar' in leaf ? [leaf.calendar] : [])))
  const kinds = [{}, { holidays: [KIND_DAY] }, { workdays: [KIND_DAY] }]
  for (const kind of kinds) {
    const calendar = { from: KIND_DAY, to: KIND_DAY, holidays: [], source: '', ...kind }
    const calendars = Object.fromEntries([...names].map((name) => [name, calendar]))
    for (let weekday = 1; weekday <= 7; weekday++) {
      for (const minute of minutes) {
        const holding = cases.flatMap(({ when, is }, at) =>
          holdsAt(when, { day: KIND_DAY, weekday, minute }, calendars) ? [{ is, at }] : [],
        )
        const other = holding.find(({ is }) => is !== holding[0]?.is)
        if (other && holding[0])
          return {
            at: other.at,
            params: { value: other.is, other: holding[0].is, weekday: String(weekday), time: clockOf(minute) },
          }
      }
    }
  }
  return undefined
}

/** Stands for a day of each kind. */
const KIND_DAY = '2000-01-01'

const clockOf = (minute: number): string =>
  `${String(Math.trunc(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

/** At one minute of the week a clock has one value. */
function* overlappingWindows(tariff: Tariff): Iterable<Issue> {
  for (const [name, { clock = [] }] of Object.entries(tariff.facets ?? {})) {
    const stretches = clock.flatMap((window, at) => minutesOfWeek(window).map((period) => ({ ...period, window, at })))
    stretches.sort((a, b) => a.from - b.from)
    let [previous] = stretches
    for (const stretch of stretches.slice(1)) {
      if (previous && stretch.from < previous.until && stretch.window.is !== previous.window.is) {
        const params = { facet: name, window: formatWindow(stretch.window), other: formatWindow(previous.window) }
        yield issue('lint-clock-overlap', pointer(['facets', name, 'clock', stretch.at]), params)
        break
      }
      if (previous === undefined || stretch.until > previous.until) previous = stretch
    }
  }
}

const DAY = 24 * 60
const WEEK = 7 * DAY

function minutesOfWeek({ hours, weekdays = [1, 2, 3, 4, 5, 6, 7] }: ClockWindow): { from: number; until: number }[] {
  const [start, end] = [minuteOfDay(hours[0]), minuteOfDay(hours[1])]
  return weekdays.flatMap((weekday) => {
    const from = (weekday - 1) * DAY + start
    const until = from + (end > start ? end - start : end + DAY - start)
    if (until <= WEEK) return [{ from, until }]
    return [
      { from, until: WEEK },
      { from: 0, until: until - WEEK },
    ]
  })
}

/** Whether windows leave no minute of the week. */
export function coversWeek(clock: readonly ClockWindow[]): boolean {
  const stretches = clock.flatMap(minutesOfWeek).sort((a, b) => a.from - b.from)
  let end = 0
  for (const { from, until } of stretches) if (from <= end) end = Math.max(end, until)
  return end === WEEK
}

const formatWindow = ({ is, hours }: ClockWindow): string => `${is} ${hours.join('–')}`

export const CLOCK_RULES: readonly Rule[] = [
  clocksWithCases,
  mixedConditions,
  timedCaveats,
  unknownCalendars,
  daysBeyondCalendar,
  repeatedDays,
  overlappingCases,
  overlappingWindows,
]
