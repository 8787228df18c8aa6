import type { PricedCellRate, RateTable } from '../compile/rate-table.ts'
import type { MeterId } from '../meter/meter.ts'
import { addRanges, exactly, mapRange, type Range } from '../number/range.ts'
import {
  addRationals,
  divideRationals,
  equalRationals,
  formatExact,
  isZero,
  maxRational,
  minRational,
  ONE,
  type Rational,
  roundRational,
  subtractRationals,
  ZERO,
} from '../number/rational.ts'
import type { PriceList } from '../rating/choose-price-list.ts'
import { hasAmount, type LineItem } from '../rating/line-item.ts'
import type { RatedUsage } from '../rating/rate-usage.ts'
import type { RatingState } from '../rating/settle.ts'
import type { Total } from '../rating/total-amounts.ts'
import type { Rounding } from '../tariff/tariff.ts'
import type { Usage } from '../usage/usage.ts'
import type { Receipt, ReceiptLine, ReceiptRate, ReceiptState } from './receipt.ts'

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
  const lines = rated.lines.map(({ line }) => receiptLine(line, table))
  const { totals, roundings } = roundTotals(rated.totals, tariff.rounding)
  const balances = stateOf(rated, lines, state)
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
    coverage: coverageOf(lines),
    provisional: rated.provisional,
    ...(balances && { state: balances }),
    warnings: rated.warnings,
  }
}

function receiptLine(line: LineItem, table: RateTable): ReceiptLine {
  const common = {
    id: line.id,
    ...(line.meter && { meter: line.meter }),
    quantity: line.quantity,
    status: line.status,
    reason: line.reason,
    explain: line.explain,
  }
  if (!hasAmount(line))
    return { ...common, rates: [], modifiers: [], candidates: line.candidates.map((rate) => receiptRate(rate, table)) }
  const source = line.rates[0]?.rate.source
  return {
    ...common,
    billable: line.billable,
    ...(line.price !== undefined && { price: line.price }),
    ...(line.per !== undefined && { per: line.per }),
    currency: line.currency,
    amount: line.amount,
    list: line.list,
    rates: line.rates.map(({ rate, tier }) => ({ ...receiptRate(rate, table), ...(tier !== undefined && { tier }) })),
    modifiers: line.modifiers,
    candidates: [],
    ...(line.allowance && { allowance: line.allowance }),
    ...(source && {
      evidence: source.evidence,
      source: { url: source.url, title: source.title, checked: source.checked },
    }),
  }
}

function receiptRate(rate: PricedCellRate, { hashes }: RateTable): ReceiptRate {
  const hash = hashes?.cards[rate.card.id]
  return {
    id: rate.id,
    card: hash === undefined ? rate.card.id : `sha256:${hash}`,
    ...rate.printed,
    currency: rate.currency,
  }
}

/** Rounds each total once, where the tariff says so; what that moves is a line of its own. */
function roundTotals(totals: readonly Total[], rounding: Rounding | undefined) {
  if (rounding === undefined) return { totals, roundings: [] }
  const round = (value: Rational) => roundRational(value, rounding.digits, rounding.mode)
  const rounded = totals.map((total) => ({ ...total, amount: mapRange(total.amount, round) }))
  const roundings = totals.flatMap((total, at): ReceiptLine[] => {
    const target = rounded[at]?.amount ?? total.amount
    const moved = difference(target, total.amount)
    return equalRationals(target.likely, total.amount.likely) ? [] : [roundingLine(total, target, moved, rounding)]
  })
  return { totals: rounded, roundings }
}

function difference(a: Range, b: Range): Range {
  const ends = [
    subtractRationals(a.low, b.low),
    subtractRationals(a.likely, b.likely),
    subtractRationals(a.high, b.high),
  ]
  const [, likely = ZERO] = ends
  return { low: ends.reduce(minRational), likely, high: ends.reduce(maxRational) }
}

const roundingLine = (total: Total, target: Range, amount: Range, { mode, digits }: Rounding): ReceiptLine => ({
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

/** The priced share of each meter, by quantity; a meter to which no price applies is covered. */
export function coverageOf(lines: readonly ReceiptLine[]): Readonly<Partial<Record<MeterId, Rational>>> {
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

/** The balances of the meters whose lines took from free quota or counted towards a period. */
function stateOf(rated: RatedUsage, lines: readonly ReceiptLine[], state: RatingState): ReceiptState | undefined {
  const covered = lines.filter(({ allowance }) => allowance !== undefined)
  const counted = rated.lines.flatMap(({ line }) => {
    const isPeriod = hasAmount(line) && line.rates.some(({ rate }) => rate.steps?.scope === 'period')
    return isPeriod && line.meter ? [{ meter: line.meter, billable: line.billable }] : []
  })
  if (covered.length === 0 && counted.length === 0) return undefined
  const balances = <T>(lines: readonly T[], pick: (line: T) => [MeterId | undefined, Range | undefined]) =>
    Object.fromEntries(lines.map(pick).filter(([, range]) => range !== undefined))
  const used = (meter: MeterId) => exactly(state.usedInPeriod[meter] ?? ZERO)
  const remaining = (meter: MeterId | undefined) => meter && state.remaining[meter] && exactly(state.remaining[meter])
  return {
    before: {
      remaining: balances(covered, ({ meter }) => [meter, remaining(meter)]),
      usedInPeriod: balances(counted, ({ meter }) => [meter, used(meter)]),
    },
    after: {
      remaining: balances(covered, ({ meter, allowance }) => [meter, allowance?.remaining]),
      usedInPeriod: balances(counted, ({ meter, billable }) => [meter, addRanges(used(meter), billable)]),
    },
  }
}
