import fc from 'fast-check'
import { it } from 'vitest'
import { stopUnderLoad } from '../testing/stop-under-load.ts'

const STOPS = Number(process.env.SOAK_STOPS ?? 50)

it(
  'answers every line that it took, whenever it is told to stop',
  () => {
    const stops = fc.asyncProperty(fc.integer({ min: 1, max: 8 }), fc.nat(1600), async (batches, after) => {
      await stopUnderLoad(batches, after)
    })
    return fc.assert(stops, { numRuns: STOPS, endOnFailure: true })
  },
  STOPS * 20_000,
)
