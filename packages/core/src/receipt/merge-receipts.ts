import type { MeterId } from '../meter/meter.ts'
import { addRanges, isExact, type Range } from '../number/range.ts'
import {
  addRationals,
  divideRationals,
  formatExact,
  isZero,
  ONE,
  type Rational,
  subtractRationals,
  ZERO,
} from '../number/rational.ts'
import type { AllowanceUse, BalanceUse, Explanation, LineItem } from '../rating/line-item.ts'
import type { Total } from '../rating/total-amounts.ts'
import { type Params, uniqueIssues } from '../result.ts'
import type { Quantity } from '../usage/usage.ts'
import type { Balances, Receipt } from './receipt.ts'
import { withoutDisplay } from './without-display.ts'

/** Explanations whose parameters stay true for a sum; other lines are kept apart. */
const SUMMABLE: ReadonlySet<string> = new Set(['quantity-times-price', 'allowance-covers-all'])

/**
 * One receipt for several requests that were rated one by one with the same tariff. Lines of the same meter, rates and
 * reason are summed; a tier that only a later request reaches stays a line of its own.
 *
 * @param receipts at least one, in order; the first gives what they have in common.
 */
export function mergeReceipts(receipts: readonly [Receipt, ...Receipt[]]): Receipt {
  const [first, ...rest] = receipts
  if (rest.length === 0) return first
  const lines = new Map<string, LineItem>()
  for (const line of receipts.flatMap((receipt) => receipt.lines)) {
    const { status, reason, explain } = line
    const isPrepaid = explain.params.prepaid !== undefined
    const kind = [line.meter ?? line.id, status, reason, explain.code, line.rates.map(({ id }) => id), isPrepaid]
    const key = JSON.stringify(SUMMABLE.has(line.explain.code) || line.amount === undefined ? kind : [kind, lines.size])
    const same = lines.get(key)
    lines.set(key, same ? addLines(same, line) : line)
  }
  const merged = uniqueIds([...lines.values()])
  const states = receipts.flatMap(({ state }) => state ?? [])
  const isComplete = merged.every(({ status }) => status !== 'unpriced')
  return {
    ...withoutDisplay(first),
    grain: 'aggregate',
    requests: receipts.reduce((sum, { requests }) => addRationals(sum, requests), ZERO),
    facets: commonFacets(receipts),
    statedFacets: [...new Set(receipts.flatMap(({ statedFacets }) => statedFacets))],
    lines: merged,
    totals: sumTotals(receipts.flatMap(({ totals }) => totals)).map((total) => ({ ...total, complete: isComplete })),
    coverage: coverageOf(merged),
    provisional: receipts.some(({ provisional }) => provisional),
    ...(states.length > 0 && {
      state: {
        before: mergeBalances(states.map(({ before }) => before).reverse()),
        after: mergeBalances(states.map(({ after }) => after)),
      },
    }),
    warnings: uniqueIssues(receipts.flatMap(({ warnings }) => warnings)),
  }
}

/** What all receipts agree on. */
const commonFacets = ([first, ...rest]: readonly Receipt[]): Receipt['facets'] =>
  Object.fromEntries(
    Object.entries(first?.facets ?? {}).filter(([name, value]) => rest.every(({ facets }) => facets[name] === value)),
  )

/** All balances; of one that several receipts changed, that of the last. */
function mergeBalances(states: readonly Balances[]): Balances {
  const balances = states.at(-1)?.balances
  return {
    remaining: Object.assign({}, ...states.map(({ remaining }) => remaining)),
    usedInPeriod: Object.assign({}, ...states.map(({ usedInPeriod }) => usedInPeriod)),
    ...(balances && { balances }),
  }
}

