import type { Cell, ModelTable, RateTable } from '../compile/rate-table.ts'
import { formatTier, type TierInterval, tierContains } from '../compile/tier.ts'
import { type MeterId, meter } from '../meter/meter.ts'
import { type Range, sumRanges } from '../number/range.ts'
import {
  addRationals,
  compareRationals,
  maxRational,
  minRational,
  negateRational,
  ONE,
  type Rational,
  roundRational,
  subtractRationals,
  ZERO,
} from '../number/rational.ts'
import type { Instant } from '../period/instant.ts'
import { contains } from '../period/period.ts'
import { type Issue, issue } from '../result.ts'
import type { ConditionFacts } from '../tariff/condition.ts'
import type { Quantities, Usage } from '../usage/usage.ts'

/** The facet values of a request, and what was noticed while finding them. */
export interface FacetChoice {
  readonly values: Readonly<Record<string, string>>
  readonly warnings: readonly Issue[]
}

/** A cell that a usage lies in, or may lie in when its quantities are ranges, with the part of each range inside it. */
export interface Crossing {
  readonly cell: Cell
  /** The cell's tier, or a part of it. */
  readonly tier: TierInterval
  /** Bounds on the sum of the selector within the cell; undefined where the cell has no tier. */
  readonly selected?: { readonly low: Rational; readonly high: Rational }
  readonly quantities: Readonly<Partial<Record<MeterId, Range>>>
}

/** A part of a cell's tier within which a request is treated alike. */
export type Piece = Pick<Crossing, 'cell' | 'tier'>

export interface Classified {
  readonly facets: Readonly<Record<string, string>>
  /** The cell of the likely values first. */
  readonly crossings: readonly Crossing[]
  readonly warnings: readonly Issue[]
}

type Corner = 'low' | 'likely' | 'high'
type FacetValues = Readonly<Record<string, string>>

const CORNERS = ['low', 'high'] as const

/**
 * Finds facet values: what the quantities show beats what the record states (a thinking price needs thoughts), which
 * beats the default. An assumption is told.
 */
export function chooseFacets(
  usage: Usage,
  table: RateTable,
  names: readonly string[],
  corner: Corner = 'likely',
): FacetChoice {
  const values: Record<string, string> = {}
  const warnings: Issue[] = []
  const facts: ConditionFacts = {
    quantity: (id) => usage.quantities[id]?.[corner],
    facet: (other) => values[other] ?? usage.facets[other],
  }
  const isKnown = (id: MeterId) => usage.quantities[id] !== undefined
  for (const name of names) {
    const facet = table.facets[name]
    if (facet === undefined || facet.timed) continue
    const stated = usage.facets[name]
    const canCompute = usage.grain === 'request' && (facet.needs?.every(isKnown) ?? true)
    const computed = canCompute ? facet.compute(facts) : undefined
    values[name] = computed ?? stated ?? facet.default
    if (!canCompute && facet.needs !== undefined && stated === undefined)
      warnings.push(
        issue('facet-assumed', `/facets/${name}`, { facet: name, value: facet.default, needs: facet.needs }),
      )
  }
  return { values, warnings }
}

/**
 * The cells of a model at an instant that the usage may lie in. An empty list: the model has none in the horizon.
 *
 * @param divide the parts of a cell, where more than its price depends on the tier.
 */
export function classify(
  usage: Usage,
  table: RateTable,
  model: ModelTable,
  at: Instant,
  divide = (cell: Cell): readonly Piece[] => [{ cell, tier: cell.tier }],
): Classified {
  const inTime = model.cells.filter((cell) => contains(cell, at) && isClockStated(usage, cell, model))
  const likely = chooseFacets(usage, table, model.facets)
  const inFacets = possibleFacets(usage, table, model.facets, likely.values).flatMap((values) =>
    inTime.filter((cell) => hasValues(cell.facets, values)),
  )
  const found = crossings(usage, model.selector, inFacets.flatMap(divide), likely.values)
  const { facets = {}, tier } = found[0]?.cell ?? {}
  const isTierShown = usage.grain === 'request' && tier !== undefined && isTiered(tier)
  return {
    facets: { ...facets, ...likely.values, ...(isTierShown && { context_tier: formatTier(tier) }) },
    crossings: found,
    warnings: likely.warnings,
  }
}

/** The hour of one instant is not the hour of every request of an aggregate: that must be stated. */
const isClockStated = (usage: Usage, { facets }: Cell, model: ModelTable): boolean =>
  usage.grain === 'request' ||
  Object.keys(facets).every((name) => model.facets.includes(name) || usage.facets[name] === facets[name])

