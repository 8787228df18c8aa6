import type { Cell, CellRate, ModelTable, RateTable, TierCaveat } from '../compile/rate-table.ts'
import type { Cut, TierInterval } from '../compile/tier.ts'
import { countsTokens, type MeterId, meter } from '../meter/meter.ts'
import { add, divideExactly, gcd, type Integer, multiply } from '../number/integer.ts'
import { exactly } from '../number/range.ts'
import { divideRationals, multiplyRationals, type Rational, reduced, ZERO } from '../number/rational.ts'
import { DAY_MILLISECONDS, type Instant } from '../period/instant.ts'
import { contains, type Period } from '../period/period.ts'
import { matchesFilter } from '../rating/choose-price-list.ts'
import { chooseFacets } from '../rating/classify.ts'
import type { LineItem } from '../rating/line-item.ts'
import { unitAmount } from '../rating/multiply.ts'
import { priceAge } from '../rating/price-age.ts'
import { isFreeQuotaOf } from '../rating/settle.ts'
import type { Total } from '../rating/total-amounts.ts'
import { type Issue, uniqueIssues } from '../result.ts'
import type { Quantities, Quantity, Usage } from '../usage/usage.ts'
import type { RateOptions } from './rate.ts'
import type { Receipt } from './receipt.ts'

/**
 * How to rate usage of which only numbers are new. Most usage is like usage that was rated before: the same meters,
 * exact, in the same cell. What the general way found out about it once holds for the next: the lines, their rates,
 * sources and reasons. Only quantities, amounts and totals are made anew. Anything else goes the general way.
 */
export interface Plan {
  readonly ids: readonly string[]
  /** Of each meter, whether there is nothing of it, where that matters: it has no price. */
  readonly nones: readonly (boolean | undefined)[]
  /** The facets that the usage states. */
  readonly stated: Usage['facets']
  /** What the vendor's sources disagree about. */
  readonly doubts: string
  /** Tokens that fit the context of the model. */
  readonly limit: number
  /** Undefined where more than the numbers depends on the quantities. */
  readonly receipt?: Receipt
  readonly warnings: (at: Instant) => readonly Issue[]
  readonly lines: readonly PlannedLine[]
  /** A denominator that all unit amounts share. */
  readonly denominator: Integer
  readonly currency: string
}

interface PlannedLine {
  readonly line: LineItem
  readonly meter: MeterId
  readonly unitAmount: Rational
  readonly unitList: Rational
  /** Of the unit amount, over the denominator of the plan. */
  readonly numerator: Integer
  readonly isContext: boolean
}

/** The sums that a tier holds, as numbers. */
interface Bounds {
  readonly low: number
  readonly high: number
}

/** A cell, and the plans that were made in it. */
interface PlainCell extends Bounds {
  readonly cell: Cell
  readonly plans: Plan[]
}

type ListOptions = Pick<RateOptions, 'filter' | 'state'>

interface Found {
  readonly table: RateTable
  readonly plain: PlainCell
  readonly doubts: string
}

/** The plan of a usage, once one like it was rated. */
export function findPlan(
  usage: Usage,
  tables: readonly RateTable[],
  options: ListOptions,
  at: Instant,
): Plan | undefined {
  const found = findPlainCell(usage, tables, options, at)
  if (found)
    for (const plan of found.plain.plans)
      if (
        plan.doubts === found.doubts &&
        isSameMeters(plan, usage.quantities) &&
        isSameFacets(plan.stated, usage.facets)
      )
        return plan
  return undefined
}

/** The cell of a usage with exact whole quantities and nothing stated beside them; undefined for any other. */
function findPlainCell(
  usage: Usage,
  tables: readonly RateTable[],
  options: ListOptions,
  at: Instant,
): Found | undefined {
  if (options.state !== undefined || usage.grain !== 'request' || usage.issues.length > 0) return undefined
  if (!isPlain(usage.quantities)) return undefined
  const table = soleTable(usage, tables, options)
  const model = table?.models.get(usage.model)
  return table && model && plainCellAt(table, model, usage, at)
}

