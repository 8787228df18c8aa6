import type { MeterId } from '../meter/meter.ts'
import { exactly, mapRange, type Range } from '../number/range.ts'
import { formatExact, isZero, ONE, type Rational, roundRational, subtractRationals, ZERO } from '../number/rational.ts'
import type { PriceList } from '../rating/choose-price-list.ts'
import type { LineItem } from '../rating/line-item.ts'
import type { RatedLine } from '../rating/rate-lines.ts'
import type { RatedUsage } from '../rating/rate-usage.ts'
import type { RatingState } from '../rating/settle.ts'
import type { Total } from '../rating/total-amounts.ts'
import type { Rounding } from '../tariff/tariff.ts'
import type { Usage } from '../usage/usage.ts'
import type { Receipt, ReceiptState } from './receipt.ts'

/** What the caller knows and core must not read for itself. */
export interface ReceiptContext {
  readonly id: string
  readonly engine: string
  readonly asOf?: string
}

/** Makes the record of a rating. */
export function issueReceipt(
  usage: Usage,
  { table, model }: PriceList,
  rated: RatedUsage,
  state: RatingState,
  context: ReceiptContext,
): Receipt {
  const { tariff, hashes } = table
  const lines = rated.lines.map(({ line }) => line)
  const { totals, roundings } = roundTotals(rated.totals, tariff.rounding)
  const balances = stateOf(rated, state)
  return {
    id: context.id,
    engine: context.engine,
    ...(usage.at !== undefined && { at: usage.at, pricingInstant: usage.at }),
    ...(context.asOf !== undefined && { asOf: context.asOf }),
    grain: usage.grain,
    requests: usage.requests,
    provider: tariff.provider,
    ...(tariff.scope !== undefined && { scope: tariff.scope }),
    model: {
      requested: usage.model,
      billed: rated.card?.model ?? model.name,
      ...(rated.card?.snapshot !== undefined && { snapshot: rated.card.snapshot }),
    },
    facets: rated.facets,
    dimensions: usage.dimensions,
    tariffs: [{ id: tariff.id, version: tariff.version, ...(hashes && { sha256: hashes.sha256 }) }],
    lines: [...lines, ...roundings],
    totals,
    coverage: Object.fromEntries(lines.map(({ id, status }) => [id, status === 'unpriced' ? ZERO : ONE])),
    provisional: rated.provisional,
    ...(balances && { state: balances }),
    warnings: rated.warnings,
  }
}

/** Rounds each total once, where the tariff says so; what that moves is a line of its own. */
function roundTotals(totals: readonly Total[], rounding: Rounding | undefined) {
  if (rounding === undefined) return { totals, roundings: [] }
  const round = (value: Rational) => roundRational(value, rounding.digits, rounding.mode)
  const rounded = totals.map((total) => ({ ...total, amount: mapRange(total.amount, round) }))
  const roundings = totals.flatMap((total, at): LineItem[] => {
    const target = rounded[at]?.amount ?? total.amount
    const moved = subtractRationals(target.likely, total.amount.likely)
    return isZero(moved) ? [] : [roundingLine(total, target, exactly(moved), rounding)]
  })
  return { totals: rounded, roundings }
}

const roundingLine = (total: Total, target: Range, amount: Range, { mode, digits }: Rounding): LineItem => ({
  id: `rounding/${total.currency}`,
  quantity: { ...exactly(ZERO), basis: 'counted' },
  status: 'priced',
  reason: 'rounding',
  currency: total.currency,
  amount,
  list: amount,
  rates: [],
  modifiers: [],
  candidates: [],
  explain: {
    code: 'rounding',
    params: {
      exact: formatExact(total.amount.likely),
      rounded: formatExact(target.likely),
      mode,
      digits: String(digits),
    },
  },
})

/** The balances of the meters whose lines took from free quota or counted towards a period. */
function stateOf({ lines }: RatedUsage, { remaining, usedInPeriod }: RatingState): ReceiptState | undefined {
  const balances = (pick: (rated: RatedLine, id: MeterId) => Range | undefined): Readonly<Record<string, Range>> =>
    Object.fromEntries(
      lines.flatMap((rated) => {
        const id = rated.line.meter
        const range = id && pick(rated, id)
        return range ? [[id, range]] : []
      }),
    )
  const state = {
    before: {
      remaining: balances(({ line }, id) => line.allowance && exactly(remaining[id] ?? ZERO)),
      usedInPeriod: balances(({ usedInPeriod: after }, id) => after && exactly(usedInPeriod[id] ?? ZERO)),
    },
    after: {
      remaining: balances(({ line }) => line.allowance?.remaining),
      usedInPeriod: balances((rated) => rated.usedInPeriod),
    },
  }
  return Object.keys({ ...state.before.remaining, ...state.before.usedInPeriod }).length > 0 ? state : undefined
}