function addLines(a: LineItem, b: LineItem): LineItem {
  const add = (x: Range | undefined, y: Range | undefined) => (x && y ? addRanges(x, y) : undefined)
  const quantity = addQuantities(a.quantity, b.quantity)
  const [billable, amount, list] = [add(a.billable, b.billable), add(a.amount, b.amount), add(a.list, b.list)]
  const discounted = add(a.discounted, b.discounted)
  const contracted = add(a.contracted, b.contracted)
  const balances = [...(a.balances ?? []), ...(b.balances ?? [])].reduce(addBalance, [])
  const allowance = addUses(a.allowance, b.allowance)
  return {
    ...a,
    quantity,
    ...(billable && { billable }),
    ...(amount && { amount }),
    ...(list && { list }),
    ...(contracted && { contracted }),
    ...(discounted && { discounted }),
    ...(allowance && { allowance }),
    ...(balances.length > 0 && { balances }),
    explain: withPayment(
      explainSum(a.explain, a.status === 'priced' && billable ? billable : quantity, allowance),
      discounted,
      amount,
    ),
  }
}

/** Other lines take from a savings plan between two that are summed, so the sum names what both took and not what it held. */
function withPayment(explain: Explanation, discounted: Range | undefined, amount: Range | undefined): Explanation {
  if (!(discounted && amount)) return explain
  const [likely, low, high] = (['likely', 'low', 'high'] as const).map((end) =>
    formatExact(subtractRationals(discounted[end], amount[end])),
  ) as [string, string, string]
  const { prepaidLow: _low, prepaidHigh: _high, ...params } = explain.params
  const ends = isExact(discounted) && isExact(amount) ? {} : { prepaidHigh: low, prepaidLow: high }
  return { code: explain.code, params: { ...params, prepaid: likely, ...ends } }
}

/** The parameters of a sum: what was charged, or for a line without a charge what was used. */
function explainSum({ code, params }: Explanation, quantity: Range, allowance: AllowanceUse | undefined): Explanation {
  if (params.quantity === undefined) return { code, params }
  const { low: _low, high: _high, ...same } = params
  const sum: Params = {
    ...same,
    quantity: formatExact(quantity.likely),
    ...(!isExact(quantity) && { low: formatExact(quantity.low), high: formatExact(quantity.high) }),
    ...(params.remaining !== undefined && allowance && { remaining: formatExact(allowance.remaining.likely) }),
  }
  return { code, params: sum }
}

const addUses = (a: AllowanceUse | undefined, b: AllowanceUse | undefined): AllowanceUse | undefined =>
  a && b ? { id: b.id, consumed: addRanges(a.consumed, b.consumed), remaining: b.remaining } : (b ?? a)

/** All that was taken from each balance, and what the last left. */
const addBalance = (uses: readonly BalanceUse[], use: BalanceUse): readonly BalanceUse[] =>
  uses.some(({ id }) => id === use.id)
    ? uses.map((own) => (own.id === use.id ? { ...use, consumed: addRanges(own.consumed, use.consumed) } : own))
    : [...uses, use]

const addQuantities = (a: Quantity, b: Quantity): Quantity => ({
  ...addRanges(a, b),
  basis: a.basis === b.basis ? a.basis : 'estimated',
})

function sumTotals(totals: readonly Total[]): readonly Total[] {
  const sums = new Map<string, Total>()
  for (const total of totals) {
    const sum = sums.get(total.currency)
    sums.set(total.currency, sum ? { ...sum, amount: addRanges(sum.amount, total.amount) } : total)
  }
  return [...sums.values()]
}

function uniqueIds(lines: readonly LineItem[]): readonly LineItem[] {
  const seen = new Map<string, number>()
  return lines.map((line) => {
    const count = (seen.get(line.id) ?? 0) + 1
    seen.set(line.id, count)
    return count === 1 ? line : { ...line, id: `${line.id}#${count}` }
  })
}

/** The priced share of each meter, by quantity; a meter to which no price applies is covered. */
function coverageOf(lines: readonly LineItem[]): Receipt['coverage'] {
  const shares = new Map<MeterId, { priced: Rational; all: Rational }>()
  for (const { meter, quantity, status } of lines) {
    if (meter === undefined) continue
    const share = shares.get(meter) ?? { priced: ZERO, all: ZERO }
    const priced = status === 'unpriced' ? ZERO : quantity.likely
    shares.set(meter, { priced: addRationals(share.priced, priced), all: addRationals(share.all, quantity.likely) })
  }
  return Object.fromEntries(
    [...shares].map(([meter, { priced, all }]) => [meter, isZero(all) ? ONE : divideRationals(priced, all)]),
  )
}
