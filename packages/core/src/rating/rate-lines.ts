import type { Cell, CellRate, ModelTable, PricedCellRate, RateTable, UnpricedReason } from '../compile/rate-table.ts'
import { formatTier, WHOLE_LINE } from '../compile/tier.ts'
import type { MeterId } from '../meter/meter.ts'
import { exactly, type Range, spanRanges } from '../number/range.ts'
import { formatExact, isZero, type Rational, ZERO } from '../number/rational.ts'
import { type Issue, issue } from '../result.ts'
import type { RateCard, Tariff } from '../tariff/tariff.ts'
import type { Quantity } from '../usage/usage.ts'
import type { Classified, Crossing } from './classify.ts'
import type { AmountLine, LineItem, LineRate, NotApplicableReason, OpenLine } from './line-item.ts'
import { multiply, type Product, unitAmount } from './multiply.ts'
import { type RatingState, type Settled, settleAllowance } from './settle.ts'

/** What rating one line needs besides its quantity. */
export interface LinePlace {
  readonly table: RateTable
  readonly model: ModelTable
  readonly classified: Classified
  readonly state: RatingState
  /** A facet that was stated and that the model has no prices for. */
  readonly uncoveredFacet?: string
}

export interface RatedLine {
  readonly line: LineItem
  /** The charge for the part of the quantity in each cell, in the order of the crossings; empty for open lines. */
  readonly parts: readonly CellPart[]
  readonly warnings: readonly Issue[]
}

/** What one cell charges for one meter. */
export interface CellPart {
  readonly product: Product
  /** The amount of one more unit, where the charge is that times the quantity and nothing else. */
  readonly unitAmount: Rational | undefined
}

/** Rates one meter over every cell the usage may lie in. */
export function rateLine(id: MeterId, quantity: Quantity, place: LinePlace): RatedLine {
  const { classified, table, model, state } = place
  const rates = classified.crossings.map(({ cell }) => rateIn(cell, id))
  const rate =
    place.uncoveredFacet === undefined ? (rates[0] ?? missing('tier-not-stated')) : missing('no-rate-for-facet')
  const settled = settleAllowance(quantity, { tariff: table.tariff, model: model.name, meter: id, rate }, state)
  const line = chargedLine(id, quantity, place, { rate, rates, settled })
  const parts = line.status === 'priced' || line.status === 'free' ? cellParts(id, place, rates) : []
  const isAssumed = rate.status === 'priced' && rate.steps?.scope === 'period' && state.usedInPeriod[id] === undefined
  const assumed = isAssumed ? [issue('period-usage-assumed', '', { meter: id })] : []
  return { line, parts, warnings: [...settled.warnings, ...assumed] }
}

const cellParts = (id: MeterId, place: LinePlace, rates: readonly CellRate[]): readonly CellPart[] =>
  place.classified.crossings.flatMap((crossing, at) => {
    const rate = rates[at]
    if (rate?.status !== 'priced') return []
    const isCovered = place.state.remaining[id] !== undefined
    return [{ product: partProduct(id, crossing, rate, place), unitAmount: isCovered ? undefined : unitAmount(rate) }]
  })

const missing = (reason: UnpricedReason): CellRate => ({ status: 'unpriced', reason, candidates: [] })

const rateIn = (cell: Cell, id: MeterId): CellRate => cell.rates[id] ?? missing(cell.otherwise)

interface LineRating {
  readonly rate: CellRate
  readonly rates: readonly CellRate[]
  readonly settled: Settled
}

function chargedLine(
  id: MeterId,
  quantity: Quantity,
  place: LinePlace,
  { rate, rates, settled }: LineRating,
): LineItem {
  if (isZero(quantity.high) && rate.status === 'unpriced')
    return openLine(id, quantity, 'not-applicable', 'zero-quantity')
  if (settled.use && isZero(settled.chargeable.high)) return allowanceLine(id, quantity, place, settled)
  if (rate.status === 'unpriced') return openLine(id, quantity, 'unpriced', rate.reason, rate.candidates)
  const open = rates.find((other) => other.status === 'unpriced')
  if (open?.status === 'unpriced') return openLine(id, quantity, 'unpriced', open.reason, open.candidates)
  return amountLine(id, quantity, place, { rate, rates: rates as readonly PricedCellRate[], settled })
}

/** A line that has no amount, with the reason and the prices between which it is open. */
export function openLine(
  id: MeterId,
  quantity: Quantity,
  status: OpenLine['status'],
  reason: UnpricedReason | NotApplicableReason,
  candidates: readonly PricedCellRate[] = [],
): OpenLine {
  const params = {
    meter: id,
    ...(candidates.length > 0 && {
      candidates: candidates.map(
        ({ card, printed, currency }) => `${card.id}: ${printed.price} ${currency} / ${printed.per}`,
      ),
    }),
  }
  return { id, meter: id, quantity, status, reason, candidates, explain: { code: reason, params } }
}

