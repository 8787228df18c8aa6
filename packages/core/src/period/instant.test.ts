import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { codesOf, unwrap } from '../testing/a-tariff.ts'
import { daysAfter, formatInstant, localTime, monthsAfter, readInstant, readOffset, startOfDay } from './instant.ts'

const two = (value: number) => String(value).padStart(2, '0')
const four = (value: number) => String(value).padStart(4, '0')

/** Days since 1970-01-01 by counting months and leap years, without the host's calendar. */
function daysBefore(year: number, month: number, day: number): number {
  const isLeap = (of: number) => of % 4 === 0 && (of % 100 !== 0 || of % 400 === 0)
  const leapsBefore = (of: number) => Math.ceil(of / 4) - Math.ceil(of / 100) + Math.ceil(of / 400)
  const lengths = [31, isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
  if (month < 1 || month > 12 || day < 1 || day > (lengths[month - 1] ?? 0)) return Number.NaN
  const before = lengths.slice(0, month - 1).reduce((sum, length) => sum + length, 0)
  return (year - 1970) * 365 + leapsBefore(year) - leapsBefore(1970) + before + day - 1
}

const offsetText = (minutes: number) =>
  `${minutes < 0 ? '-' : '+'}${two(Math.trunc(Math.abs(minutes) / 60))}:${two(Math.abs(minutes) % 60)}`

/** What clocks at an offset show, by UTC arithmetic alone. */
const clockAt = (at: number, minutes: number) => new Date(at + minutes * 60_000).toISOString().slice(0, -1)

const instant = fc
  .date({ min: new Date('0001-01-01T00:00:00Z'), max: new Date('9998-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.getTime())
const offset = fc.integer({ min: -(18 * 60 + 59), max: 18 * 60 + 59 })

describe('readInstant', () => {
  it('reads every UTC timestamp that the host writes, as the host does', () => {
    fc.assert(
      fc.property(instant, (at) => {
        const text = new Date(at).toISOString()
        expect(unwrap(readInstant(text))).toBe(Date.parse(text))
        expect(formatInstant(at)).toBe(text.replace('.000Z', 'Z'))
        expect(unwrap(readInstant(formatInstant(at)))).toBe(at)
      }),
      { numRuns: 1000 },
    )
  })

  it('one instant is one value, whatever the offset it is written with (T13)', () => {
    fc.assert(
      fc.property(instant, offset, (at, minutes) => {
        expect(unwrap(readInstant(clockAt(at, minutes) + offsetText(minutes)))).toBe(at)
      }),
      { numRuns: 1000 },
    )
    expect(readInstant('2026-08-17T00:00:00+08:00')).toEqual(readInstant('2026-08-16T16:00:00Z'))
    expect(readInstant('2026-08-16t16:00:00z')).toEqual(readInstant('2026-08-16 16:00:00-00:00'))
  })

  it('reads exactly the days of the calendar, leap days included', () => {
    const part = fc.tuple(
      fc.integer({ min: 0, max: 9999 }),
      fc.integer({ min: 0, max: 13 }),
      fc.integer({ min: 0, max: 32 }),
    )
    const edge = fc.constantFrom(
      ...[1900, 2000, 2023, 2024, 2100, 2400, 0, 4, 100, 9999].flatMap((year) =>
        [28, 29, 30].map((day) => [year, 2, day] as [number, number, number]),
      ),
    )
    fc.assert(
      fc.property(fc.oneof(part, edge), ([year, month, day]) => {
        const days = daysBefore(year, month, day)
        const result = readInstant(`${four(year)}-${two(month)}-${two(day)}T00:00:00Z`)
        if (Number.isNaN(days)) expect(codesOf(result)).toEqual(['invalid-instant'])
        else expect(unwrap(result)).toBe(days * 86_400_000)
      }),
      { numRuns: 2000 },
    )
  })

  it('reads the first and the last year that four digits can write', () => {
    expect(unwrap(readInstant('0000-01-01T00:00:00Z'))).toBe(-62_167_219_200_000)
    expect(unwrap(readInstant('9999-12-31T23:59:59Z'))).toBe(253_402_300_799_000)
  })

  it('reads up to nine digits of a second and keeps whole milliseconds', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{1,9}$/), (digits) => {
        const milliseconds = Number(digits.padEnd(9, '0').slice(0, 3))
        expect(unwrap(readInstant(`1969-12-31T23:59:58.${digits}Z`))).toBe(-2000 + milliseconds)
      }),
    )
  })

  it('a leap second is the first second of the next minute', () => {
    const next = readInstant('2017-01-01T00:00:00Z')
    expect(readInstant('2016-12-31T23:59:60Z')).toEqual(next)
    expect(readInstant('2017-01-01T07:59:60+08:00')).toEqual(next)
  })

  it.each([
    '',
    'now',
    '1734321600',
    '2024-12-16T12:00Z',
    '2024-12-16T12:00:00+0800',
    '2024-12-16T12:00:00+08',
    '2024-12-16T12:00:00 +08:00',
    '2024-12-16T12:00:00.Z',
    '2024-12-16T12:00:00,5Z',
    '2024-12-16T12:00:00.1234567890Z',
    '2024-12-16T25:00:00Z',
    '2024-12-16T24:00:01Z',
    '2024-12-16T12:60:00Z',
    '2024-12-16T12:00:61Z',
    '2024-12-16T12:00:00+08:60',
    '2024-12-16T12:00:00+24:00',
    '2024-12-16T12:00:00-99:99',
    '2024-02-30T00:00:00Z',
    '2023-02-29T00:00:00+08:00',
    '24-12-16T12:00:00Z',
    '+002024-12-16T12:00:00Z',
    '2024-12-16T12:00:00Z\n',
    ' 2024-12-16T12:00:00Z',
    '２０２４-12-16T12:00:00Z',
    '2024-12-16T12:00:00Z trailing',
  ])('refuses %j, which is no RFC 3339 timestamp', (text) => {
    expect(readInstant(text, '/at')).toEqual({
      ok: false,
      issues: [{ code: 'invalid-instant', path: '/at', params: { came: text } }],
    })
  })

  it('refuses hour 24, which RFC 3339 does not have', () => {
    expect(codesOf(readInstant('2024-12-16T24:00:00Z'))).toEqual(['invalid-instant'])
  })

  it.each(['2024-12-16T12:00:00', '2024-12-16 12:00:00.5', '2024-12-16'])(
    'refuses %s, which has no offset, with an example that is accepted (T14)',
    (text) => {
      const result = readInstant(text, '/at')
      expect(codesOf(result)).toEqual(['instant-without-offset'])
      const example = result.ok ? '' : String(result.issues[0]?.params.example)
      expect(example.startsWith(text)).toBe(true)
      expect(readInstant(example).ok).toBe(true)
    },
  )

  it('tells a long text in short', () => {
    const result = readInstant('x'.repeat(10_000_000))
    expect(result.ok ? '' : String(result.issues[0]?.params.came).length).toBe(81)
  })
})

