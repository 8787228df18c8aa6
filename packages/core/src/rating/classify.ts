import type { Cell, ModelTable, RateTable } from '../compile/rate-table.ts'
import { formatTier, type TierInterval, tierContains } from '../compile/tier.ts'
import type { MeterId } from '../meter/meter.ts'
import { type Range, sumRanges } from '../number/range.ts'
import {
  addRationals,
  compareRationals,
  maxRational,
  minRational,
  ONE,
  type Rational,
  roundRational,
  subtractRationals,
} from '../number/rational.ts'
import type { Instant } from '../period/instant.ts'
import { contains } from '../period/period.ts'
import { type Issue, issue } from '../result.ts'
import type { Quantities, Usage } from '../usage/usage.ts'

/** The facet values of a request, and what was noticed while finding them. */
export interface FacetChoice {
  readonly values: Readonly<Record<string, string>>
  readonly warnings: readonly Issue[]
}

/** A cell that a usage lies in, or may lie in when its quantities are ranges, with the part of each range inside it. */
export interface Crossing {
  readonly cell: Cell
  /** Bounds on the sum of the selector within the cell; undefined where the cell has no tier. */
  readonly selected?: { readonly low: Rational; readonly high: Rational }
  readonly quantities: Readonly<Partial<Record<MeterId, Range>>>
}

export interface Classified {
  readonly facets: Readonly<Record<string, string>>
  /** The cell of the likely values first. */
  readonly crossings: readonly Crossing[]
  readonly warnings: readonly Issue[]
}

type Corner = 'low' | 'likely' | 'high'

/**
 * Finds facet values: what the quantities show beats what the record states (a thinking price needs thoughts), which
 * beats the default. A disagreement, an assumption and a statement that no price depends on are told.
 */
export function chooseFacets(
  usage: Usage,
  table: RateTable,
  names: readonly string[],
  corner: Corner = 'likely',
): FacetChoice {
  const values: Record<string, string> = {}
  const warnings: Issue[] = []
  for (const name of names) {
    const facet = table.facets[name]
    if (facet === undefined || facet.clock !== undefined) continue
    const stated = usage.facets[name]
    const canCompute =
      usage.grain === 'request' && (facet.needs ?? []).every((id) => usage.quantities[id] !== undefined)
    const computed = canCompute
      ? facet.compute({
          quantity: (id) => usage.quantities[id]?.[corner],
          facet: (other) => values[other] ?? usage.facets[other],
        })
      : undefined
    values[name] = computed ?? stated ?? facet.default
    if (computed !== undefined && stated !== undefined && computed !== stated)
      warnings.push(issue('facet-disagreement', `/facets/${name}`, { facet: name, stated, computed }))
    if (!canCompute && facet.needs !== undefined && stated === undefined)
      warnings.push(
        issue('facet-assumed', `/facets/${name}`, { facet: name, value: facet.default, needs: facet.needs }),
      )
  }
  return { values, warnings }
}

/** The cells of a model at an instant that the usage may lie in. An empty list: the model has none in the horizon. */
export function classify(usage: Usage, table: RateTable, model: ModelTable, at: Instant): Classified {
  const inTime = model.cells.filter((cell) => contains(cell, at))
  const likely = chooseFacets(usage, table, model.facets)
  const corners = [likely.values]
  for (const values of otherFacets(usage, table, model.facets, likely.values))
    if (!corners.some((known) => hasValues(known, values))) corners.push(values)
  const inFacets = corners.flatMap((values) => inTime.filter((cell) => hasValues(cell.facets, values)))
  return {
    facets: likely.values,
    crossings: crossings(usage, model.selector, inFacets, likely.values),
    warnings: likely.warnings,
  }
}

/**
 * The facet values that are possible beside the likely ones: where a range reaches over a condition, and, for an
 * aggregate, every value that only its single requests could have shown.
 */
function otherFacets(
  usage: Usage,
  table: RateTable,
  names: readonly string[],
  likely: Readonly<Record<string, string>>,
) {
  if (usage.grain === 'request')
    return (['low', 'high'] as const).map((corner) => chooseFacets(usage, table, names, corner).values)
  return names
    .filter((name) => usage.facets[name] === undefined && table.facets[name]?.cases !== undefined)
    .reduce<readonly Readonly<Record<string, string>>[]>(
      (rows, name) =>
        rows.flatMap((row) => (table.facets[name]?.values ?? []).map((value) => ({ ...row, [name]: value }))),
      [likely],
    )
}

const hasValues = (a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): boolean =>
  Object.entries(b).every(([name, value]) => a[name] === value)

const isTiered = ({ tier }: Cell): boolean => tier.from !== undefined || tier.until !== undefined

function crossings(
  usage: Usage,
  selector: readonly MeterId[],
  cells: readonly Cell[],
  likelyFacets: Readonly<Record<string, string>>,
): readonly Crossing[] {
  const all = usage.quantities
  const sum = sumRanges(selector.map((id) => all[id]))
  const stated = usage.facets.context_tier
  const found = cells.flatMap((cell): Crossing[] => {
    if (!isTiered(cell)) return [{ cell, quantities: all }]
    if (usage.grain === 'aggregate') return stated === formatTier(cell.tier) ? [{ cell, quantities: all }] : []
    const selected = overlap(sum, cell.tier)
    return selected ? [{ cell, selected, quantities: restrict(all, selector, selected) }] : []
  })
  const isLikely = ({ cell }: Crossing) =>
    hasValues(cell.facets, likelyFacets) &&
    (!isTiered(cell) || usage.grain === 'aggregate' || tierContains(cell.tier, sum.likely))
  return [...found.filter(isLikely), ...found.filter((crossing) => !isLikely(crossing))]
}

/** The sums of a range that a tier holds; the sums of whole units between two cuts are the integers there. */
function overlap(sum: Range, { from, until }: TierInterval): { low: Rational; high: Rational } | undefined {
  const first =
    from &&
    (from.after ? addRationals(roundRational(from.value, 0, 'floor'), ONE) : roundRational(from.value, 0, 'ceiling'))
  const last =
    until &&
    (until.after
      ? roundRational(until.value, 0, 'floor')
      : subtractRationals(roundRational(until.value, 0, 'ceiling'), ONE))
  const low = first ? maxRational(sum.low, first) : sum.low
  const high = last ? minRational(sum.high, last) : sum.high
  return compareRationals(low, high) <= 0 ? { low, high } : undefined
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
