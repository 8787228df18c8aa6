import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { divideRationals, formatExact, rational } from '../number/rational.ts'
import type { PublishedExample } from '../tariff/tariff.ts'
import { aCard, between, exact, NAME } from '../testing/a-tariff.ts'
import type { Quantities } from '../usage/usage.ts'
import { comparePrinted, publishedFigureWarnings } from './published-example.ts'

const tenths = (count: number) => divideRationals(rational(count), rational(10))

const thirds = (count: number) => divideRationals(rational(count), rational(3))

describe('comparePrinted', () => {
  it('is exact whatever the digits that are printed', () => {
    for (const printed of ['2', '2.0', '2.000']) expect(comparePrinted(printed, rational(2))).toEqual({ kind: 'exact' })
  })

  it('names the modes of rounding that give the printed figure', () => {
    expect(comparePrinted('2.66', thirds(8))).toEqual({ kind: 'rounded', modes: ['down'] })
    expect(comparePrinted('2.67', thirds(8))).toEqual({ kind: 'rounded', modes: ['half-up', 'half-even', 'up'] })
    expect(comparePrinted('0.12', rational('0.125'))).toEqual({ kind: 'rounded', modes: ['down', 'half-even'] })
    expect(comparePrinted('0.13', rational('0.125'))).toEqual({ kind: 'rounded', modes: ['half-up', 'up'] })
  })

  it('a figure that no rounding gives contradicts, and what was expected is given to the same digits (T49)', () => {
    expect(comparePrinted('3.34', thirds(8))).toEqual({ kind: 'contradicts', expected: rational('2.67') })
    expect(comparePrinted('2.6', thirds(8))).toEqual({ kind: 'rounded', modes: ['down'] })
    expect(comparePrinted('3.0', thirds(8))).toEqual({ kind: 'contradicts', expected: rational('2.7') })
  })

  it('the digits of the printed figure decide: 0.10 is to the hundredth', () => {
    expect(comparePrinted('0.10', rational('0.101'))).toEqual({
      kind: 'rounded',
      modes: ['down', 'half-up', 'half-even'],
    })
    expect(comparePrinted('0.10', rational('0.12'))).toEqual({ kind: 'contradicts', expected: rational('0.12') })
    expect(comparePrinted('0.1', rational('0.12'))).toMatchObject({ kind: 'rounded' })
  })

  it('agrees with floor, ceiling and nearest of whole numbers', () => {
    fc.assert(
      fc.property(fc.nat({ max: 10_000 }), fc.nat({ max: 150 }), (thousandths, printed) => {
        const exactValue = divideRationals(rational(thousandths), rational(1000))
        const [low, rest] = [Math.trunc(thousandths / 100), thousandths % 100]
        const high = rest === 0 ? low : low + 1
        const near = rest >= 50 ? high : low
        const even = rest === 50 ? low + (low % 2) : near
        const text = `${Math.trunc(printed / 10)}.${printed % 10}`
        const modes = [
          ...(printed === low ? ['down'] : []),
          ...(printed === near ? ['half-up'] : []),
          ...(printed === even ? ['half-even'] : []),
          ...(printed === high ? ['up'] : []),
        ]
        const found = comparePrinted(text, exactValue)
        if (rest === 0 && printed === low) expect(found.kind).toBe('exact')
        else if (modes.length > 0) expect(found).toEqual({ kind: 'rounded', modes })
        else expect(found.kind === 'contradicts' && formatExact(found.expected)).toBe(formatExact(tenths(near)))
      }),
      { numRuns: 500 },
    )
  })
})

describe('publishedFigureWarnings', () => {
  const printed = (quantities: PublishedExample['quantities'], text = '3.34'): PublishedExample => ({
    quantities,
    currency: 'CNY',
    printed: text,
    label: NAME,
  })
  const total = (amount: string, currency = 'CNY') => [{ currency, amount: exact(amount), complete: true }]
  const codes = (example: PublishedExample, quantities: Quantities, totals = total('8/3')) =>
    publishedFigureWarnings(aCard({ examples: [example] }), quantities, totals).map(({ code, params }) => [
      code,
      params.printed,
      params.exact,
      params.expected,
    ])

  it('tells a figure for exactly this use that the formula contradicts, with all three numbers', () => {
    expect(codes(printed({ core_seconds: '9600' }), { core_seconds: exact(9600) })).toEqual([
      ['printed-figure-contradicts', '3.34', '8/3', '2.67'],
    ])
  })

  it('is silent about another use, a range, a rounding, another currency and a card without examples', () => {
    const example = printed({ core_seconds: '9600' })
    expect(codes(example, { core_seconds: exact(9601) })).toEqual([])
    expect(codes(example, { core_seconds: between(9600, 9600, 9601) })).toEqual([])
    expect(codes(example, {})).toEqual([])
    expect(codes(printed({ core_seconds: '9600' }, '2.67'), { core_seconds: exact(9600) })).toEqual([])
    expect(codes(example, { core_seconds: exact(9600) }, total('8/3', 'USD'))).toEqual([])
    expect(publishedFigureWarnings(aCard(), { core_seconds: exact(9600) }, total('8/3'))).toEqual([])
    expect(publishedFigureWarnings(undefined, { core_seconds: exact(9600) }, total('8/3'))).toEqual([])
  })
})
