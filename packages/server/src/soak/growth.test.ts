import { expect, it } from 'vitest'
import { growth } from './growth.ts'

/** Megabytes that go up and come down again, and grow by a part of 100 from one sample to the next. */
const samples = (leak: number) => Array.from({ length: 96 }, (_, at) => 100 + (at % 7) * 10 + at * leak)

it('sees what stays behind what comes and goes', () => {
  expect(Math.abs(growth(samples(0)))).toBeLessThan(0.05)
  expect(growth(samples(0.4))).toBeGreaterThan(0.1)
  expect(growth(samples(-0.4))).toBeLessThan(0)
})
