import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rational } from '../number/rational.ts'
import type { Bounds } from '../tariff/tariff.ts'
import { aCard, amountsOf, aRate, aTariff, aUsage, exact, receiptOf, totalsOf } from '../testing/a-tariff.ts'
import { formatTier, splitLine, type TierInterval, tierContains, tierCovers, tierInterval, WHOLE_LINE } from './tier.ts'

/** Numbers on, between and beyond the whole bounds that the tests use. */
const POINTS = Array.from({ length: 27 }, (_, at) => at / 2 - 1)

const holds = (tier: TierInterval, point: number) => tierContains(tier, rational(point.toFixed(1)))

const isInside = ({ gt, ge, lt, le }: Bounds, point: number): boolean =>
  (gt === undefined || point > Number(gt)) &&
  (ge === undefined || point >= Number(ge)) &&
  (lt === undefined || point < Number(lt)) &&
  (le === undefined || point <= Number(le))

const low = fc.oneof(
  fc.constant({}),
  fc.integer({ min: 0, max: 10 }).map((gt) => ({ gt: String(gt) })),
  fc.integer({ min: 0, max: 10 }).map((ge) => ({ ge: String(ge) })),
)
const high = fc.oneof(
  fc.constant({}),
  fc.integer({ min: 0, max: 10 }).map((lt) => ({ lt: String(lt) })),
  fc.integer({ min: 0, max: 10 }).map((le) => ({ le: String(le) })),
)
const bounds: fc.Arbitrary<Bounds> = fc.tuple(low, high).map(([from, until]) => ({ ...from, ...until }))

describe('a tier', () => {
  it('holds a number exactly when the printed bounds do, on the bound too', () => {
    fc.assert(
      fc.property(bounds, (printed) => {
        for (const point of POINTS)
          expect([point, holds(tierInterval(printed), point)]).toEqual([point, isInside(printed, point)])
      }),
      { numRuns: 300 },
    )
  })

  it('covers another exactly when no number is in the other alone', () => {
    fc.assert(
      fc.property(bounds, bounds, (a, b) => {
        const isEmpty = !POINTS.some((point) => isInside(b, point))
        fc.pre(!isEmpty)
        expect(tierCovers(tierInterval(a), tierInterval(b))).toBe(
          POINTS.every((point) => !isInside(b, point) || isInside(a, point)),
        )
      }),
      { numRuns: 500 },
    )
  })

  it('beyond 2^53 the bound is exact', () => {
    const tier = tierInterval({ le: '9007199254740993' })
    expect(['9007199254740993', '9007199254740994'].map((n) => tierContains(tier, rational(n)))).toEqual([true, false])
  })
})

describe('splitLine', () => {
  it('cuts the numbers into stretches: each number is in one, and each tier is whole stretches', () => {
    fc.assert(
      fc.property(fc.array(bounds, { maxLength: 5 }), (printed) => {
        const tiers = printed.map(tierInterval)
        const stretches = splitLine(tiers)
        for (const point of POINTS) {
          const found = stretches.filter((stretch) => holds(stretch, point))
          expect([point, found.length]).toEqual([point, 1])
          for (const tier of tiers)
            expect(found.map((stretch) => tierCovers(tier, stretch))).toEqual([holds(tier, point)])
        }
      }),
      { numRuns: 300 },
    )
  })

  it('cuts once where two tiers meet, and nowhere without tiers', () => {
    const tiers = [{ gt: '0', le: '32' }, { gt: '32', le: '128' }, { gt: '128' }].map(tierInterval)
    expect(splitLine(tiers).map(formatTier)).toEqual(['n <= 0', '0 < n <= 32', '32 < n <= 128', '128 < n'])
    expect(splitLine([])).toEqual([WHOLE_LINE])
  })
})

describe('formatTier', () => {
  it.each([
    [{ gt: '0', le: '32000' }, '0 < n <= 32000'],
    [{ ge: '0', lt: '32000' }, '0 <= n < 32000'],
    [{ gt: '1000000' }, '1000000 < n'],
    [{ lt: '0.5' }, 'n < 0.5'],
    [{}, 'n'],
  ])('%j reads %s', (printed, text) => expect(formatTier(tierInterval(printed))).toBe(text))
})

describe('the price at the exact bound', () => {
  const cost = (tokens: number, below: Bounds, above: Bounds, prices: readonly [string, string]) => {
    const rates = [
      aRate({ price: prices[0], per: '1000000', tier: below }),
      aRate({ price: prices[1], per: '1000000', tier: above }),
    ]
    const tariff = aTariff({ cards: [aCard({ selector: ['input_tokens'], rates })] })
    return totalsOf(receiptOf(tariff, aUsage({ input_tokens: exact(tokens) })))[0]
  }

  it('200,000 is in the low tier and 200,001 pays the high price for every token (T2)', () => {
    const prices = ['1.25', '2.5'] as const
    expect(cost(200_000, { le: '200000' }, { gt: '200000' }, prices)).toBe('0.25 CNY')
    expect(cost(200_001, { le: '200000' }, { gt: '200000' }, prices)).toBe('0.5000025 CNY')
  })

  it('an inclusive threshold puts the bound itself in the high tier (T3)', () => {
    expect(cost(200_000, { lt: '200000' }, { ge: '200000' }, ['1', '2'])).toBe('0.4 CNY')
    expect(cost(199_999, { lt: '200000' }, { ge: '200000' }, ['1', '2'])).toBe('0.199999 CNY')
  })

  it('the range 0 < n <= 32K keeps 32,000 low, and its K is what the page says it is (T4)', () => {
    expect(cost(32_000, { gt: '0', le: '32000' }, { gt: '32000' }, ['1', '2'])).toBe('0.032 CNY')
    expect(cost(32_768, { gt: '0', le: '32000' }, { gt: '32000' }, ['1', '2'])).toBe('0.065536 CNY')
  })

  it('below the first tier and beyond the last one there is no price, and not the nearest one', () => {
    const tier = { gt: '0', le: '10' }
    const rates = [aRate({ tier }), aRate({ meter: 'output_tokens', tier })]
    const tariff = aTariff({ cards: [aCard({ selector: ['input_tokens'], rates })] })
    const reasons = (tokens: number) =>
      amountsOf(receiptOf(tariff, aUsage({ input_tokens: exact(tokens), output_tokens: exact(1) })))
    expect(reasons(0)).toEqual({ input_tokens: 'zero-quantity', output_tokens: 'outside-tiers' })
    expect(reasons(11)).toEqual({ input_tokens: 'outside-tiers', output_tokens: 'outside-tiers' })
    expect(reasons(10)).toEqual({ input_tokens: '10', output_tokens: '1' })
  })

  it('a fraction of a unit beyond the bound is in the next tier, and never in none', () => {
    const rates = [
      aRate({ meter: 'audio_seconds', tier: { le: '100' } }),
      aRate({ meter: 'audio_seconds', price: '2', tier: { gt: '100' } }),
    ]
    const tariff = aTariff({ cards: [aCard({ selector: ['audio_seconds'], rates })] })
    expect(amountsOf(receiptOf(tariff, aUsage({ audio_seconds: exact('100.5') })))).toEqual({ audio_seconds: '201' })
  })
})
