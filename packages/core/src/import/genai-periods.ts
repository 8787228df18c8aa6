import { pointer } from '../compile/lint/json-pointer.ts'
import type { LosslessJson } from '../json/read-json.ts'
import { readOffset, startOfDay } from '../period/instant.ts'
import { type Issue, issue } from '../result.ts'
import type { Effective } from '../tariff/tariff.ts'
import { isItems, isMembers, type JsonMembers, jsonText, unknownMembers } from './members.ts'
import { MOST_PERIODS, tooMany } from './price-map.ts'

/** Prices that hold in a part of each day, in UTC. */
export interface Hours<P> {
  readonly from: string
  readonly until: string
  readonly prices: P
}

/** The prices of a period, and those of some hours in it. */
export interface DatedPrices<P> {
  readonly effective: Effective
  readonly prices: P
  readonly hours: readonly Hours<P>[]
}

interface About {
  readonly model: string
  readonly path: readonly (string | number)[]
}

interface Read<P> {
  readonly prices: P
  readonly left: readonly Issue[]
  readonly faults: readonly Issue[]
}

type ReadPrices<P> = (value: LosslessJson, model: string, path: About['path']) => Read<P>

interface OpenPeriod<P> {
  readonly from?: string
  readonly prices: P
  readonly hours: Hours<P>[]
}

/**
 * The periods of a model: its prices are one object, or a list in which the last entry whose constraint holds counts.
 * An entry has one constraint, a date or hours; hours that come after a date hold from that date on, because before it
 * they were not in force.
 */
export function readPeriods<P>(value: LosslessJson | undefined, about: About, readPrices: ReadPrices<P>) {
  const count = isItems(value) ? value.length : 1
  if (count > MOST_PERIODS) {
    const fault = tooMany(about.model, pointer(about.path), { what: 'periods', count, limit: MOST_PERIODS })
    return { periods: [], left: [], faults: [fault] }
  }
  const entries = (isItems(value) ? value : [undefined]).map((entry, at) =>
    entry === undefined
      ? readEntry({ prices: value ?? null }, about, about.path, readPrices)
      : readListed(entry, about, [...about.path, at], readPrices),
  )
  const timeline = new Timeline<P>(about.model)
  const isWhole = entries.every((entry) => timeline.add(entry))
  return {
    periods: isWhole ? timeline.periods() : [],
    left: [...entries.flatMap(({ left }) => left), ...timeline.left],
    faults: [...entries.flatMap(({ faults }) => faults), ...timeline.faults],
  }
}

interface Entry<P> extends Read<P> {
  readonly bounds: Bounds | undefined
  readonly constraint: LosslessJson | undefined
  readonly place: string
}

const readEntry = <P>(
  { prices, constraint }: JsonMembers,
  { model }: About,
  path: About['path'],
  readPrices: ReadPrices<P>,
): Entry<P> => ({
  ...readPrices(prices ?? null, model, path),
  bounds: readConstraint(constraint),
  constraint,
  place: pointer(path),
})

/** An entry of a list; one that is no object has no prices, which is a fault. */
function readListed<P>(value: LosslessJson, about: About, path: About['path'], readPrices: ReadPrices<P>): Entry<P> {
  const members = isMembers(value) ? value : {}
  const entry = readEntry(members, about, [...path, 'prices'], readPrices)
  return { ...entry, left: [...entry.left, ...unknownMembers(members, ['prices', 'constraint'], about.model, path)] }
}

/** As many as the name of their facet has room for. */
const MOST_HOURS = 16

/** Lays the entries of a model along time, one after the other. */
class Timeline<P> {
  readonly left: Issue[] = []
  readonly faults: Issue[] = []
  readonly #model: string
  #periods: OpenPeriod<P>[] = []

  constructor(model: string) {
    this.#model = model
  }

