import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FxRate, FxTable } from '../money/fx-table.ts'
import { formatExact } from '../number/rational.ts'
import { daysAfter } from '../period/instant.ts'
import { chooseFxRate } from './choose-fx-rate.ts'

const table = (...rates: readonly FxRate[]): FxTable => ({
  schema: 'ratecard/fx@1',
  name: 'Rates',
  source: { url: 'https://rates.example', title: 'Rates', checked: '2026-11-22' },
  rates,
})
const usd = { from: 'USD', to: 'CNY' }
const cny = { from: 'CNY', to: 'USD' }

/** The rate from USD to CNY: the exact factor, with its age where it is an earlier one. */
function chosen(day: string, ...rates: readonly FxRate[]): string {
  const found = chooseFxRate(table(...rates), 'USD', 'CNY', day)
  if (found === undefined) return 'none'
  return `${formatExact(found.factor)}${found.isInverse ? ' inverse' : ''}${found.age > 0 ? ` ${found.age}d` : ''}`
}

describe('the rate of a day', () => {
  const ofMonth = { ...usd, rate: '7.1', month: '2026-10' }
  const ofDay = { ...usd, rate: '7.2', day: '2026-10-20' }
  const before = { ...usd, rate: '7.3', day: '2026-10-17' }

  it.each<[string, string, readonly FxRate[]]>([
    ['7.1', '2026-10-20', [ofDay, ofMonth, before]],
    ['7.2', '2026-10-20', [before, ofDay]],
    ['7.3 2d', '2026-10-19', [ofDay, before]],
    ['7.2 31d', '2026-11-20', [before, ofDay, ofMonth]],
    ['none', '2026-11-21', [before, ofDay, ofMonth]],
    ['none', '2026-10-16', [before, ofDay]],
    ['none', '2025-10-20', [ofMonth]],
    ['none', '2026-10-20', []],
  ])('is %s on %s', (expected, day, rates) => {
    expect(chosen(day, ...rates)).toBe(expected)
    expect(chosen(day, ...[...rates].reverse())).toBe(expected)
  })

  it('is the inverse, exactly, where only that is as near', () => {
    const inverse = { ...cny, rate: '0.14', day: '2026-10-20' }
    expect(chosen('2026-10-20', inverse)).toBe('50/7 inverse')
    expect(chosen('2026-10-20', inverse, ofDay)).toBe('7.2')
    expect(chosen('2026-10-20', ofDay, inverse)).toBe('7.2')
    expect(chosen('2026-10-20', before, inverse)).toBe('50/7 inverse')
    expect(chosen('2026-10-21', inverse)).toBe('50/7 inverse 1d')
  })

  it('is not made of two others', () => {
    const [toEuro, fromEuro] = [
      { from: 'USD', to: 'EUR', rate: '0.9', day: '2026-10-20' },
      { from: 'EUR', to: 'CNY', rate: '8', day: '2026-10-20' },
    ]
    expect(chosen('2026-10-20', toEuro, fromEuro)).toBe('none')
  })
})

const days = fc.integer({ min: 0, max: 120 }).map((count) => daysAfter('2026-08-01', count))
const rates = fc.record({
  pair: fc.constantFrom(usd, cny, { from: 'USD', to: 'EUR' }),
  rate: fc.integer({ min: 1, max: 99_999 }).map((value) => `${value}.5`),
  when: fc.oneof(
    days.map((day) => ({ day })),
    days.map((day) => ({ month: day.slice(0, 7) })),
  ),
})
const asRate = ({ pair, rate, when }: { pair: typeof usd; rate: string; when: object }): FxRate => ({
  ...pair,
  rate,
  ...when,
})

describe('a closed month', () => {
  it('with a rate of its own is not moved by rates of days or of other months', () => {
    fc.assert(
      fc.property(days, fc.array(rates), fc.array(rates), (day, before, after) => {
        const month = day.slice(0, 7)
        const own = { ...usd, rate: '7.0001', month }
        const others = (some: typeof before) => some.map(asRate).filter((rate) => rate.month !== month)
        expect(chosen(day, ...others(before), own, ...others(after))).toBe('7.0001')
      }),
    )
  })

  it('without one is not moved by later days and other months', () => {
    fc.assert(
      fc.property(days, fc.array(rates), fc.array(rates), (day, known, added) => {
        const first = known.map(asRate)
        const later = added
          .map(asRate)
          .filter((rate) => (rate.day === undefined ? rate.month !== day.slice(0, 7) : rate.day > day))
        expect(chosen(day, ...later, ...first)).toBe(chosen(day, ...first))
        expect(chosen(day, ...first, ...later)).toBe(chosen(day, ...first))
      }),
    )
  })
})
