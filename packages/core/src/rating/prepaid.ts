import type { Cell, CellRate } from '../compile/rate-table.ts'
import { splitLine, tierCovers, tierInterval, WHOLE_LINE } from '../compile/tier.ts'
import type { MeterId } from '../meter/meter.ts'
import { isExact, type Range, spanRanges, sumRanges } from '../number/range.ts'
import { formatExact, isZero } from '../number/rational.ts'
import type { Issue } from '../result.ts'
import type { Allowance, Tariff } from '../tariff/tariff.ts'
import type { Usage } from '../usage/usage.ts'
import type { Balance } from './balance.ts'
import { checkBalances } from './check-balances.ts'
import type { PriceList } from './choose-price-list.ts'
import type { Piece } from './classify.ts'
import { allowanceOf, type Cover, coversOf } from './cover.ts'
import { type Draw, type Drawn, drawFrom, spanDrawn } from './draw.ts'
import type { BalanceUse, LineItem } from './line-item.ts'
import type { Product } from './multiply.ts'
import { type LinePlace, settlePlace } from './rate-lines.ts'
import type { SettlePlace } from './settle.ts'

/** Prepaid balances with the rules by which rating takes from them. Nothing changes it: rating answers the next one. */
export interface Prepaid {
  readonly balances: readonly Balance[]
  /** The same rules for the balances that a receipt left. */
  carry(balances: readonly Balance[]): Prepaid
  /** What is wrong with the balances of a tariff. */
  check(tariff: Tariff): readonly Issue[]
  /** Whether a balance of an allowance is among them. */
  has(allowance: Allowance, place: Pick<SettlePlace, 'tariff' | 'model'>): boolean
  /** Divides a cell where a balance begins or ends to cover. */
  divide(usage: Usage, list: PriceList): (cell: Cell) => readonly Piece[]
  /** Takes what is to be charged of a line from the balances of units, in every cell that it may lie in. */
  take(meter: MeterId, cells: readonly Range[], rates: readonly CellRate[], place: LinePlace): Taken
}

/** What the balances gave to a line, or to its price: fields of the line, and the balances after it. */
interface Given {
  readonly line: Partial<LineItem>
  readonly after: { readonly prepaid: Prepaid }
}

/** What balances of units leave of a line. */
export interface Taken extends Given {
  /** To be charged in each cell, and in all. */
  readonly rests: readonly Range[]
  readonly rest: Range
  readonly isAny: boolean
  /** True where not all that was taken was free quota. */
  readonly isBought: boolean
  /** True where the cells are paid by different balances of money. */
  readonly isMixed: boolean
  readonly warnings: readonly Issue[]
  /** Takes the price from the balances of money: `amounts` are what is left to pay in each cell. */
  pay(product: Product, products: readonly Product[]): Given & { readonly amounts: readonly Range[] }
}

/**
 * Prepaid balances as rating takes from them: free quota, resource packs and savings plans, in the order of the tariff,
 * then those that expire first.
 *
 * @param balances such as `openBalances` makes, `parseBalances` of `@ratecard/core/schema` reads, or an earlier receipt
 * has in `state.after.balances`.
 * @example
 * const balance = { id: 'pack-1', allowance: 'qwen-plus-pack', remaining: exactly(rational(5000)) }
 * const state = { remaining: {}, usedInPeriod: {}, prepaid: prepaid([balance]) }
 */
export const prepaid = (balances: readonly Balance[]): Prepaid => ({
  balances,
  carry: prepaid,
  check: (tariff) => checkBalances(tariff, balances),
  has: (allowance, place) => balances.some((balance) => allowanceOf(place, balance) === allowance),
  divide: (usage, list) => dividedBy(tiersOf(balances, usage, list)),
  take: (meter, cells, rates, place) => takeUnits(balances, meter, cells, { rates, place }),
})

