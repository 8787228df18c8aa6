import { BigNumber } from 'bignumber.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { add, divide, gcd, integer, multiply, negate } from './integer.ts'
import {
  addRationals,
  compareRationals,
  decimalDigits,
  divideRationals,
  formatDecimal,
  formatExact,
  formatFraction,
  multiplyRationals,
  parseRational,
  type RoundingMode,
  rational,
  roundRational,
  subtractRationals,
} from './rational.ts'

const Oracle = BigNumber.clone({ DECIMAL_PLACES: 1000, EXPONENTIAL_AT: 1e9 })

const wide = fc.oneof(
  fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n }),
  fc.bigInt({ min: 2n ** 53n - 5n, max: 2n ** 53n + 5n }),
  fc.bigInt({ min: -(2n ** 53n) - 5n, max: -(2n ** 53n) + 5n }),
  fc.bigInt({ min: -1000n, max: 1000n }),
)

const decimal = fc
  .tuple(wide, fc.integer({ min: 0, max: 30 }))
  .map(([coefficient, digits]) => new Oracle(coefficient.toString()).shiftedBy(-digits).toFixed())

const isCanonical = (value: number | bigint) =>
  typeof value === 'number'
    ? Number.isSafeInteger(value) && !Object.is(value, -0)
    : !Number.isSafeInteger(Number(value))

describe('integer fast path', () => {
  it('agrees with bigint on both sides of 2^53 and stays canonical', () => {
    fc.assert(
      fc.property(wide, wide, (a, b) => {
        const [x, y] = [integer(a), integer(b)]
        const results: [number | bigint, bigint][] = [
          [add(x, y), a + b],
          [multiply(x, y), a * b],
          [negate(x), -a],
        ]
        if (b !== 0n) results.push([divide(x, y).quotient, a / b], [divide(x, y).remainder, a % b])
        for (const [actual, expected] of results) {
          expect(BigInt(actual)).toBe(expected)
          expect(isCanonical(actual)).toBe(true)
        }
      }),
      { numRuns: 2000 },
    )
  })

  it('gcd divides both and leaves coprime quotients', () => {
    fc.assert(
      fc.property(wide, wide, (a, b) => {
        fc.pre(a !== 0n || b !== 0n)
        const common = BigInt(gcd(integer(a), integer(b)))
        expect(common > 0n && a % common === 0n && b % common === 0n).toBe(true)
        expect(gcd(integer(a / common), integer(b / common))).toBe(1)
      }),
    )
  })
})

describe('rational against bignumber.js', () => {
  it('adds, subtracts, multiplies and compares exactly', () => {
    fc.assert(
      fc.property(decimal, decimal, (a, b) => {
        const [x, y, oracleA, oracleB] = [rational(a), rational(b), new Oracle(a), new Oracle(b)]
        expect(formatDecimal(addRationals(x, y))).toBe(oracleA.plus(oracleB).toFixed())
        expect(formatDecimal(subtractRationals(x, y))).toBe(oracleA.minus(oracleB).toFixed())
        expect(formatDecimal(multiplyRationals(x, y))).toBe(oracleA.times(oracleB).toFixed())
        expect(compareRationals(x, y)).toBe(oracleA.comparedTo(oracleB))
      }),
      { numRuns: 1000 },
    )
  })

  it('division is undone by multiplication', () => {
    fc.assert(
      fc.property(decimal, decimal, (a, b) => {
        fc.pre(Number(b) !== 0)
        expect(multiplyRationals(divideRationals(rational(a), rational(b)), rational(b))).toEqual(rational(a))
      }),
    )
  })

  const modes: [RoundingMode, BigNumber.RoundingMode][] = [
    ['up', BigNumber.ROUND_UP],
    ['down', BigNumber.ROUND_DOWN],
    ['ceiling', BigNumber.ROUND_CEIL],
    ['floor', BigNumber.ROUND_FLOOR],
    ['half-up', BigNumber.ROUND_HALF_UP],
    ['half-even', BigNumber.ROUND_HALF_EVEN],
  ]
  it.each(modes)('rounds %s', (mode, oracleMode) => {
    fc.assert(
      fc.property(decimal, fc.integer({ min: 0, max: 12 }), (a, digits) => {
        const expected = new Oracle(a).decimalPlaces(digits, oracleMode)
        expect(compareRationals(roundRational(rational(a), digits, mode), rational(expected.toFixed()))).toBe(0)
      }),
    )
    const halves = ['0.5', '1.5', '2.5', '-0.5', '-1.5', '0.05']
    for (const half of halves) {
      const expected = new Oracle(half).decimalPlaces(0, oracleMode).toNumber() + 0
      expect(roundRational(rational(half), 0, mode)).toEqual(rational(expected))
    }
  })

  it('text of a value reads back as the value', () => {
    fc.assert(
      fc.property(wide, wide, (a, b) => {
        fc.pre(b !== 0n)
        const value = divideRationals(rational(a.toString()), rational(b.toString()))
        expect(parseRational(formatExact(value))).toEqual(value)
        expect(parseRational(formatFraction(value))).toEqual(value)
      }),
    )
  })
})

describe('text', () => {
  it.each([
    '',
    ' 1',
    '1 ',
    '+1',
    '.5',
    '1.',
    '01',
    '1e3',
    '1E400',
    'NaN',
    'Infinity',
    '1,000',
    '0x10',
    '１',
    '1/0',
    '--1',
  ])('refuses %j', (text) => {
    expect(parseRational(text)).toBeUndefined()
    expect(() => rational(text)).toThrow('invalid-number')
  })

  it('refuses a number that is no safe integer', () => {
    for (const value of [0.1, Number.NaN, 2 ** 53, Number.POSITIVE_INFINITY])
      expect(() => rational(value)).toThrow('invalid-number')
  })

  it('refuses a hostile length at once', () => {
    expect(parseRational('9'.repeat(10_000_000))).toBeUndefined()
  })

  it('writes no exponent, no trailing zero, no negative zero', () => {
    expect(formatDecimal(rational('0.0000002'))).toBe('0.0000002')
    expect(formatDecimal(rational('10.500'))).toBe('10.5')
    expect(formatDecimal(rational('-0.00'))).toBe('0')
    expect(formatDecimal(rational('9007199254740993'))).toBe('9007199254740993')
  })

  it('rounds half-up to 12 digits where no finite decimal exists', () => {
    const value = divideRationals(rational(8), rational(3))
    expect(decimalDigits(value)).toBeUndefined()
    expect(formatDecimal(value)).toBe('2.666666666667')
    expect(formatExact(value)).toBe('8/3')
    expect(formatDecimal(divideRationals(rational(-1), rational(3)))).toBe('-0.333333333333')
  })

  it('sums a million equal small lines without residue', () => {
    let sum = rational(0)
    for (let line = 0; line < 1_000_000; line++) sum = addRationals(sum, rational('0.00000105'))
    expect(formatDecimal(sum)).toBe('1.05')
  })
})
