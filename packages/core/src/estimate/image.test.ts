import fc from 'fast-check'
import { expect, it } from 'vitest'
import { told } from '../testing/a-tariff.ts'
import { estimateImage } from './image.ts'

it('an image has floor(width × height / patch²) tokens, exactly', () => {
  const side = fc.integer({ min: 1, max: 2 ** 40 })
  fc.assert(
    fc.property(side, side, fc.integer({ min: 1, max: 9999 }), (width, height, tenths) => {
      const patch = `${Math.trunc(tenths / 10)}.${tenths % 10}`
      const expected = (BigInt(width) * BigInt(height) * 100n) / BigInt(tenths) ** 2n
      expect(told(estimateImage({ width, height }, { patch }))).toBe(String(expected))
    }),
    { numRuns: 500 },
  )
})

it.each([
  [512, 512, '334'],
  [28, 28, '1'],
  [27, 28, '0'],
  [1920, 1080, '2644'],
])('%d × %d at patch 28 has %s tokens', (width, height, tokens) => {
  expect(told(estimateImage({ width, height }, { patch: '28' }))).toBe(tokens)
})
