import { compareRationals } from '../number/rational.ts'
import type { Receipt } from './receipt.ts'

/**
 * Receipts of the same use, the cheapest first. Only totals of one currency can be compared, so those of one stand
 * together, in the order of the currencies' codes; what has a part without a price stands last, as its total is not all.
 *
 * @param receiptOf undefined for what has none, which stands behind everything.
 * @example
 * rankReceipts([receipt], (one) => one)[0] === receipt // true
 */
export const rankReceipts = <T>(all: readonly T[], receiptOf: (one: T) => Receipt | undefined): readonly T[] =>
  all
    .map((one) => ({ one, rank: rankOf(receiptOf(one)) }))
    .sort((a, b) => compareRanks(a.rank, b.rank))
    .map(({ one }) => one)

interface Rank {
  readonly group: number
  readonly currency: string
  readonly total: Receipt['totals'][number] | undefined
}

/** Complete; with a part unpriced; nothing that is priced; no receipt. */
function rankOf(receipt: Receipt | undefined): Rank {
  const [total, ...others] = receipt?.totals ?? []
  const isComplete = others.length === 0 && total?.complete === true
  const group = receipt === undefined ? 3 : total === undefined ? 2 : isComplete ? 0 : 1
  return { group, currency: total?.currency ?? '', total }
}

function compareRanks(a: Rank, b: Rank): number {
  if (a.group !== b.group) return a.group - b.group
  if (a.currency !== b.currency) return a.currency < b.currency ? -1 : 1
  if (a.total === undefined || b.total === undefined) return 0
  return compareRationals(a.total.amount.likely, b.total.amount.likely)
}