/** The tiers of the balances of a model; the size of each request in an aggregate is not known. */
function tiersOf(balances: readonly Balance[], { grain }: Usage, { table, model }: PriceList) {
  if (grain === 'aggregate' || model.selector.length === 0) return []
  return balances.flatMap((balance) => {
    const tier = allowanceOf({ tariff: table.tariff, model: model.name }, balance)?.tier
    return tier ? [tierInterval(tier)] : []
  })
}

const dividedBy =
  (tiers: ReturnType<typeof tiersOf>) =>
  (cell: Cell): readonly Piece[] =>
    splitLine([cell.tier, ...tiers]).flatMap((tier) => (tierCovers(cell.tier, tier) ? { cell, tier } : []))

function takeUnits(
  balances: readonly Balance[],
  meter: MeterId,
  cells: readonly Range[],
  { rates, place }: { readonly rates: readonly CellRate[]; readonly place: LinePlace },
): Taken {
  const found = rates.map((rate, at) => {
    const tier = place.classified.crossings[at]?.tier ?? WHOLE_LINE
    return coversOf({ ...settlePlace(meter, rate, place, at), at: place.at, tier }, balances)
  })
  const coversIn = (isMoney: boolean) =>
    found.map(({ covers }) => covers.filter(({ kind }) => (kind === 'savings-plan') === isMoney))
  const [units, plans] = [coversIn(false), coversIn(true)]
  const drawn = cells.map((cell, at) => drawFrom(cell, units[at] ?? []))
  const { rest, draws } = spanDrawn(drawn)
  const used = draws.filter(isUsed)
  const [first, ...others] = plans.map((covers) => covers.map(({ balance }) => balance.id).join())
  return {
    rests: drawn.map((own) => own.rest),
    rest,
    ...given(balances, draws),
    isAny: used.length > 0,
    isBought: used.some(({ cover }) => cover.kind !== 'free-quota'),
    isMixed: others.some((other) => other !== first),
    warnings: found.flatMap(({ warnings }) => warnings),
    pay: (product, products) => {
      const paid = products.map(({ amount }, at) => drawFrom(amount, plans[at] ?? []))
      const { line, after } = given(balances, [...draws, ...spanDrawn(paid).draws])
      return { line: { ...line, ...payment(product, paid, plans) }, after, amounts: paid.map((own) => own.rest) }
    },
  }
}

const isUsed = ({ consumed }: Draw): boolean => !isZero(consumed.high)

function given(balances: readonly Balance[], draws: readonly Draw[]): Given {
  const uses = draws.filter(isUsed)
  const left = balances.map((balance) => {
    const draw = draws.find(({ cover }) => cover.balance.id === balance.id)
    return draw ? { ...balance, remaining: draw.remaining } : balance
  })
  return { line: uses.length > 0 ? { balances: uses.map(useOf) } : {}, after: { prepaid: prepaid(left) } }
}

function useOf({ cover: { balance, kind }, consumed, remaining }: Draw): BalanceUse {
  const { id, allowance, currency, until } = balance
  return {
    id,
    allowance,
    kind,
    consumed,
    remaining,
    ...(currency !== undefined && { currency }),
    ...(until !== undefined && { until }),
  }
}

/** What savings plans leave to pay, with what they held as parameters, so that a reader can compute it again. */
function payment(
  { amount, explain: { code, params } }: Product,
  paid: readonly Drawn[],
  plans: readonly (readonly Cover[])[],
): Partial<LineItem> {
  if (plans.every((covers) => covers.length === 0)) return {}
  const held = plans.map((covers) => sumRanges(covers.map(({ balance }) => balance.remaining)))
  const [first] = held as [Range]
  const bounds = isExact(first) ? {} : { prepaidLow: formatExact(first.low), prepaidHigh: formatExact(first.high) }
  const cells = {
    prepaidLows: held.map(({ low }) => formatExact(low)),
    prepaidHighs: held.map(({ high }) => formatExact(high)),
  }
  return {
    amount: paid.map(({ rest }) => rest).reduce(spanRanges),
    discounted: amount,
    explain: {
      code,
      params: { ...params, prepaid: formatExact(first.likely), ...(code === 'range-over-tiers' ? cells : bounds) },
    },
  }
}
