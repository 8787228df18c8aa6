import type { Cell } from '../compile/rate-table.ts'
import { RatecardError } from '../errors.ts'
import { applyEstimation, type Estimated } from '../estimate/apply-estimation.ts'
import { type MeterId, meter } from '../meter/meter.ts'
import { exactly, type Range } from '../number/range.ts'
import {
  addRationals,
  compareRationals,
  formatExact,
  type Rational,
  rational,
  subtractRationals,
  ZERO,
} from '../number/rational.ts'
import type { Instant } from '../period/instant.ts'
import { contains } from '../period/period.ts'
import { type Issue, issue } from '../result.ts'
import type { RateCard } from '../tariff/tariff.ts'
import { type Quantities, type Quantity, quantityEntries, type Usage } from '../usage/usage.ts'
import type { PriceList } from './choose-price-list.ts'
import { chooseFacets, classify } from './classify.ts'
import { comparePrinted, findExample } from './published-example.ts'
import { openLine, type RatedLine, rateLine, tableWarnings } from './rate-lines.ts'
import type { RatingState } from './settle.ts'
import { type Total, totalAmounts } from './total-amounts.ts'

/** A usage rated: every quantity has become a line, and nothing else has. */
export interface RatedUsage {
  readonly card?: RateCard
  readonly facets: Readonly<Record<string, string>>
  readonly lines: readonly RatedLine[]
  readonly totals: readonly Total[]
  readonly provisional: boolean
  readonly warnings: readonly Issue[]
}

/** Classify, settle, multiply: rates one usage with one price list. */
export function rateUsage(usage: Usage, list: PriceList, at: Instant, state: RatingState): RatedUsage {
  const { table, model } = list
  const cell = model.cells.find((candidate) => contains(candidate, at))
  if (cell === undefined) throw new RatecardError('outside-horizon', { model: model.name })
  const rule = table.tariff.estimations?.[cell.card?.estimation ?? '']
  const ruleFacets = [...new Set((rule?.flat ?? []).flatMap(({ when = {} }) => Object.keys(when)))]
  const known = withRequests(
    usage,
    cell,
    (rule?.flat ?? []).some((flat) => flat.meter === 'requests'),
  )
  const forRule = chooseFacets({ ...usage, quantities: known }, table, ruleFacets)
  const { quantities, estimated } = applyEstimation(known, rule, forRule.values)
  const whole = { ...usage, quantities }
  const classified = classify(whole, table, model, at)
  const uncovered = uncoveredFacets(usage, list)
  const place = { table, model, classified, state, ...(uncovered.unpriced && { uncoveredFacet: uncovered.unpriced }) }
  const lines = quantityEntries(quantities)
    .filter(([id]) => !meter(id).describes)
    .map(([id, quantity]) => estimatedLine(id, quantity, estimated) ?? rateLine(id, quantity, place))
  const totals = totalAmounts(lines, classified.crossings, quantities, model.selector)
  const chosen = chooseFacets(whole, table, model.facets).values
  return {
    ...(cell.card && { card: cell.card }),
    facets: { ...usage.facets, ...forRule.values, ...chosen },
    lines,
    totals,
    provisional: lines.some(
      ({ line }) => 'rates' in line && line.rates.some(({ rate }) => rate.steps?.scope === 'period'),
    ),
    warnings: [
      ...usage.issues,
      ...forRule.warnings,
      ...classified.warnings,
      ...uncovered.warnings,
      ...perAllowance(lines.flatMap(({ warnings }) => warnings)),
      ...estimated.flatMap(({ note }) => (note ? [issue('note', '', { en: note.en, zh: note.zh })] : [])),
      ...contextWarnings(usage, quantities, cell),
      ...tableWarnings(place, at),
      ...exampleWarnings(cell.card, quantities, totals),
    ],
  }
}

