import fc from 'fast-check'
import { it } from 'vitest'
import { stopUnderLoad } from '../testing/stop-under-load.ts'

const STOPS = Number(process.env.SOAK_STOPS ?? 50)

it(
  'answers every line that it took, whenever it is told to stop',
  () =>
    fc.assert(fc.asyncProperty(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 100, max: 1600 }), stopUnderLoad), {
      numRuns: STOPS,
      endOnFailure: true,
    }),
  STOPS * 20_000,
)
