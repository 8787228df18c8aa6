import {
  type Balance,
  exactly,
  type MeterId,
  ok,
  prepaid,
  type RateOptions,
  type RatingState,
  type Rational,
  type Result,
} from '@ratecard/core'
import { type Choice, instantOfRun } from '../arguments/read-choice.ts'
import { readBalancesFile } from '../input/read-balances-file.ts'
import type { Io } from '../io.ts'
import { VERSION } from '../version.ts'

/** What core must be told for a receipt and may not read for itself. */
export async function rateContext({ asOf, filter, remaining, balances }: Choice, io: Io): Promise<Result<RateOptions>> {
  const read = balances === undefined ? ok(undefined) : await readBalancesFile(balances, io)
  if (!read.ok) return read
  return ok({
    id: io.newId(),
    engine: VERSION,
    asOf: asOf?.text ?? instantOfRun(io.now()),
    filter,
    ...((remaining.size > 0 || read.value) && { state: stateOf(remaining, read.value) }),
  })
}

const stateOf = (remaining: ReadonlyMap<MeterId, Rational>, balances: readonly Balance[] | undefined): RatingState => ({
  remaining: Object.fromEntries([...remaining].map(([id, value]) => [id, exactly(value)])),
  usedInPeriod: {},
  ...(balances && { prepaid: prepaid(balances) }),
})