function soleTable({ model, provider }: Usage, tables: readonly RateTable[], { filter }: ListOptions) {
  let sole: RateTable | undefined
  for (const table of tables) {
    const { tariff } = table
    if ((provider !== undefined && provider !== tariff.provider) || (filter && !matchesFilter(tariff, filter))) continue
    if (!table.models.has(model)) continue
    if (sole) return undefined
    sole = table
  }
  return sole
}

/** Exact whole numbers that a double holds. */
function isPlain(quantities: Quantities): boolean {
  let isAny = false
  for (const id in quantities) {
    isAny = true
    const { low, likely, high } = quantities[id as MeterId] as Quantity
    if (low !== likely || high !== likely || likely.denominator !== 1) return false
    if (typeof likely.numerator !== 'number' || likely.numerator < 0) return false
  }
  return isAny
}

function isSameMeters({ ids, nones }: Plan, quantities: Quantities): boolean {
  let at = 0
  for (const id in quantities) {
    const isNone = nones[at]
    if (ids[at++] !== id || (isNone !== undefined && isNone !== isNothing(quantities[id as MeterId]))) return false
  }
  return at === ids.length
}

/** Of a line without a price, as there is nothing to price. */
const NOTHING = 'zero-quantity'

const isNothing = (quantity: Quantity | undefined): boolean => quantity?.likely.numerator === 0

function isSameFacets(a: Usage['facets'], b: Usage['facets']): boolean {
  for (const name in a) if (a[name] !== b[name]) return false
  for (const name in b) if (a[name] === undefined) return false
  return true
}

/** The cells of one row of facet values, at the end of a path that branches at each facet. */
interface RowTree {
  readonly branches: Map<string | undefined, RowTree>
  readonly cells: PlainCell[]
}

/** Sums about which the vendor's sources disagree, and when; some of them, only under conditions. */
interface Doubt extends Period, Bounds, Pick<TierCaveat, 'holds'> {}

interface PlainModel {
  readonly tree: RowTree
  readonly doubts: readonly Doubt[]
}

const MODELS = /* @__PURE__ */ new WeakMap<ModelTable, PlainModel>()

function plainCellAt(table: RateTable, model: ModelTable, usage: Usage, at: Instant): Found | undefined {
  const { facets, selector } = model
  const { tree, doubts } = MODELS.get(model) ?? plainModel(model)
  const row = facets.length === 0 ? tree : rowOf(tree, facets, chooseFacets(usage, table, facets).values)
  let sum = 0
  for (const id of selector) sum += Number(usage.quantities[id]?.likely.numerator ?? 0)
  const own = doubtsOf(doubts, sum, at)
  if (own !== undefined)
    for (const plain of row?.cells ?? [])
      if (contains(plain.cell, at) && isWithin(plain, sum)) return { table, plain, doubts: own }
  return undefined
}

/** Those of a sum; undefined where more than the sum decides. */
function doubtsOf(doubts: readonly Doubt[], sum: number, at: Instant): string | undefined {
  let own = ''
  let place = 0
  for (const doubt of doubts) {
    place++
    if (!contains(doubt, at) || isOutside(doubt, sum)) continue
    if (doubt.holds || !isWithin(doubt, sum)) return undefined
    own += `${place} `
  }
  return own
}

type Values = Readonly<Record<string, string>>

function rowOf(tree: RowTree, names: readonly string[], values: Values): RowTree | undefined {
  let row: RowTree | undefined = tree
  for (const name of names) row = row?.branches.get(values[name])
  return row
}

/** Of a bound that is not a number neither holds. */
const isWithin = ({ low, high }: Bounds, sum: number): boolean => low <= sum && sum <= high
const isOutside = ({ low, high }: Bounds, sum: number): boolean => sum < low || high < sum

