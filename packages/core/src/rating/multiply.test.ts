import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compileTariff } from '../compile/compile-tariff.ts'
import type { PricedCellRate } from '../compile/rate-table.ts'
import { exactly, type Range } from '../number/range.ts'
import { compareRationals, formatExact, rational, ZERO } from '../number/rational.ts'
import type { Modifier, Rate, Step } from '../tariff/tariff.ts'
import { aCard, aModifier, aRate, aTariff, between, told } from '../testing/a-tariff.ts'
import { multiply } from './multiply.ts'

/** The compiled rate of a meter. */
function compiled(rate: Partial<Rate>, modifiers: readonly Modifier[] = []): PricedCellRate {
  const own = aRate({ meter: 'images', ...rate })
  const table = compileTariff(aTariff({ modifiers, cards: [aCard({ rates: [own] })] }))
  const found = table.models.get('m')?.cells[0]?.rates[own.meter]
  if (found?.status !== 'priced') throw new Error('not priced')
  return found
}

const charged = (quantity: Range, rate: Partial<Rate>, used = 0) => multiply(quantity, compiled(rate), rational(used))

const amount = (quantity: number | string, rate: Partial<Rate>, used = 0) =>
  told(charged(exactly(rational(quantity)), rate, used).amount)

describe('a price per unit', () => {
  it('is quantity × price / per, exactly', () => {
    expect(amount(1, { price: '0.0100', per: '1000' })).toBe('0.00001')
    expect(amount(1, { price: '2', per: '3' })).toBe('2/3')
    expect(amount('9007199254740993', { price: '3' })).toBe('27021597764222979')
  })

  it('a million equal small charges are exactly a million times one (T35)', () => {
    expect(amount(1, { price: '0.00000105' })).toBe('0.00000105')
    expect(amount(1_000_000, { price: '0.00000105' })).toBe('1.05')
  })

  it('a tiny price stays a price (T36)', () => {
    expect(amount(1, { price: '0.0000002' })).toBe('0.0000002')
  })
})

describe('minimum and increment', () => {
  const rate = { price: '2', per: '1', minimum: '5', increment: '3' }

  it('nothing used is nothing charged', () => expect(amount(0, rate)).toBe('0'))

  it('charges whole increments of at least the minimum', () => {
    const count = fc.integer({ min: 1, max: 60 })
    fc.assert(
      fc.property(count, fc.nat({ max: 20 }), fc.integer({ min: 1, max: 12 }), (quantity, minimum, increment) => {
        let billable = increment
        while (billable < quantity || billable < minimum) billable += increment
        const given = { price: '2', minimum: String(minimum), increment: String(increment) }
        const product = charged(exactly(rational(quantity)), given)
        expect([told(product.billable), told(product.amount)]).toEqual([String(billable), String(2 * billable)])
      }),
    )
  })

  it('charges no more than the maximum', () => {
    const given = { price: '2', maximum: '5' }
    expect([amount(4, given), amount(5, given), amount(6, given)]).toEqual(['8', '10', '10'])
    expect(amount('5.01', { meter: 'audio_seconds', price: '1', increment: '2', maximum: '5' })).toBe('5')
    expect(told(charged(between(0, 4, 8), given).amount)).toEqual(['0', '8', '10'])
  })

  it('fractions of a unit count up to the next increment', () => {
    expect(amount('5.01', { meter: 'audio_seconds', price: '1', increment: '5' })).toBe('10')
    expect(amount('0.01', { meter: 'audio_seconds', price: '1', increment: '0.5' })).toBe('0.5')
  })

  it('each end of a range is charged by itself', () => {
    expect(told(charged(between(0, 4, 8), rate).billable)).toEqual(['0', '6', '9'])
    expect(told(charged(between(0, 4, 8), rate).amount)).toEqual(['0', '12', '18'])
    expect(told(charged(between(1, 2, 5), rate).amount)).toBe('12')
  })
})

interface Stair {
  readonly ends: readonly number[]
  readonly prices: readonly number[]
}

const stair: fc.Arbitrary<Stair> = fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { maxLength: 3 }).chain((ends) =>
  fc.record({
    ends: fc.constant(ends.sort((a, b) => a - b)),
    prices: fc.array(fc.nat({ max: 9 }), { minLength: ends.length + 1, maxLength: ends.length + 1 }),
  }),
)

const stepsOf = ({ ends, prices }: Stair): readonly Step[] =>
  prices.map((price, at) => ({ ...(at < ends.length && { upTo: String(ends[at]) }), price: String(price) }))

const priceOf = ({ ends, prices }: Stair, unit: number): number => prices[ends.filter((end) => end < unit).length] ?? 0

/** Unit by unit: what the units after `before` up to `before + quantity` cost. */
const graduated = (steps: Stair, before: number, quantity: number): number =>
  Array.from({ length: quantity }, (_, at) => priceOf(steps, before + at + 1)).reduce((sum, price) => sum + price, 0)

