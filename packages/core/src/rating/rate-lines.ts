import type {
  CellRate,
  ModelTable,
  PricedCellRate,
  RateTable,
  ReasonDays,
  UnpricedReason,
} from '../compile/rate-table.ts'
import type { MeterId } from '../meter/meter.ts'
import { addRanges, exactly, type Range, spanRanges } from '../number/range.ts'
import { formatExact, isZero, type Rational, ZERO } from '../number/rational.ts'
import type { Instant } from '../period/instant.ts'
import { type Issue, issue } from '../result.ts'
import type { Quantity } from '../usage/usage.ts'
import type { Classified } from './classify.ts'
import type { LineItem, LineRate } from './line-item.ts'
import { isChargedAsUsed, multiply, type Product, unitAmount, unitCharge } from './multiply.ts'
import type { Prepaid, Taken } from './prepaid.ts'
import { type RatingState, type Settled, type SettlePlace, settleAllowance } from './settle.ts'

/** What rating one line needs besides its quantity. */
export interface LinePlace {
  readonly table: RateTable
  readonly model: ModelTable
  readonly classified: Classified
  readonly at: Instant
  readonly state: RatingState
  /** Facet values on which an allowance, and maybe no price, depends. */
  readonly facets: Readonly<Record<string, string>>
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
  /** The prepaid balances after this line, where there are any. */
  readonly prepaid?: Prepaid
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
  const { classified, state } = place
  const rates = ratesOf(id, place)
  const [rate = missing('tier-not-stated')] = rates
  const settled = settle(id, quantity, rate, { place, at: 0 })
  const cells = rates.map((own, at) => {
    const part = classified.crossings[at]?.quantities[id] ?? quantity
    return settle(id, part, own, { place, at }).chargeable
  })
  const taken = isZero(quantity.high) ? undefined : state.prepaid?.take(id, cells, rates, place)
  const open = rates.find((other) => other.status === 'unpriced')
  // A free quota that was not taken is no news where nothing could be charged.
  const warnings = [...(open && !settled.use ? [] : settled.warnings), ...(taken?.warnings ?? [])]
  const answer = (line: LineItem): RatedLine => ({ line, parts: [], warnings })
  if (open && isZero(quantity.high)) return answer(openLine(id, quantity, 'zero-quantity'))
  const isLeft = (taken?.rests ?? cells).some(({ high }) => !isZero(high))
  if ((settled.use || taken?.isAny) && open?.reason !== 'no-rate-for-facet' && !isLeft)
    return { ...answer(coveredLine(id, quantity, place, { rate, use: settled.use, taken })), ...taken?.after }
  if (open) {
    const candidates = open.candidates.map((candidate) => lineRate(candidate, place.table))
    const explain = { code: open.reason, params: { meter: id, ...open.days } }
    return answer(openLine(id, quantity, open.reason, { status: 'unpriced', candidates, explain }))
  }
  return amountLine(id, quantity, place, { rates: rates as readonly PricedCellRate[], settled, cells, taken, warnings })
}

const missing = (reason: UnpricedReason, days?: ReasonDays): CellRate => ({
  status: 'unpriced',
  reason,
  candidates: [],
  days,
})

function ratesOf(id: MeterId, { classified, isUncovered, isAggregate }: LinePlace): readonly CellRate[] {
  if (isUncovered) return [missing('no-rate-for-facet')]
  const rates = classified.crossings.map(({ cell }) => {
    const rate = cell.rates[id] ?? missing(cell.otherwise, cell.otherwiseDays)
    return isAggregate && isPerRequest(rate) ? missing('tier-not-stated') : rate
  })
  return rates.length > 0 ? rates : [missing('tier-not-stated')]
}

/** A minimum, an increment, a maximum or a step of each request says nothing of the sum of many. */
const isPerRequest = (rate: CellRate) =>
  rate.status === 'priced' && (!isChargedAsUsed(rate) || rate.steps?.scope === 'request')

const settle = (
  meter: MeterId,
  quantity: Range,
  rate: CellRate,
  { place, at }: { readonly place: LinePlace; readonly at: number },
): Settled => settleAllowance(quantity, settlePlace(meter, rate, place, at), place.state)

