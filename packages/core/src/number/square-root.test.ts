import fc from 'fast-check'
import { expect, it } from 'vitest'
import { integer } from './integer.ts'
import { compareRationals, multiplyRationals, rational, reduced } from './rational.ts'
import { floorSquareRoot } from './square-root.ts'

it('is the largest whole number whose square is at most the value', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 1n << 200n }), fc.integer({ min: 1, max: 10_000 }), (numerator, below) => {
      const value = reduced(integer(numerator), below)
      const root = floorSquareRoot(value)
      const next = reduced(integer(BigInt(root.numerator) + 1n), 1)
      expect(root.denominator).toBe(1)
      expect(compareRationals(multiplyRationals(root, root), value)).toBeLessThanOrEqual(0)
      expect(compareRationals(multiplyRationals(next, next), value)).toBe(1)
    }),
    { numRuns: 300 },
  )
})

it.each([
  ['0', 0],
  ['0.99', 0],
  ['1', 1],
  ['3.99', 1],
  ['4', 2],
  ['1599.999999', 39],
  ['1600', 40],
])('of %s is %d', (value, root) => {
  expect(floorSquareRoot(rational(value))).toEqual(rational(root))
})
