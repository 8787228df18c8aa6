import { exactly, type MeterId, type RateOptions, type RatingState, type Rational } from '@ratecard/core'
import { type Choice, instantOfRun } from '../arguments/read-choice.ts'
import type { Io } from '../io.ts'
import { VERSION } from '../version.ts'

/** What core must be told for a receipt and may not read for itself. */
export const rateContext = ({ asOf, filter, remaining }: Choice, io: Io): RateOptions => ({
  id: io.newId(),
  engine: VERSION,
  asOf: asOf?.text ?? instantOfRun(io.now()),
  filter,
  ...(remaining.size > 0 && { state: { remaining: balances(remaining), usedInPeriod: {} } }),
})

const balances = (remaining: ReadonlyMap<MeterId, Rational>): RatingState['remaining'] =>
  Object.fromEntries([...remaining].map(([id, value]) => [id, exactly(value)]))