  /** False for an entry that a tariff cannot express: without it the others would be wrong. */
  add({ bounds, constraint, place, prices }: Entry<P>): boolean {
    const model = this.#model
    if (bounds === undefined) {
      this.left.push(issue('import-constraint', place, { model, came: jsonText(constraint) }))
      return false
    }
    if ('hours' in bounds && this.#periods.length > 0) return this.#addHours(bounds.hours, prices, place)
    const from = 'hours' in bounds ? undefined : bounds.from
    const kept = this.#periods.filter((period) => from !== undefined && (period.from ?? '') < from)
    if (kept.length < this.#periods.length) this.left.push(issue('import-never-in-force', place, { model }))
    this.#periods = [...kept, { ...(from !== undefined && { from }), prices, hours: [] }]
    return true
  }

  #addHours(hours: Window, prices: P, place: string): boolean {
    const last = this.#periods.at(-1)
    const count = (last?.hours.length ?? 0) + 1
    if (count > MOST_HOURS) {
      this.faults.push(tooMany(this.#model, place, { what: 'hours', count, limit: MOST_HOURS }))
      return false
    }
    const isTaken = last?.hours.some((other) => isOverlap(other, hours)) ?? false
    if (isTaken) this.left.push(issue('import-overlapping-hours', place, { model: this.#model }))
    else last?.hours.push({ ...hours, prices })
    return !isTaken
  }

  periods(): readonly DatedPrices<P>[] {
    return this.#periods.map((period, at) => datedPrices(period, this.#periods[at + 1]?.from))
  }
}

const datedPrices = <P>({ from, prices, hours }: OpenPeriod<P>, until: string | undefined): DatedPrices<P> => ({
  effective: {
    ...(from !== undefined && { from: `${from}T00:00:00Z` }),
    ...(until !== undefined && { until: `${until}T00:00:00Z` }),
  },
  prices,
  hours,
})

type Bounds = { readonly from?: string } | { readonly hours: { readonly from: string; readonly until: string } }

/** Undefined for what is no constraint that a tariff can express. */
function readConstraint(value: LosslessJson | undefined): Bounds | undefined {
  if (value === undefined || value === null) return {}
  if (!isMembers(value)) return undefined
  const { type, start_date: date, start_time: start, end_time: end, ...rest } = value
  if (Object.keys(rest).length > 0) return undefined
  if (
    typeof date === 'string' &&
    start === undefined &&
    end === undefined &&
    [undefined, 'start_date'].includes(type as string)
  )
    return isDay(date) ? { from: date } : undefined
  if (date !== undefined || ![undefined, 'time_of_date'].includes(type as string)) return undefined
  const [from, until] = [minuteOf(start), minuteOf(end)]
  return from === undefined || until === undefined || from === until
    ? undefined
    : { hours: { from: clockText(from), until: clockText(until) } }
}

const isDay = (text: string): boolean => /^\d{4}-\d\d-\d\d$/.test(text) && startOfDay(text, 0) !== undefined

const DAY = 24 * 60
const TIME = /^([01]\d|2[0-3]):([0-5]\d):00(?:\.0+)?(Z|[+-]\d\d:[0-5]\d)$/

/** The minute of the day in UTC. */
function minuteOf(value: LosslessJson | undefined): number | undefined {
  const [, hour, minute, zone = ''] = TIME.exec(typeof value === 'string' ? value : '') ?? []
  const offset = readOffset(zone)
  if (offset === undefined) return undefined
  return (Number(hour) * 60 + Number(minute) - offset + 2 * DAY) % DAY
}

const clockText = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

interface Window {
  readonly from: string
  readonly until: string
}

const isOverlap = (a: Window, b: Window): boolean =>
  stretches(a).some((one) => stretches(b).some((other) => one.from < other.until && other.from < one.until))

const stretches = ({ from, until }: Window): readonly Window[] =>
  from < until
    ? [{ from, until }]
    : [
        { from, until: '24:00' },
        { from: '00:00', until },
      ]