/** The latest cells first: they are asked for most. */
function plainModel(model: ModelTable): PlainModel {
  const tree: RowTree = { branches: new Map(), cells: [] }
  for (const cell of model.cells) {
    let row = tree
    for (const name of model.facets) {
      const next = row.branches.get(cell.facets[name]) ?? { branches: new Map(), cells: [] }
      row.branches.set(cell.facets[name], next)
      row = next
    }
    row.cells.unshift({ cell, ...boundsOf(cell.tier), plans: [] })
  }
  const plain = {
    tree,
    doubts: model.caveats.map(({ tier, period, holds }) => ({ ...period, ...boundsOf(tier), holds })),
  }
  MODELS.set(model, plain)
  return plain
}

const boundsOf = ({ from, until }: TierInterval): Bounds => ({
  low: wholeBound(from, 1) ?? Number.NEGATIVE_INFINITY,
  high: wholeBound(until, 0) ?? Number.POSITIVE_INFINITY,
})

/** The first or last whole number on a side of a bound; not a number where it is no whole one. */
const wholeBound = (cut: Cut | undefined, step: 0 | 1): number | undefined =>
  cut && (cut.value.denominator === 1 ? Number(cut.value.numerator) + (cut.after ? step : step - 1) : Number.NaN)

/** What a usage comes to by its plan; undefined where the plan does not suffice. */
export function totalPlainly({ receipt, lines, limit, denominator, currency }: Plan, usage: Usage): Total | undefined {
  if (receipt === undefined) return undefined
  let total: Integer = 0
  let context = 0
  for (const { meter: id, numerator, isContext } of lines) {
    const quantity = (usage.quantities[id] as Quantity).likely.numerator as number
    if (isContext) context += quantity
    total = add(total, multiply(quantity, numerator))
  }
  return context > limit ? undefined : { currency, amount: exactly(reduced(total, denominator)), complete: true }
}

/** Rates a usage by its plan. */
export function ratePlainly(
  plan: Plan,
  usage: Usage,
  instant: Instant,
  { id, engine, asOf }: RateOptions,
): Receipt | undefined {
  const total = totalPlainly(plan, usage)
  const at = usage.at as string
  return (
    total &&
    Object.assign({}, plan.receipt as Receipt, {
      id,
      engine,
      at,
      pricingInstant: at,
      ...(asOf !== undefined && { asOf }),
      requests: usage.requests,
      dimensions: usage.dimensions,
      lines: plan.lines.map((line) => plannedLine(line, usage.quantities[line.meter] as Quantity)),
      totals: [total],
      warnings: plan.warnings(instant),
    })
  )
}

function plannedLine({ line, unitAmount: unit, unitList }: PlannedLine, quantity: Quantity): LineItem {
  if (line.reason === NOTHING) return { ...line, quantity }
  const due = exactly(multiplyRationals(quantity.likely, unit))
  const { code, params } = line.explain
  return {
    ...line,
    quantity,
    billable: exactly(quantity.likely),
    amount: due,
    list: unit === unitList ? due : exactly(multiplyRationals(quantity.likely, unitList)),
    explain: { code, params: { ...params, quantity: String(quantity.likely.numerator) } },
  }
}

/** Told whatever the quantities are. */
const STEADY_WARNINGS = ['allowance-not-applied', 'allowance-claims', 'facet-assumed', 'note']

/** In one cell: a log has a few, and looking through more would gain little. */
const MAX_PLANS = 32
/** A log has the days of a month. */
const MAX_DAYS = 99