describe('readOffset', () => {
  it.each([
    ['Z', 0],
    ['z', 0],
    ['+00:00', 0],
    ['+08:00', 480],
    ['-05:30', -330],
    ['+14:00', 840],
    ['+18:59', 1139],
  ])('%s is %d minutes east of UTC', (text, minutes) => expect(readOffset(text)).toBe(minutes))

  it.each(['', '08:00', '+8:00', '+08:60', '+19:00', '+0800', 'UTC', 'Asia/Shanghai'])('%j is no offset', (text) =>
    expect(readOffset(text)).toBeUndefined(),
  )
})

describe('startOfDay and localTime', () => {
  it('a day starts at midnight of its own clock, and the millisecond before belongs to the day before', () => {
    fc.assert(
      fc.property(instant, offset, (at, minutes) => {
        const day = clockAt(at, minutes).slice(0, 10)
        const start = startOfDay(day, minutes) ?? Number.NaN
        expect(start).toBe(Date.parse(`${day}T00:00:00${offsetText(minutes)}`))
        expect(localTime(start, minutes)).toMatchObject({ day, minute: 0 })
        expect(localTime(start - 1, minutes)).toMatchObject({ minute: 1439 })
        expect(localTime(start - 1, minutes).day < day).toBe(true)
      }),
      { numRuns: 500 },
    )
  })

  it('shows the minute and the weekday of the clock at the offset, Monday 1 to Sunday 7', () => {
    fc.assert(
      fc.property(instant, offset, (at, minutes) => {
        const clock = clockAt(at, minutes)
        const [year, month, day] = clock.slice(0, 10).split('-').map(Number) as [number, number, number]
        // 1970-01-01 was a Thursday.
        const weekday = ((((daysBefore(year, month, day) + 3) % 7) + 7) % 7) + 1
        const minute = Number(clock.slice(11, 13)) * 60 + Number(clock.slice(14, 16))
        expect(localTime(at, minutes)).toEqual({ day: clock.slice(0, 10), weekday, minute })
      }),
      { numRuns: 500 },
    )
    expect(localTime(Date.parse('2026-08-22T02:00:00Z'), 480).weekday).toBe(6)
    expect(localTime(Date.parse('2026-08-22T16:00:00Z'), 480).weekday).toBe(7)
  })

  it.each(['2023-02-29', '2024-13-01', '2024-1-1', '', 'today', '2024-12-16T00:00:00Z'])('%j is no day', (text) =>
    expect(startOfDay(text, 0)).toBeUndefined(),
  )
})

describe('days and months later', () => {
  it.each([
    ['2024-02-28', 1, '2024-02-29', '2024-03-28'],
    ['2026-01-31', 1, '2026-02-01', '2026-02-28'],
    ['2024-01-31', 1, '2024-02-01', '2024-02-29'],
    ['2026-11-30', 3, '2026-12-03', '2027-02-28'],
    ['2026-04-02', 3, '2026-04-05', '2026-07-02'],
    ['2026-12-15', 12, '2026-12-27', '2027-12-15'],
  ])('%s and %s', (day, count, days, months) => {
    expect([daysAfter(day, count), monthsAfter(day, count)]).toEqual([days, months])
  })
})