/** All units at the step reached, less what they were charged before. */
const whole = (steps: Stair, before: number, quantity: number): number =>
  (before + quantity) * priceOf(steps, before + quantity) - before * priceOf(steps, before)

const span = fc
  .tuple(fc.nat({ max: 15 }), fc.nat({ max: 8 }), fc.nat({ max: 8 }))
  .map(([low, more, evenMore]) => [low, low + more, low + more + evenMore] as const)

describe.each([
  ['graduated', graduated],
  ['whole', whole],
] as const)('%s steps', (mode, oracle) => {
  const rateOf = (steps: Stair, scope: 'request' | 'period'): Partial<Rate> => ({
    per: '1',
    steps: { scope, mode, steps: stepsOf(steps) },
  })

  it('charge what unit by unit comes to, going on from what the period has used', () => {
    fc.assert(
      fc.property(stair, fc.nat({ max: 15 }), fc.nat({ max: 15 }), (steps, before, quantity) => {
        expect(amount(quantity, rateOf(steps, 'period'), before)).toBe(String(oracle(steps, before, quantity)))
        expect(amount(quantity, rateOf(steps, 'request'), before)).toBe(String(oracle(steps, 0, quantity)))
      }),
      { numRuns: 300 },
    )
  })

  it('the ends of a range are the least and the most of every whole quantity in it', () => {
    fc.assert(
      fc.property(stair, fc.nat({ max: 15 }), span, (steps, before, [low, likely, high]) => {
        const costs = Array.from({ length: high - low + 1 }, (_, at) => oracle(steps, before, low + at))
        const range = charged(between(low, likely, high), rateOf(steps, 'period'), before).amount
        expect([range.low, range.likely, range.high].map(formatExact)).toEqual(
          [Math.min(...costs), oracle(steps, before, likely), Math.max(...costs)].map(String),
        )
      }),
      { numRuns: 500 },
    )
  })

  it('explain every unit that they charge', () => {
    fc.assert(
      fc.property(stair, fc.nat({ max: 15 }), fc.nat({ max: 15 }), (steps, before, quantity) => {
        const { explain, amount: range } = charged(exactly(rational(quantity)), rateOf(steps, 'period'), before)
        const { quantities = [], prices = [] } = explain.params as Readonly<Record<string, readonly string[]>>
        const sum = quantities.reduce((total, units, at) => total + Number(units) * Number(prices[at]), 0)
        expect([explain.code, String(sum)]).toEqual([`${mode}-steps`, told(range)])
      }),
    )
  })
})

describe('steps', () => {
  const steps = { scope: 'request', mode: 'whole', steps: [{ upTo: '100', price: '0.3' }, { price: '0.1' }] } as const

  it('of whole units that fall in price cost less beyond the bound than on it', () => {
    expect([100, 101].map((images) => amount(images, { per: '1', steps }))).toEqual(['30', '10.1'])
  })

  it('are per as many units as the rate says, after its increment', () => {
    expect(amount(5, { per: '10', increment: '10', steps })).toBe('0.3')
  })

  it('of a measured quantity fall as soon as the bound is passed, not at the next whole unit', () => {
    const low = charged(between(90, 100, '100.5'), { meter: 'audio_seconds', per: '1', steps }).amount.low
    expect(compareRationals(low, rational('10.05'))).toBeLessThan(0)
    expect(compareRationals(low, rational(10))).toBeGreaterThanOrEqual(0)
  })

  it('with an increment reach only quantities that the increment allows', () => {
    const given = {
      per: '1',
      increment: '60',
      steps: { ...steps, steps: [{ upTo: '100', price: '0.3' }, { price: '0.15' }] },
    }
    expect(told(charged(between(50, 60, 200), given).amount)).toEqual(['18', '18', '36'])
  })
})

describe('steps after a minimum', () => {
  it.fails('reach only quantities that the minimum allows', () => {
    const steps = { scope: 'request', mode: 'whole', steps: [{ upTo: '100', price: '0.3' }, { price: '0.1' }] } as const
    // 0 costs nothing, and anything more is charged as 120 at 0.1.
    expect(told(charged(between(0, 5, 10), { per: '1', minimum: '120', steps }).amount)).toEqual(['0', '12', '12'])
  })
})

describe('modifiers', () => {
  it('scale the amount and not the list price, in the order in which they stand', () => {
    const rate = compiled({ price: '10' }, [
      aModifier({ meters: ['images'], factor: '0.5' }),
      aModifier({ id: 'more', meters: ['images'], factor: '0.1', order: 2 }),
    ])
    const product = multiply(between(1, 2, 3), rate, ZERO)
    expect([told(product.list), told(product.amount)]).toEqual([
      ['10', '20', '30'],
      ['0.5', '1', '1.5'],
    ])
    expect(product.explain.params).toMatchObject({ low: '1', high: '3', factors: ['0.5', '0.1'] })
  })
})