/** What was noticed of several meters alike is told once, with all of them. */
function perAllowance(warnings: readonly Issue[]): readonly Issue[] {
  const groups = new Map<string, { warning: Issue; meters: string[] }>()
  for (const warning of warnings) {
    const { meter: id, ...rest } = warning.params
    const key = JSON.stringify([warning.code, rest])
    const group = groups.get(key) ?? { warning, meters: [] }
    group.meters.push(String(id))
    groups.set(key, group)
  }
  return [...groups.values()].map(({ warning, meters }) =>
    issue(warning.code, '', { ...warning.params, meter: meters }),
  )
}

/** The vendor prints a figure for the same use, and no rounding of the exact value gives it. */
function exampleWarnings(
  card: RateCard | undefined,
  quantities: Quantities,
  totals: readonly Total[],
): readonly Issue[] {
  const example = findExample(card, quantities)
  const total = totals.find(({ currency }) => currency === example?.currency)
  if (example === undefined || total === undefined) return []
  const figure = comparePrinted(example.printed, total.amount.likely)
  if (figure.kind !== 'contradicts') return []
  const params = {
    printed: example.printed,
    exact: formatExact(total.amount.likely),
    expected: formatExact(figure.expected),
    en: example.label.en,
    zh: example.label.zh,
  }
  return [issue('printed-figure-contradicts', '', params)]
}

/** A price or an estimate per request needs the number of requests, which every usage has. */
function withRequests({ quantities, requests }: Usage, cell: Cell, isNeeded: boolean): Quantities {
  if (quantities.requests !== undefined || !(isNeeded || cell.rates.requests)) return quantities
  return { ...quantities, requests: { ...exactly(requests), basis: 'counted' } }
}

function estimatedLine(id: MeterId, quantity: Quantity, estimated: readonly Estimated[]): RatedLine | undefined {
  const outcome = estimated.find(({ meter: source }) => source === id)
  if (outcome === undefined) return undefined
  const line = openLine(id, quantity, 'not-applicable', outcome.reason)
  const params = { ...line.explain.params, quantity: formatExact(quantity.likely), tokensEach: outcome.tokensEach }
  return { line: { ...line, explain: { ...line.explain, params } }, parts: [], warnings: [] }
}

/** Stated facets that no price of the model depends on: harmless where one price holds for all, unpriced otherwise. */
function uncoveredFacets(usage: Usage, { table, model }: PriceList): { unpriced?: string; warnings: readonly Issue[] } {
  const silent = Object.entries(usage.facets).filter(([name, value]) => {
    const facet = table.facets[name]
    return facet !== undefined && value !== facet.default && !model.facets.includes(name) && facet.needs === undefined
  })
  const unpriced = silent.find(([name]) => table.facets[name]?.uncovered === 'unpriced')
  const warnings = silent
    .filter(([name]) => table.facets[name]?.uncovered === 'same-price' && name !== 'outcome')
    .map(([name, value]) => issue('facet-without-effect', `/facets/${name}`, { facet: name, value, model: model.name }))
  return { ...(unpriced && { unpriced: unpriced[0] }), warnings }
}

/** Tokens that go into or come out of the model, which share its context. */
export function contextTokens(quantities: Quantities): Range {
  const shared = quantityEntries(quantities).filter(
    ([id]) => meter(id).unit === 'token' && meter(id).direction !== undefined,
  )
  const sum = (corner: 'low' | 'likely' | 'high'): Rational =>
    shared.reduce((total, [, quantity]) => addRationals(total, quantity[corner]), ZERO)
  return { low: sum('low'), likely: sum('likely'), high: sum('high') }
}

function contextWarnings(usage: Usage, quantities: Quantities, { card }: Cell): readonly Issue[] {
  if (card?.contextLimit === undefined || usage.grain !== 'request') return []
  const [limit, used] = [rational(card.contextLimit), contextTokens(quantities)]
  if (compareRationals(used.high, limit) <= 0) return []
  const isLikely = compareRationals(used.likely, limit) > 0
  const reach = isLikely ? used.likely : used.high
  return [
    issue(isLikely ? 'context-exceeded' : 'context-may-be-exceeded', '', {
      model: usage.model,
      limit: formatExact(limit),
      tokens: formatExact(reach),
      by: formatExact(subtractRationals(reach, limit)),
    }),
  ]
}