/** What decides on free quota and balances in one of the cells. */
export const settlePlace = (
  meter: MeterId,
  rate: CellRate,
  { table, model, classified, facets }: LinePlace,
  at: number,
): SettlePlace => ({
  tariff: table.tariff,
  model: model.name,
  meter,
  rate,
  facets: { ...facets, ...classified.crossings[at]?.cell.facets },
  table: model,
})

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

function lineRate({ id, card, printed, currency, tier, when }: PricedCellRate, table: RateTable): LineRate {
  const hash = table.hashes?.card?.(card.id)
  return {
    id,
    card: hash === undefined ? card.id : `sha256:${hash}`,
    ...printed,
    currency,
    ...(tier !== undefined && { tier }),
    ...(when && { when }),
  }
}

function coveredLine(
  id: MeterId,
  quantity: Quantity,
  { table, classified }: LinePlace,
  { rate, use, taken }: { readonly rate: CellRate; readonly use: Settled['use']; readonly taken: Taken | undefined },
): LineItem {
  const zero = exactly(ZERO)
  return openLine(id, quantity, taken?.isBought ? 'prepaid' : 'allowance', {
    status: 'free',
    currency: classified.crossings[0]?.cell.card?.currency ?? table.tariff.currency,
    billable: zero,
    amount: zero,
    list: zero,
    ...(use && { allowance: use }),
    ...taken?.line,
    ...(rate.status === 'priced' && sourceFields(rate)),
    explain: {
      code: 'allowance-covers-all',
      params: {
        quantity: formatExact(quantity.likely),
        ...(use && { allowance: use.id, remaining: formatExact(use.remaining.likely) }),
      },
    },
  })
}

interface Charge {
  readonly rates: readonly PricedCellRate[]
  readonly settled: Settled
  /** What is to be charged in each cell, but for prepaid balances. */
  readonly cells: readonly Range[]
  readonly taken: Taken | undefined
  readonly warnings: readonly Issue[]
}

function amountLine(id: MeterId, quantity: Quantity, place: LinePlace, charge: Charge): RatedLine {
  const { rates, settled, cells, taken } = charge
  const [rate] = rates as [PricedCellRate]
  const used = place.state.usedInPeriod[id]
  const before = used ?? ZERO
  const products = (taken?.rests ?? cells).map((rest, at) => multiply(rest, rates[at] ?? rate, before))
  const isOne = !taken?.isMixed && rates.every((other) => other.id === rate.id)
  const whole = multiply(taken?.rest ?? settled.chargeable, rate, before)
  const product = isOne ? whole : spanProducts(whole, products, rates)
  const { explain, billable, amount, list, contracted } = product
  const paid = taken?.pay(product, products)
  const isFree = isZero(amount.high) && rate.listPrice !== undefined && isZero(rate.listPrice)
  const isPeriod = rate.steps?.scope === 'period'
  const line = openLine(id, quantity, isFree ? 'zero-price' : 'rate', {
    status: isFree ? 'free' : 'priced',
    currency: rate.currency,
    billable,
    amount,
    list,
    ...(contracted && { contracted }),
    rates: distinctRates(rates, place.table),
    ...(isOne && rate.printed.price !== undefined && rate.printed),
    modifiers: rate.modifiers,
    ...(settled.use && { allowance: settled.use }),
    ...sourceFields(rate),
    explain,
    ...paid?.line,
  })
  return {
    line,
    parts: products.map((own, at) => ({
      product: { ...own, amount: paid?.amounts[at] ?? own.amount },
      unitAmount: settled.use || line.balances ? undefined : unitAmount(rates[at] ?? rate),
    })),
    ...(isPeriod && { usedInPeriod: addRanges(exactly(before), billable) }),
    ...paid?.after,
    warnings: [...charge.warnings, ...(isPeriod && !used ? [issue('period-usage-assumed', '', { meter: id })] : [])],
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
    ...(whole.contracted && { contracted: span(({ contracted, list }) => contracted ?? list) }),
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