/** Keeps what the general way found out about a usage, for the next one like it. */
export function rememberPlan(
  usage: Usage,
  tables: readonly RateTable[],
  options: RateOptions,
  at: Instant,
  receipt: Receipt,
): void {
  const found = findPlainCell(usage, tables, options, at)
  if (found === undefined) return
  const { table, plain, doubts } = found
  const { asOf: _asOf, ...steady } = receipt
  const steadyWarnings = receipt.warnings.filter(({ code }) => code !== 'price-age')
  const ids = Object.keys(usage.quantities)
  const lines = receipt.lines.flatMap((line, place) =>
    line.id === ids[place] ? (plannedOf(line, plain.cell) ?? []) : [],
  )
  const [total] = receipt.totals
  const isSteady =
    lines.length === ids.length &&
    receipt.lines.length === ids.length &&
    receipt.totals.length === 1 &&
    steadyWarnings.every(({ code }) => STEADY_WARNINGS.includes(code)) &&
    !table.tariff.allowances?.some(
      (allowance) =>
        isFreeQuotaOf(allowance, usage.model) &&
        Object.keys(allowance.when ?? {}).some((name) => table.facets[name]?.cases),
    )
  const denominator = lines.reduce<Integer>(
    (shared, { unitAmount: unit }) => leastCommonMultiple(shared, unit.denominator),
    1,
  )
  if (plain.plans.length === MAX_PLANS) plain.plans.shift()
  plain.plans.push({
    ids,
    nones: ids.map((id) =>
      plain.cell.rates[id as MeterId]?.status === 'priced' ? undefined : isNothing(usage.quantities[id as MeterId]),
    ),
    stated: usage.facets,
    doubts,
    warnings: warningsAt(
      steadyWarnings,
      ids.map((id) => [id as MeterId, plain.cell.rates[id as MeterId]] as const),
    ),
    limit: Number(plain.cell.card?.contextLimit ?? Number.POSITIVE_INFINITY),
    lines: lines.map((line) => ({ ...line, numerator: over(line.unitAmount, denominator) })),
    denominator,
    currency: total?.currency ?? '',
    ...(isSteady && { receipt: steady }),
  })
}

/** What is told of a usage: all the same for every instant of one day in the life of its prices. */
function warningsAt(
  others: readonly Issue[],
  rates: readonly (readonly [MeterId, CellRate | undefined])[],
): Plan['warnings'] {
  const carried = rates.flatMap(([id, rate]) => (rate?.status === 'priced' && rate.carried ? [{ id, rate }] : []))
  if (carried.length === 0) return () => others
  const sinces = [...new Set(carried.map(({ rate }) => rate.carried?.since ?? 0))]
  const kept = new Map<string, readonly Issue[]>()
  return (at) => {
    const days = sinces.map((since) => Math.floor((at - since) / DAY_MILLISECONDS)).join()
    let told = kept.get(days)
    if (told === undefined) {
      if (kept.size > MAX_DAYS) kept.clear()
      const ages = carried.flatMap(({ id, rate }) => priceAge(id, rate, at))
      told = uniqueIssues([...others.filter(isNoNote), ...ages, ...others])
      kept.set(days, told)
    }
    return told
  }
}

/** Notes are told last. */
const isNoNote = ({ code }: Issue): boolean => code !== 'note'

const leastCommonMultiple = (a: Integer, b: Integer): Integer => multiply(divideExactly(a, gcd(a, b)), b)

const over = (value: Rational, denominator: Integer): Integer =>
  multiply(value.numerator, divideExactly(denominator, value.denominator))

function plannedOf(line: LineItem, cell: Cell): Omit<PlannedLine, 'numerator'> | undefined {
  const rate = line.meter && cell.rates[line.meter]
  if (line.meter !== undefined && line.reason === NOTHING)
    return { line, meter: line.meter, unitAmount: ZERO, unitList: ZERO, isContext: false }
  if (line.meter === undefined || rate?.status !== 'priced' || !isLinear(line)) return undefined
  const unit = unitAmount(rate)
  const unitList = rate.listPrice && divideRationals(rate.listPrice, rate.per)
  const isContext = countsTokens(line.meter) && meter(line.meter).direction !== undefined
  if (unit === undefined || unitList === undefined) return undefined
  return { line, meter: line.meter, unitAmount: rate.modifiers.length === 0 ? unitList : unit, unitList, isContext }
}

/** Its amount is the quantity times what one unit costs, and it says nothing else of the quantity. */
const isLinear = (line: LineItem): boolean =>
  (line.reason === 'rate' || line.reason === 'zero-price') &&
  line.price !== undefined &&
  line.allowance === undefined &&
  line.balances === undefined &&
  line.contracted === undefined
