import { type Balance, exactly, ok, prepaid, type RateOptions, type RatingState, type Result } from '@ratecard/core'
import { type Choice, instantOfRun } from '../arguments/read-choice.ts'
import { readBalancesFile } from '../input/read-balances-file.ts'
import type { Io } from '../io.ts'
import { VERSION } from '../version.ts'

/** What core must be told for a receipt and may not read for itself. */
export async function rateContext(choice: Choice, io: Io): Promise<Result<RateOptions>> {
  const { asOf, filter, balances } = choice
  const read = balances === undefined ? ok(undefined) : await readBalancesFile(balances, io)
  if (!read.ok) return read
  const state = stateOf(choice, read.value)
  return ok({
    id: io.newId(),
    engine: VERSION,
    asOf: asOf?.text ?? instantOfRun(io.now()),
    filter,
    ...(state && { state }),
  })
}

/** What was used, and what is left, before the call; undefined where nothing of either was stated. */
function stateOf({ remaining, used }: Choice, balances: readonly Balance[] | undefined): RatingState | undefined {
  if (remaining.size === 0 && used.size === 0 && balances === undefined) return undefined
  return {
    remaining: Object.fromEntries([...remaining].map(([id, value]) => [id, exactly(value)])),
    usedInPeriod: Object.fromEntries(used),
    ...(balances && { prepaid: prepaid(balances) }),
  }
}
