import type { CellRate, ModelTable, PricedCellRate, RateTable, UnpricedReason } from '../compile/rate-table.ts'
import type { MeterId } from '../meter/meter.ts'
import { addRanges, exactly, type Range, spanRanges } from '../number/range.ts'
import { formatExact, isZero, type Rational, ZERO } from '../number/rational.ts'
import { type Issue, issue } from '../result.ts'
import type { Quantity } from '../usage/usage.ts'
import type { Classified } from './classify.ts'
import type { LineItem, LineRate } from './line-item.ts'
import { multiply, type Product, unitAmount, unitCharge } from './multiply.ts'
import { type RatingState, type Settled, settleAllowance } from './settle.ts'

/** What rating one line needs besides its quantity. */
export interface LinePlace {
  readonly table: RateTable
  readonly model: ModelTable
  readonly classified: Classified
  readonly state: RatingState
  /** Set when a facet was stated that the model has no prices for. */
  readonly isUncovered: boolean
  readonly isAggregate: boolean
}

export interface RatedLine {
  readonly line: LineItem
  /** The charge for the part of the quantity in each cell, in the order of the crossings; empty for open lines. */
  readonly parts: readonly CellPart[]
  /** What the period has used after this line, where its price depends on that. */
  readonly usedInPeriod?: Range
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
  const rates = ratesOf(id, place)
  const [rate = missing('tier-not-stated')] = rates
  const settled = settle(id, quantity, rate, place)
  const answer = (line: LineItem): RatedLine => ({ line, parts: [], warnings: settled.warnings })
  const open = rates.find((other) => other.status === 'unpriced')
  if (open && isZero(quantity.high)) return answer(openLine(id, quantity, 'zero-quantity'))
  const leavesNothing = (own: CellRate) => isZero(settle(id, quantity, own, place).chargeable.high)
  if (settled.use && open?.reason !== 'no-rate-for-facet' && rates.every(leavesNothing))
    return answer(coveredLine(id, quantity, place, { rate, allowance: settled.use }))
  if (open) {
    const candidates = open.candidates.map((candidate) => lineRate(candidate, place.table))
    return answer(openLine(id, quantity, open.reason, { status: 'unpriced', candidates }))
  }
  return amountLine(id, quantity, place, { rates: rates as readonly PricedCellRate[], settled })
}

const missing = (reason: UnpricedReason): CellRate => ({ status: 'unpriced', reason, candidates: [] })

function ratesOf(id: MeterId, { classified, isUncovered, isAggregate }: LinePlace): readonly CellRate[] {
  if (isUncovered) return [missing('no-rate-for-facet')]
  const rates = classified.crossings.map(({ cell }) => {
    const rate = cell.rates[id] ?? missing(cell.otherwise)
    return isAggregate && isPerRequest(rate) ? missing('tier-not-stated') : rate
  })
  return rates.length > 0 ? rates : [missing('tier-not-stated')]
}

/** A minimum, an increment or a step of each request says nothing of the sum of many. */
const isPerRequest = (rate: CellRate) =>
  rate.status === 'priced' && (rate.minimum || rate.increment || rate.steps?.scope === 'request')

const settle = (id: MeterId, quantity: Range, rate: CellRate, { table, model, state }: LinePlace): Settled =>
  settleAllowance(quantity, { tariff: table.tariff, model: model.name, meter: id, rate }, state)

/** A line that has no amount, and whatever else is given of it. */
export const openLine = (
  id: MeterId,
  quantity: Quantity,
  reason: LineItem['reason'],
  rest: Partial<LineItem> = {},
): LineItem => ({
  id,
  meter: id,
  quantity,
  status: 'not-applicable',
  reason,
  rates: [],
  modifiers: [],
  candidates: [],
  explain: { code: reason, params: { meter: id } },
  ...rest,
})

