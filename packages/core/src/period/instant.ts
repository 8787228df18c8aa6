import { failed, issue, ok, type Result, shown } from '../result.ts'

/** Milliseconds since 1970-01-01T00:00:00Z. Core reads no clock: every instant comes from a caller or from data. */
export type Instant = number

const INSTANT = /^(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?([Zz]|[+-]\d\d:\d\d)?$/
const DAY = /^(\d{4})-(\d\d)-(\d\d)$/
const OFFSET = /^([+-])(\d\d):(\d\d)$/
const MINUTE = 60_000
export const DAY_MILLISECONDS = 24 * 60 * MINUTE

/**
 * Reads an RFC 3339 timestamp. One without an offset is refused (`instant-without-offset`), because the same digits
 * are 24 different prices; anything else that is no timestamp is `invalid-instant`.
 *
 * @example
 * readInstant('2024-12-16T12:00:00+08:00') // {ok: true, value: 1734321600000}
 */
export function readInstant(text: string, path = ''): Result<Instant> {
  const match = INSTANT.exec(text)
  const offset = match?.[8]
  if (match === null && !DAY.test(text)) return failed(issue('invalid-instant', path, { came: shown(text) }))
  if (match === null || offset === undefined)
    return failed(issue('instant-without-offset', path, { came: shown(text), example: withOffset(text) }))
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  const offsetMinutes = readOffset(offset)
  if (offsetMinutes === undefined || !isDay(year, month, day) || hour > 23 || minute > 59 || second > 60)
    return failed(issue('invalid-instant', path, { came: shown(text) }))
  const milliseconds = Number((match[7] ?? '').padEnd(3, '0').slice(0, 3))
  return ok(utc(year, month, day, hour, minute, second) + milliseconds - offsetMinutes * MINUTE)
}

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
export function startOfDay(day: string, offsetMinutes: number): Instant | undefined {
  const match = DAY.exec(day)
  if (!match) return undefined
  const [year, month, date] = [Number(match[1]), Number(match[2]), Number(match[3])]
  return isDay(year, month, date) ? utc(year, month, date) - offsetMinutes * MINUTE : undefined
}

/** The calendar day and the minute of the day that clocks at an offset show. Weekdays: Monday is 1, Sunday 7. */
export function localTime(at: Instant, offsetMinutes: number): { day: string; weekday: number; minute: number } {
  const local = new Date(at + offsetMinutes * MINUTE)
  return {
    day: local.toISOString().slice(0, 10),
    weekday: local.getUTCDay() === 0 ? 7 : local.getUTCDay(),
    minute: local.getUTCHours() * 60 + local.getUTCMinutes(),
  }
}

export const formatInstant = (at: Instant): string => new Date(at).toISOString().replace('.000Z', 'Z')

const isDay = (year: number, month: number, day: number): boolean => {
  const date = new Date(Date.UTC(2000, month - 1, day))
  date.setUTCFullYear(year, month - 1, day)
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day && date.getUTCFullYear() === year
}

function utc(year: number, month: number, day: number, hour = 0, minute = 0, second = 0): Instant {
  const date = new Date(Date.UTC(2000, 0, 1, hour, minute, second))
  date.setUTCFullYear(year, month - 1, day + (date.getUTCDate() - 1))
  return date.getTime()
}
