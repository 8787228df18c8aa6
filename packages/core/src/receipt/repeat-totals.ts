import { scaleRange } from '../number/range.ts'
import { compareRationals, type Rational, ZERO } from '../number/rational.ts'
import type { Total } from '../rating/total-amounts.ts'
import type { Receipt } from './receipt.ts'

/**
 * What a number of calls costs that are all like the one of a receipt: as many times its totals. Undefined where one more call
 * does not cost the same, which is so where balances or earlier usage of the period decide, and for what is no number of
 * calls.
 *
 * @example
 * repeatTotals(receipt, rational('10000')) // such as [{ currency: 'USD', amount: 400000, complete: true }]
 */
export const repeatTotals = (
  { totals, provisional, state, lines }: Receipt,
  calls: Rational,
): readonly Total[] | undefined =>
  provisional ||
  state !== undefined ||
  lines.some(({ meter }) => meter === undefined) ||
  compareRationals(calls, ZERO) < 0
    ? undefined
    : totals.map((total) => ({ ...total, amount: scaleRange(total.amount, calls) }))