function allowanceLine(
  id: MeterId,
  quantity: Quantity,
  { table, classified }: LinePlace,
  { use }: Settled,
): AmountLine {
  const zero = exactly(ZERO)
  return {
    id,
    meter: id,
    quantity,
    status: 'free',
    reason: 'allowance',
    currency: classified.crossings[0]?.cell.card?.currency ?? table.tariff.currency,
    billable: zero,
    amount: zero,
    list: zero,
    rates: [],
    modifiers: [],
    ...(use && { allowance: use }),
    explain: {
      code: 'allowance-covers-all',
      params: {
        quantity: formatExact(quantity.likely),
        allowance: use?.id ?? '',
        remaining: formatExact(use?.remaining.likely ?? ZERO),
      },
    },
  }
}

interface PricedRating extends LineRating {
  readonly rate: PricedCellRate
  readonly rates: readonly PricedCellRate[]
}

function amountLine(
  id: MeterId,
  quantity: Quantity,
  place: LinePlace,
  { rate, rates, settled }: PricedRating,
): AmountLine {
  const used = place.state.usedInPeriod[id] ?? ZERO
  const main = multiply(settled.chargeable, rate, used)
  const { crossings } = place.classified
  const products = crossings.map((crossing, at) => partProduct(id, crossing, rates[at] as PricedCellRate, place))
  const isOne = rates.every((other) => other.id === rate.id)
  const product = isOne ? main : spanProducts(main, products, rates)
  const distinct = new Map<string, LineRate>()
  crossings.forEach(({ cell }, at) => {
    const own = rates[at] as PricedCellRate
    const tier = cell.tier.from || cell.tier.until ? { tier: formatTier(cell.tier) } : {}
    if (!distinct.has(own.id)) distinct.set(own.id, { rate: own, ...(cell.tier === WHOLE_LINE ? {} : tier) })
  })
  const isFree = isZero(product.amount.high) && (rate.listPrice === undefined || isZero(rate.listPrice))
  return {
    id,
    meter: id,
    quantity,
    status: isFree ? 'free' : 'priced',
    reason: isFree ? 'zero-price' : 'rate',
    currency: rate.currency,
    billable: product.billable,
    amount: product.amount,
    list: product.list,
    rates: [...distinct.values()],
    ...(isOne && rate.printed.price !== undefined && { price: rate.printed.price, per: rate.printed.per }),
    modifiers: rate.modifiers,
    ...(settled.use && { allowance: settled.use }),
    explain: product.explain,
  }
}

/** The charge for the part of a range that lies in one cell. */
function partProduct(
  id: MeterId,
  crossing: Crossing,
  rate: PricedCellRate,
  { table, model, state }: LinePlace,
): Product {
  const part = crossing.quantities[id] ?? exactly(ZERO)
  const { chargeable } = settleAllowance(part, { tariff: table.tariff, model: model.name, meter: id, rate }, state)
  return multiply(chargeable, rate, state.usedInPeriod[id] ?? ZERO)
}

/** The main product with its ends moved to the least and the most that any cell gives. */
function spanProducts(main: Product, products: readonly Product[], rates: readonly PricedCellRate[]): Product {
  const span = (pick: (product: Product) => Range) => {
    const [first, ...rest] = products.map(pick)
    const whole = rest.reduce(spanRanges, first ?? pick(main))
    return { ...whole, likely: pick(main).likely }
  }
  const { low: _low, high: _high, ...params } = main.explain.params
  return {
    billable: main.billable,
    list: span((product) => product.list),
    amount: span((product) => product.amount),
    explain: {
      code: 'range-over-tiers',
      params: {
        ...params,
        lows: products.map(({ billable }) => formatExact(billable.low)),
        highs: products.map(({ billable }) => formatExact(billable.high)),
        unitAmounts: rates.map((rate) => formatExact(unitAmount(rate) ?? ZERO)),
      },
    },
  }
}

/** Everything worth telling about a rating that no single line says. */
export function tableWarnings(place: LinePlace, at: number): readonly Issue[] {
  const cell = place.classified.crossings[0]?.cell
  if (cell?.carriedSince === undefined || cell.card === undefined) return []
  const days = Math.floor((at - cell.carriedSince) / 86_400_000) + 1
  return [
    issue('price-age', '', {
      days: String(days),
      card: cell.card.id,
      seen: lastSeenDay(cell.card, place.table.tariff),
    }),
  ]
}

const lastSeenDay = (card: RateCard, tariff: Tariff): string =>
  [...(card.effective.observed ?? [])].sort().at(-1) ?? tariff.sources[card.source]?.checked ?? ''
