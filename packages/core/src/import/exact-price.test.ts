import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readJson } from '../json/read-json.ts'
import { equalRationals, multiplyRationals, rational } from '../number/rational.ts'
import { unwrap } from '../testing/a-tariff.ts'
import { exactDecimal, exactPrice } from './exact-price.ts'

const priceOf = (json: string, places = 0) => exactPrice(unwrap(readJson(json)), places)

it.each([
  ['2.50e-06', 0, '0.00000250'],
  ['2.50e-06', 6, '2.50'],
  ['2e-7', 0, '0.0000002'],
  ['1E+2', 0, '100'],
  ['0', 6, '0'],
  ['0.0', 6, '0'],
  ['00012e-4', 0, '0.0012'],
  ['9007199254740993', 0, '9007199254740993'],
  ['0.1', 0, '0.1'],
  ['15', 6, '15000000'],
])('%s with its point %i places on is %s', (text, places, decimal) => {
  expect(exactDecimal(text, places)).toBe(decimal)
  if (!text.startsWith('00')) expect(priceOf(text, places)).toBe(decimal)
})

it.each(['-1', '-0', '"1"', 'true', 'null', '[]', '{}', '1e400', '1e-400', '1e31', '1e-31'])(
  '%s is no price',
  (text) => {
    expect(priceOf(text)).toBeUndefined()
  },
)

it('is the number that was written', () => {
  const digits = fc.stringMatching(/^(0|[1-9][0-9]{0,6})(\.[0-9]{1,6})?$/)
  fc.assert(
    fc.property(digits, fc.integer({ min: -12, max: 12 }), fc.integer({ min: 0, max: 6 }), (text, exponent, places) => {
      const scale = exponent + places
      const power = rational(scale < 0 ? `0.${'0'.repeat(-scale - 1)}1` : `1${'0'.repeat(scale)}`)
      const price = exactDecimal(`${text}e${exponent}`, places)
      expect(price && equalRationals(rational(price), multiplyRationals(rational(text), power))).toBe(true)
    }),
    { seed: 20261122 },
  )
})