function lineRate({ id, card, printed, currency, tier }: PricedCellRate, table: RateTable): LineRate {
  const hash = table.hashes?.card?.(card.id)
  return {
    id,
    card: hash === undefined ? card.id : `sha256:${hash}`,
    ...printed,
    currency,
    ...(tier !== undefined && { tier }),
  }
}

function coveredLine(
  id: MeterId,
  quantity: Quantity,
  { table, classified }: LinePlace,
  { rate, allowance }: { readonly rate: CellRate; readonly allowance: NonNullable<Settled['use']> },
): LineItem {
  const zero = exactly(ZERO)
  const params = {
    quantity: formatExact(quantity.likely),
    allowance: allowance.id,
    remaining: formatExact(allowance.remaining.likely),
  }
  return openLine(id, quantity, 'allowance', {
    status: 'free',
    currency: classified.crossings[0]?.cell.card?.currency ?? table.tariff.currency,
    billable: zero,
    amount: zero,
    list: zero,
    allowance,
    ...(rate.status === 'priced' && sourceFields(rate)),
    explain: { code: 'allowance-covers-all', params },
  })
}

function amountLine(
  id: MeterId,
  quantity: Quantity,
  place: LinePlace,
  { rates, settled }: { readonly rates: readonly PricedCellRate[]; readonly settled: Settled },
): RatedLine {
  const [rate] = rates as [PricedCellRate]
  const { crossings } = place.classified
  const used = place.state.usedInPeriod[id]
  const before = used ?? ZERO
  const products = crossings.map(({ quantities }, at) => {
    const own = rates[at] ?? rate
    return multiply(settle(id, quantities[id] ?? quantity, own, place).chargeable, own, before)
  })
  const isOne = rates.every((other) => other.id === rate.id)
  const whole = multiply(settled.chargeable, rate, before)
  const { explain, billable, amount, list } = isOne ? whole : spanProducts(whole, products, rates)
  const isFree = isZero(amount.high) && rate.listPrice !== undefined && isZero(rate.listPrice)
  const isPeriod = rate.steps?.scope === 'period'
  const line = openLine(id, quantity, isFree ? 'zero-price' : 'rate', {
    status: isFree ? 'free' : 'priced',
    currency: rate.currency,
    billable,
    amount,
    list,
    rates: distinctRates(rates, place.table),
    ...(isOne && rate.printed.price !== undefined && rate.printed),
    modifiers: rate.modifiers,
    ...(settled.use && { allowance: settled.use }),
    ...sourceFields(rate),
    explain,
  })
  return {
    line,
    parts: products.map((product, at) => ({
      product,
      unitAmount: settled.use ? undefined : unitAmount(rates[at] ?? rate),
    })),
    ...(isPeriod && { usedInPeriod: addRanges(exactly(before), billable) }),
    warnings: [...settled.warnings, ...(isPeriod && !used ? [issue('period-usage-assumed', '', { meter: id })] : [])],
  }
}

function sourceFields({ source: { url, title, checked, evidence } }: PricedCellRate) {
  return { evidence, source: { url, title, checked } }
}

const distinctRates = (rates: readonly PricedCellRate[], table: RateTable): readonly LineRate[] => [
  ...new Map(rates.map((rate) => [rate.id, lineRate(rate, table)])).values(),
]

/** The product of the whole with its ends moved to the least and the most that any cell gives. */
function spanProducts(whole: Product, products: readonly Product[], rates: readonly PricedCellRate[]): Product {
  const span = (pick: (product: Product) => Range): Range => ({
    ...products.map(pick).reduce(spanRanges),
    likely: pick(whole).likely,
  })
  const { low: _low, high: _high, ...params } = whole.explain.params
  return {
    billable: whole.billable,
    list: span((product) => product.list),
    amount: span((product) => product.amount),
    explain: {
      code: 'range-over-tiers',
      params: {
        ...params,
        lows: products.map(({ billable }) => formatExact(billable.low)),
        highs: products.map(({ billable }) => formatExact(billable.high)),
        unitAmounts: rates.map((rate) => formatExact(unitCharge(rate))),
      },
    },
  }
}
