import { failed, issue, ok, type Result, shown } from '../result.ts'

/** Milliseconds since 1970-01-01T00:00:00Z. Core reads no clock: every instant comes from a caller or from data. */
export type Instant = number

const INSTANT = /^(\d{4}-\d\d-\d\d)[Tt ]((?:[01]\d|2[0-3]):\d\d:\d\d)(\.\d{1,9})?([Zz]|[+-]\d\d:\d\d)?$/
const DAY = /^\d{4}-\d\d-\d\d$/
const OFFSET = /^([+-])(\d\d):(\d\d)$/
const MINUTE = 60_000
export const DAY_MILLISECONDS = 24 * 60 * MINUTE

/**
 * Reads an RFC 3339 timestamp to the millisecond. One without an offset is refused (`instant-without-offset`), because
 * the same digits are 24 different prices; anything else that is no timestamp is `invalid-instant`.
 *
 * @example
 * readInstant('2024-12-16T12:00:00+08:00') // {ok: true, value: 1734321600000}
 */
export function readInstant(text: string, path = ''): Result<Instant> {
  const usual = readUsual(text)
  if (usual !== undefined) return ok(usual)
  const [, day = text, time = '', fraction = '', offset] = INSTANT.exec(text) ?? []
  const isKnown = isDay(day)
  if (isKnown && offset === undefined)
    return failed(issue('instant-without-offset', path, { came: shown(text), example: withOffset(text) }))
  const isLeapSecond = time.endsWith(':60')
  const clock = isLeapSecond ? `${time.slice(0, 6)}59` : time
  const value = Date.parse(`${day}T${clock}${fraction.slice(0, 4)}${offset?.toUpperCase()}`)
  if (!isKnown || Number.isNaN(value)) return failed(issue('invalid-instant', path, { came: shown(text) }))
  return ok(isLeapSecond ? value + 1000 : value)
}

/** The way in which nearly every timestamp is written, on a day that every month has. */
const USUAL =
  /^[1-9]\d{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{3})?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/

/** As `Date.parse` reads it, in half the time; undefined where a timestamp is written in another way. */
function readUsual(text: string): Instant | undefined {
  if (text !== lastText) {
    if (!USUAL.test(text)) return undefined
    lastValue = parseUsual(text)
    lastText = text
  }
  return lastValue
}

/** A timestamp is read where it is checked, and again where it is rated. */
let lastText: string | undefined
let lastValue: Instant | undefined

function parseUsual(text: string): Instant {
  const thousandths = text[19] === '.' ? two(text, 20) * 10 + (two(text, 21) % 10) : 0
  const [year, month, day] = [two(text, 0) * 100 + two(text, 2), two(text, 5) - 1, two(text, 8)]
  const utc = Date.UTC(year, month, day, two(text, 11), two(text, 14), two(text, 17), thousandths)
  if (text.endsWith('Z')) return utc
  const minutes = two(text, text.length - 5) * 60 + two(text, text.length - 2)
  return utc + (text.at(-6) === '-' ? minutes : -minutes) * MINUTE
}

/** The number that two digits write. */
const two = (text: string, at: number): number => text.charCodeAt(at) * 10 + text.charCodeAt(at + 1) - 528

const withOffset = (text: string): string => (DAY.test(text) ? `${text}T12:00:00+08:00` : `${text}+08:00`)

/** Minutes east of UTC of `Z`, `+08:00`, `-05:30`; undefined for anything else. */
export function readOffset(text: string): number | undefined {
  if (text === 'Z' || text === 'z') return 0
  const match = OFFSET.exec(text)
  if (!match) return undefined
  const [hours, minutes] = [Number(match[2]), Number(match[3])]
  if (hours > 18 || minutes > 59) return undefined
  return (match[1] === '-' ? -1 : 1) * (hours * 60 + minutes)
}

/** The first instant of a calendar day (`2024-12-16`) at an offset, or undefined when there is no such day. */
export const startOfDay = (day: string, offsetMinutes: number): Instant | undefined =>
  isDay(day) ? Date.parse(`${day}T00:00:00Z`) - offsetMinutes * MINUTE : undefined

/** The calendar day so many days later. */
export const daysAfter = (day: string, days: number): string => dayOf(Date.parse(day) + days * DAY_MILLISECONDS)

/** The same date so many months later, or the last of that month where it has no such date. */
export function monthsAfter(day: string, months: number): string {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number)
  const lastDate = new Date(Date.UTC(year, month + months, 0)).getUTCDate()
  return dayOf(Date.UTC(year, month - 1 + months, Math.min(date, lastDate)))
}

const dayOf = (at: Instant): string => new Date(at).toISOString().slice(0, 10)

/** The calendar day and the minute of the day that clocks at an offset show. Weekdays: Monday is 1, Sunday 7. */
export function localTime(at: Instant, offsetMinutes: number): { day: string; weekday: number; minute: number } {
  const local = new Date(at + offsetMinutes * MINUTE)
  return {
    day: local.toISOString().slice(0, 10),
    weekday: local.getUTCDay() === 0 ? 7 : local.getUTCDay(),
    minute: local.getUTCHours() * 60 + local.getUTCMinutes(),
  }
}

/** The calendar day at an instant in a tariff's time zone, which is an offset. */
export const localDay = (at: Instant, timeZone: string): string => localTime(at, readOffset(timeZone) ?? 0).day

export const formatInstant = (at: Instant): string => new Date(at).toISOString().replace('.000Z', 'Z')

/** The host reads 30 February as 1 March, so what it read is written back and compared. */
function isDay(text: string): boolean {
  const start = DAY.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN
  return !Number.isNaN(start) && new Date(start).toISOString().startsWith(text)
}
