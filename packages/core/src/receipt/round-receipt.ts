import { exactly, mapRange } from '../number/range.ts'
import { formatExact, isZero, type Rational, roundRational, subtractRationals, ZERO } from '../number/rational.ts'
import type { LineItem } from '../rating/line-item.ts'
import type { Total } from '../rating/total-amounts.ts'
import type { Rounding } from '../tariff/tariff.ts'
import type { Receipt } from './receipt.ts'
import { withoutDisplay } from './without-display.ts'

/**
 * Rounds each total of a receipt once; what that moves is a line of its own, so that lines still sum to the total.
 * Call it at the edge where the vendor rounds, such as a month's bill: rounding each request would charge nothing for
 * ever where each costs less than half a cent.
 *
 * @example
 * roundReceipt(mergeReceipts(month), tariff.rounding)
 */
export function roundReceipt(receipt: Receipt, rounding: Rounding): Receipt {
  const round = (value: Rational) => roundRational(value, rounding.digits, rounding.mode)
  const totals = receipt.totals.map((total) => ({ ...total, amount: mapRange(total.amount, round) }))
  const lines = receipt.totals.flatMap((total, at) => roundingLine(total, totals[at] ?? total, rounding))
  return { ...withoutDisplay(receipt), totals, lines: [...receipt.lines, ...lines] }
}

function roundingLine(exact: Total, rounded: Total, { mode, digits }: Rounding): readonly LineItem[] {
  const moved = subtractRationals(rounded.amount.likely, exact.amount.likely)
  if (isZero(moved)) return []
  const params = {
    exact: formatExact(exact.amount.likely),
    rounded: formatExact(rounded.amount.likely),
    mode,
    digits: String(digits),
  }
  return [
    {
      id: `rounding/${exact.currency}`,
      quantity: { ...exactly(ZERO), basis: 'counted' },
      status: 'priced',
      reason: 'rounding',
      currency: exact.currency,
      amount: exactly(moved),
      list: exactly(moved),
      rates: [],
      modifiers: [],
      candidates: [],
      explain: { code: 'rounding', params },
    },
  ]
}
