import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { RatecardError } from '../errors.ts'
import { ALWAYS, type Period } from '../period/period.ts'
import type { ClockWindow, Facet } from '../tariff/tariff.ts'
import { aCard, amountsOf, aRate, aTariff, aUsage, exact, receiptOf } from '../testing/a-tariff.ts'
import { clockIntervals } from './clock.ts'
import { compileTariff } from './compile-tariff.ts'

const MINUTE = 60_000
const DAY = 1440

const hours = (...clock: readonly ClockWindow[]): Facet => ({
  values: ['off', 'peak', 'night'],
  default: 'off',
  uncovered: 'same-price',
  clock,
})

const clockText = (minute: number) =>
  `${String(Math.trunc(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

const minuteOf = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))

/** The value at one instant by asking each window, of today and of yesterday, in the order of the list. */
function valueAt(at: number, windows: readonly ClockWindow[], offset: number): string {
  const localMinutes = Math.floor(at / MINUTE) + offset
  const today = Math.floor(localMinutes / DAY)
  for (const { is, hours: ends, weekdays } of windows) {
    const [from, until] = ends.map(minuteOf) as [number, number]
    for (const day of [today - 1, today]) {
      // 1970-01-01 was a Thursday.
      const weekday = ((((day + 3) % 7) + 7) % 7) + 1
      if (weekdays !== undefined && !weekdays.includes(weekday)) continue
      const start = day * DAY + from
      const end = day * DAY + (until > from ? until : until + DAY)
      if (start <= localMinutes && localMinutes < end) return is
    }
  }
  return 'off'
}

const window = fc.record(
  {
    is: fc.constantFrom('peak', 'night'),
    hours: fc
      .tuple(fc.integer({ min: 0, max: DAY - 1 }), fc.integer({ min: 0, max: DAY }))
      .filter(([from, until]) => from !== until)
      .map(([from, until]): readonly [string, string] => [clockText(from), clockText(until)]),
    weekdays: fc.subarray([1, 2, 3, 4, 5, 6, 7]),
  },
  { requiredKeys: ['is', 'hours'] },
) as fc.Arbitrary<ClockWindow>

const zone = fc.integer({ min: -12 * 4, max: 14 * 4 }).map((quarters) => ({
  offset: quarters * 15,
  text: `${quarters < 0 ? '-' : '+'}${clockText(Math.abs(quarters) * 15)}`,
}))

const START = Date.parse('2026-02-26T00:00:00Z')

describe('clockIntervals', () => {
  it('agrees at every minute with a clock that asks each window', () => {
    const period = fc
      .tuple(fc.integer({ min: 0, max: 3 * DAY }), fc.integer({ min: 1, max: 3 * DAY }))
      .map(([from, length]) => ({ from: START + from * MINUTE, until: START + (from + length) * MINUTE }))
    fc.assert(
      fc.property(
        fc.array(window, { minLength: 1, maxLength: 3 }),
        period,
        zone,
        (windows, horizon, { offset, text }) => {
          const intervals = clockIntervals(horizon, { hours: hours(...windows) }, { timeZone: text })
          expectPartition(intervals, horizon)
          let current = 0
          for (let at = horizon.from; at < horizon.until; at += MINUTE) {
            while ((intervals[current]?.until ?? Number.POSITIVE_INFINITY) <= at) current++
            const expected = valueAt(at, windows, offset)
            if (intervals[current]?.values.hours !== expected)
              expect([new Date(at).toISOString(), intervals[current]?.values.hours]).toEqual(['', expected])
          }
        },
      ),
      { numRuns: 150 },
    )
  })

  it('begins and ends exactly with its horizon, to the millisecond', () => {
    const facet = hours({ is: 'peak', hours: ['08:30', '16:30'] })
    const from = Date.parse('2026-01-15T08:29:59.999+08:00')
    const found = clockIntervals({ from, until: from + 2 }, { hours: facet }, { timeZone: '+08:00' })
    expect(found).toEqual([
      { from, until: from + 1, values: { hours: 'off' } },
      { from: from + 1, until: from + 2, values: { hours: 'peak' } },
    ])
  })

  it('two clocks cut each other', () => {
    const horizon = { from: START, until: START + DAY * MINUTE }
    const found = clockIntervals(
      horizon,
      {
        hours: hours({ is: 'peak', hours: ['08:00', '12:00'] }),
        night: hours({ is: 'night', hours: ['10:00', '20:00'] }),
      },
      { timeZone: 'Z' },
    )
    expectPartition(found, horizon)
    expect(found.map(({ from, values }) => [(from - START) / MINUTE / 60, values.hours, values.night])).toEqual([
      [0, 'off', 'off'],
      [8, 'peak', 'off'],
      [10, 'peak', 'night'],
      [12, 'off', 'night'],
      [20, 'off', 'off'],
    ])
  })

  it('without a clock there is one interval, and it may be endless', () => {
    expect(clockIntervals(ALWAYS, {}, { timeZone: 'nowhere' })).toEqual([{ ...ALWAYS, values: {} }])
  })

  it('a clock without a finite horizon or a readable zone is refused', () => {
    const clock = { hours: hours({ is: 'peak', hours: ['08:00', '12:00'] }) }
    for (const [period, zoneText] of [
      [ALWAYS, '+08:00'],
      [{ from: 0, until: Number.POSITIVE_INFINITY }, '+08:00'],
      [{ from: 0, until: 1 }, 'Asia/Shanghai'],
    ] as const)
      expect(() => clockIntervals(period, clock, { timeZone: zoneText })).toThrow(RatecardError)
  })
})

function expectPartition(intervals: readonly Period[], horizon: Period): void {
  expect(intervals[0]?.from).toBe(horizon.from)
  expect(intervals.at(-1)?.until).toBe(horizon.until)
  for (const [at, { from, until }] of intervals.entries()) {
    expect(from).toBeLessThan(until)
    if (at > 0) expect(from).toBe(intervals[at - 1]?.until)
  }
}

describe('a price by the hour', () => {
  const priced = (clock: readonly ClockWindow[]) =>
    aTariff({
      facets: { hours: hours(...clock) },
      cards: [
        aCard({
          rates: [
            aRate({ when: { hours: 'off' } }),
            aRate({ price: '2', when: { hours: 'peak' } }),
            aRate({ price: '3', when: { hours: 'night' } }),
          ],
        }),
      ],
    })
  const horizon = { from: Date.parse('2026-08-10T00:00:00Z'), until: Date.parse('2026-08-26T00:00:00Z') }
  const priceAt = (clock: readonly ClockWindow[], at: string) =>
    amountsOf(receiptOf(priced(clock), aUsage({ input_tokens: exact(1) }, { at }), {}, { horizon })).input_tokens

  it('a window over midnight holds on both sides of it (T12)', () => {
    const night: ClockWindow = { is: 'night', hours: ['16:30', '00:30'] }
    expect(
      ['2026-08-12T16:29:59Z', '2026-08-12T23:15:00Z', '2026-08-13T00:15:00Z', '2026-08-13T00:30:00Z'].map((at) =>
        priceAt([{ ...night, hours: ['16:30', '00:30'] }], at.replace('Z', '+08:00')),
      ),
    ).toEqual(['1', '3', '3', '1'])
  })

  it('a window over midnight belongs to the weekday on which it begins', () => {
    const friday: ClockWindow = { is: 'night', hours: ['22:00', '06:00'], weekdays: [5] }
    expect(
      [
        '2026-08-14T05:00:00+08:00',
        '2026-08-14T23:00:00+08:00',
        '2026-08-15T05:59:59+08:00',
        '2026-08-15T23:00:00+08:00',
      ].map((at) => priceAt([friday], at)),
    ).toEqual(['1', '3', '3', '1'])
  })

  it('weekdays are those of the vendor, not of UTC (T11)', () => {
    const weekdays: ClockWindow = { is: 'peak', hours: ['00:00', '24:00'], weekdays: [1, 2, 3, 4, 5] }
    expect(
      ['2026-08-14T15:59:59Z', '2026-08-14T16:00:00Z', '2026-08-16T15:59:59Z', '2026-08-16T16:00:00Z'].map((at) =>
        priceAt([weekdays], at),
      ),
    ).toEqual(['2', '1', '1', '2'])
  })

  it('the first window of the list that holds is used', () => {
    const all: ClockWindow = { is: 'peak', hours: ['00:00', '24:00'] }
    const noon: ClockWindow = { is: 'night', hours: ['12:00', '13:00'] }
    expect(priceAt([all, noon], '2026-08-12T12:30:00+08:00')).toBe('2')
    expect(priceAt([noon, all], '2026-08-12T12:30:00+08:00')).toBe('3')
  })

  it('an instant outside the horizon is refused, its first instant is inside and its end is not', () => {
    const tariff = priced([{ is: 'peak', hours: ['08:00', '12:00'] }])
    const table = (from: string, until: string) =>
      receiptOf(
        tariff,
        aUsage({ input_tokens: exact(1) }, { at: '2026-08-12T08:00:00+08:00' }),
        {},
        {
          horizon: { from: Date.parse(from), until: Date.parse(until) },
        },
      )
    expect(amountsOf(table('2026-08-12T00:00:00Z', '2026-08-12T00:00:01Z'))).toEqual({ input_tokens: '2' })
    expect(() => table('2026-08-11T00:00:00Z', '2026-08-12T00:00:00Z')).toThrow('outside-horizon')
    expect(() => table('2026-08-12T00:00:01Z', '2026-08-13T00:00:00Z')).toThrow('outside-horizon')
  })

  it('only tariffs whose prices read the clock need a horizon', () => {
    const unread = aTariff({ facets: { hours: hours({ is: 'peak', hours: ['08:00', '12:00'] }) } })
    expect(compileTariff(unread).models.get('m')?.cells).toHaveLength(1)
    expect(() => compileTariff(priced([]))).toThrow('invalid-tariff')
  })

  it('a stated hour that the clock confirms changes nothing, and one that it denies is told', () => {
    const clock: readonly ClockWindow[] = [{ is: 'peak', hours: ['08:00', '12:00'] }]
    const stated = (value: string) =>
      receiptOf(
        { ...priced(clock), facets: { hours: { ...hours(...clock), uncovered: 'unpriced' } } },
        aUsage({ input_tokens: exact(1) }, { at: '2026-08-12T09:00:00+08:00', facets: { hours: value } }),
        {},
        { horizon },
      )
    expect(amountsOf(stated('peak'))).toEqual({ input_tokens: '2' })
    expect(stated('peak').warnings).toEqual([])
    expect(stated('off').warnings.map(({ code }) => code)).toEqual(['facet-disagreement'])
  })

  it('an aggregate is not priced by the hour of its one instant (law 12)', () => {
    const tariff = priced([{ is: 'peak', hours: ['08:00', '12:00'] }])
    const usage = aUsage({ input_tokens: exact(1) }, { at: '2026-08-12T09:00:00+08:00', grain: 'aggregate' })
    expect(amountsOf(receiptOf(tariff, usage, {}, { horizon }))).not.toEqual({ input_tokens: '2' })
  })
})