/**
 * The facet values that are possible, the likely ones first: those at each end of the ranges and, for an aggregate,
 * every value that only its single requests could have shown.
 */
function possibleFacets(
  usage: Usage,
  table: RateTable,
  names: readonly string[],
  likely: FacetValues,
): readonly FacetValues[] {
  const ends =
    usage.grain === 'request'
      ? [likely, ...CORNERS.map((end) => chooseFacets(usage, table, names, end).values)]
      : [likely]
  return names.reduce<readonly FacetValues[]>(
    (rows, name) => {
      const isHidden = usage.grain === 'aggregate' && usage.facets[name] === undefined && table.facets[name]?.cases
      const values = ends.map((end) => end[name] ?? '').concat(isHidden ? (table.facets[name]?.values ?? []) : [])
      return [...new Set(values)].flatMap((value) => rows.map((row) => ({ ...row, [name]: value })))
    },
    [{}],
  )
}

const hasValues = (a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): boolean =>
  Object.entries(b).every(([name, value]) => a[name] === value)

const isTiered = ({ from, until }: TierInterval): boolean => from !== undefined || until !== undefined

/** Sizes that were not reported are not 0, where the tiers begin above it: which tier it is must then be stated. */
const hasNoPriceForNone = ({ cell, tier }: Piece): boolean =>
  !tierContains(tier, ZERO) || Object.values(cell.rates).every(({ status }) => status === 'unpriced')

function crossings(
  usage: Usage,
  selector: readonly MeterId[],
  pieces: readonly Piece[],
  likelyFacets: Readonly<Record<string, string>>,
): readonly Crossing[] {
  const all = usage.quantities
  const sum = sumRanges(selector.map((id) => all[id]))
  const isMeasured = selector.some((id) => meter(id).fractional)
  const stated = usage.facets.context_tier
  const isUnreported = selector.length > 0 && selector.every((id) => all[id] === undefined)
  const isSummed =
    usage.grain === 'aggregate' || (isUnreported && (stated !== undefined || pieces.every(hasNoPriceForNone)))
  const found = pieces.flatMap(({ cell, tier }): Crossing[] => {
    const whole = { cell, tier, quantities: all }
    if (!isTiered(tier)) return [whole]
    if (isSummed) return stated === formatTier(tier) ? [whole] : []
    const selected = overlap(sum, tier, isMeasured)
    return selected ? [{ ...whole, selected, quantities: restrict(all, selector, selected) }] : []
  })
  const isLikely = ({ cell, tier }: Crossing) =>
    hasValues(cell.facets, likelyFacets) && (!isTiered(tier) || isSummed || tierContains(tier, sum.likely))
  return [...found.filter(isLikely), ...found.filter((crossing) => !isLikely(crossing))]
}

/**
 * The sums of a range that a tier holds: between two cuts, the integers there for whole units, and for measured ones
 * everything up to the cuts.
 */
export function overlap(
  sum: Range,
  tier: TierInterval,
  isMeasured: boolean,
): { low: Rational; high: Rational } | undefined {
  const step = (value: Rational, mode: 'floor' | 'ceiling', by: Rational) =>
    isMeasured ? value : addRationals(roundRational(value, 0, mode), by)
  const { from, until } = tier
  const first = from && (from.after ? step(from.value, 'floor', ONE) : step(from.value, 'ceiling', ZERO))
  const last =
    until && (until.after ? step(until.value, 'floor', ZERO) : step(until.value, 'ceiling', negateRational(ONE)))
  const low = first ? maxRational(sum.low, first) : sum.low
  const high = last ? minRational(sum.high, last) : sum.high
  const order = compareRationals(low, high)
  return order < 0 || (order === 0 && tierContains(tier, low)) ? { low, high } : undefined
}

/** What each selected meter can be while the sum of all stays within bounds. */
function restrict(all: Quantities, selector: readonly MeterId[], selected: { low: Rational; high: Rational }) {
  const part: Partial<Record<MeterId, Range>> = { ...all }
  for (const id of selector) {
    const own = all[id]
    if (own === undefined) continue
    const others = sumRanges(selector.map((other) => (other === id ? undefined : all[other])))
    const low = maxRational(own.low, subtractRationals(selected.low, others.high))
    const high = minRational(own.high, subtractRationals(selected.high, others.low))
    part[id] = { low, likely: maxRational(low, minRational(own.likely, high)), high }
  }
  return part
}
