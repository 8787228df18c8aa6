import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Condition } from '../tariff/condition.ts'
import type { Calendar, Facet, Tariff } from '../tariff/tariff.ts'
import { aCard, amountsOf, aRate, aTariff, aUsage, exact, receiptOf } from '../testing/a-tariff.ts'
import { timedCases } from './timed-cases.ts'

const calendar: Calendar = {
  from: '2026-09-01',
  to: '2026-12-31',
  holidays: ['2026-10-01', '2026-10-02', '2026-10-03'],
  workdays: ['2026-10-10'],
  source: 'page',
}

const facet = (when: Condition): Facet => ({
  values: ['off', 'peak'],
  default: 'off',
  uncovered: 'same-price',
  cases: [{ when, is: 'peak' }],
})

/** Working days from 9 to 12 and from 14 to 18. */
const officeHours: Condition = {
  all: [{ calendar: 'cn', day: 'workday' }, { any: [{ hours: ['09:00', '12:00'] }, { hours: ['14:00', '18:00'] }] }],
}

const tariffOf = (when: Condition): Tariff =>
  aTariff({
    calendars: { cn: calendar },
    facets: { hours: facet(when) },
    cards: [aCard({ rates: [aRate({ when: { hours: 'off' } }), aRate({ price: '2', when: { hours: 'peak' } })] })],
  })

const DAY = 86_400_000

function priceAt(at: string, when: Condition = officeHours) {
  const instant = Date.parse(at)
  const horizon = { from: instant - DAY, until: instant + DAY }
  return receiptOf(tariffOf(when), aUsage({ input_tokens: exact(1) }, { at }), {}, { horizon })
}

describe('conditions on the clock of the vendor', () => {
  it.each([
    ['2026-09-30T08:59:59+08:00', '1'],
    ['2026-09-30T09:00:00+08:00', '2'],
    ['2026-09-30T12:00:00+08:00', '1'],
    ['2026-09-30T06:00:00Z', '2'],
    ['2026-10-01T10:00:00+08:00', '1'],
    ['2026-10-10T10:00:00+08:00', '2'],
    ['2026-10-11T10:00:00+08:00', '1'],
    ['2026-12-31T17:59:59+08:00', '2'],
  ])('at %s the price is %s', (at, price) => {
    expect(amountsOf(priceAt(at))).toEqual({ input_tokens: price })
  })

  it('beyond the published calendar nothing is priced, and the prices are candidates', () => {
    for (const at of ['2027-01-04T10:00:00+08:00', '2026-08-31T10:00:00+08:00']) {
      const [line] = priceAt(at).lines
      expect([line?.status, line?.reason]).toEqual(['unpriced', 'beyond-calendar'])
      expect(line?.candidates.map(({ price }) => price)).toEqual(['1', '2'])
    }
  })

  it('where the hour alone decides, no calendar is needed', () => {
    expect(amountsOf(priceAt('2027-01-04T13:00:00+08:00'))).toEqual({ input_tokens: '1' })
  })

  it('hours run over midnight, and the weekday is that of the instant', () => {
    const nights: Condition = { all: [{ hours: ['23:30', '00:30'] }, { weekdays: [1] }] }
    const found = ['2026-11-16T00:15', '2026-11-16T23:45', '2026-11-17T00:15', '2026-11-15T23:45'].map(
      (time) => amountsOf(priceAt(`${time}:00+08:00`, nights)).input_tokens,
    )
    expect(found).toEqual(['2', '2', '1', '1'])
  })

  it('stated otherwise by the record, the clock is believed and the disagreement told', () => {
    const at = '2026-09-30T10:00:00+08:00'
    const horizon = { from: Date.parse(at), until: Date.parse(at) + 1 }
    const usage = aUsage({ input_tokens: exact(1) }, { at, facets: { hours: 'off' } })
    const receipt = receiptOf(tariffOf(officeHours), usage, {}, { horizon })
    expect(amountsOf(receipt)).toEqual({ input_tokens: '2' })
    expect(receipt.warnings.map(({ code }) => code)).toEqual(['facet-disagreement'])
  })
})

const leaf: fc.Arbitrary<Condition> = fc.oneof(
  fc.tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 23 })).map(([from, until]) => ({
    hours: [`${String(from).padStart(2, '0')}:00`, `${String(until).padStart(2, '0')}:30`] as const,
  })),
  fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 }).map((weekdays) => ({ weekdays })),
  fc.constantFrom('holiday' as const, 'workday' as const).map((day) => ({ calendar: 'cn', day })),
)
const { tree } = fc.letrec<{ tree: Condition }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 3 },
    leaf,
    fc.array(tie('tree'), { minLength: 1, maxLength: 3 }).map((all) => ({ all })),
    fc.array(tie('tree'), { minLength: 1, maxLength: 3 }).map((any) => ({ any })),
    tie('tree').map((not) => ({ not })),
  ),
}))

/** Asked minute by minute, with UTC arithmetic alone: what a tree says of one minute inside the calendar. */
function oracle(condition: Condition, at: number): boolean {
  const local = new Date(at + 8 * 3_600_000)
  const date = local.toISOString().slice(0, 10)
  const weekday = local.getUTCDay() || 7
  const time = local.toISOString().slice(11, 16)
  const isHoliday = calendar.holidays.includes(date)
  const isWorkday = !isHoliday && (weekday <= 5 || calendar.workdays?.includes(date) === true)
  if ('all' in condition) return condition.all.every((part) => oracle(part, at))
  if ('any' in condition) return condition.any.some((part) => oracle(part, at))
  if ('not' in condition) return !oracle(condition.not, at)
  if ('weekdays' in condition) return condition.weekdays.includes(weekday)
  if ('calendar' in condition) return condition.day === 'holiday' ? isHoliday : isWorkday
  if (!('hours' in condition)) throw new Error('no condition on the clock')
  const [from, until] = condition.hours
  return from < until ? from <= time && time < until : time >= from || time < until
}

it('every tree is expanded to what it says minute by minute', () => {
  const start = Date.parse('2026-09-29T12:34:00Z')
  const period = { from: start, until: start + 13 * DAY }
  fc.assert(
    fc.property(
      tree,
      fc.array(fc.integer({ min: 0, max: 13 * 1440 - 1 }), { minLength: 20, maxLength: 20 }),
      (when, minutes) => {
        const values = timedCases(facet(when), period, { offset: 480, calendars: { cn: calendar } })
        expect(values[0]?.from).toBe(period.from)
        expect(values.at(-1)?.until).toBe(period.until)
        for (const [at, { from }] of values.entries()) if (at > 0) expect(from).toBe(values[at - 1]?.until)
        for (const minute of minutes) {
          const instant = start + minute * 60_000
          const found = values.find(({ from, until }) => from <= instant && instant < until)
          expect(found?.is).toBe(oracle(when, instant) ? 'peak' : 'off')
        }
      },
    ),
    { numRuns: 300 },
  )
})
