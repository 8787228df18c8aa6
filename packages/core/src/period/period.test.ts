import fc from 'fast-check'
import { expect, it } from 'vitest'
import { ALWAYS, contains, intersect } from './period.ts'

const end = fc.oneof(
  fc.integer({ min: 0, max: 12 }),
  fc.constantFrom(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY),
)
const period = fc.record({ from: end, until: end })

it('a period holds its first instant and not its end', () => {
  expect([1, 2, 3].map((at) => contains({ from: 1, until: 3 }, at))).toEqual([true, true, false])
  expect(contains(ALWAYS, 0)).toBe(true)
})

it('the common part of two periods holds exactly the instants that both hold', () => {
  fc.assert(
    fc.property(period, period, (a, b) => {
      const common = intersect(a, b)
      for (let at = -1; at <= 13; at++)
        expect(common !== undefined && contains(common, at)).toBe(contains(a, at) && contains(b, at))
    }),
  )
})

it('periods that only touch have no common part', () => {
  expect(intersect({ from: 0, until: 5 }, { from: 5, until: 9 })).toBeUndefined()
})
