import type { Cell, RateTable } from '../compile/rate-table.ts'
import { RatecardError } from '../errors.ts'
import { applyEstimation, type Estimated } from '../estimate/apply-estimation.ts'
import { countsTokens, METER_IDS, type MeterId, meter } from '../meter/meter.ts'
import { exactly, type Range, sumRanges } from '../number/range.ts'
import { compareRationals, formatExact, rational, subtractRationals } from '../number/rational.ts'
import type { Instant } from '../period/instant.ts'
import { contains } from '../period/period.ts'
import { type Issue, issue, uniqueIssues } from '../result.ts'
import type { ConditionFacts } from '../tariff/condition.ts'
import type { RateCard } from '../tariff/tariff.ts'
import { type Quantities, type Quantity, quantityEntries, type Usage } from '../usage/usage.ts'
import type { PriceList } from './choose-price-list.ts'
import { chooseFacets, classify, overlap } from './classify.ts'
import type { Prepaid } from './prepaid.ts'
import { priceAge } from './price-age.ts'
import { type LinePlace, openLine, type RatedLine, rateLine } from './rate-lines.ts'
import type { RatingState } from './settle.ts'
import { type Total, totalAmounts } from './total-amounts.ts'

/** A usage rated: every quantity has become a line, and nothing else has. */
export interface RatedUsage {
  readonly card?: RateCard
  readonly facets: Readonly<Record<string, string>>
  readonly lines: readonly RatedLine[]
  readonly totals: readonly Total[]
  /** The prepaid balances after it. */
  readonly prepaid?: Prepaid
  readonly provisional: boolean
  readonly warnings: readonly Issue[]
}

/** Classify, settle, multiply: rates one usage with one price list. */
export function rateUsage(usage: Usage, list: PriceList, at: Instant, state: RatingState): RatedUsage {
  const { table, model } = list
  const cell = model.cells.find((candidate) => contains(candidate, at))
  if (cell === undefined) throw new RatecardError('outside-horizon', { model: model.name })
  const { quantities, estimated, chosen } = withEstimates(usage, table, cell)
  const whole = { ...usage, quantities }
  const { values: forAllowance } = chooseFacets(whole, table, facetsOf(table.tariff.allowances))
  const classified = classify(whole, table, model, at, state.prepaid?.divide(usage, list))
  const facets = { ...chosen.values, ...classified.facets }
  const silent = silentFacets(usage, list, facets)
  const place = {
    table,
    model,
    classified,
    at,
    facets: { ...usage.facets, ...forAllowance },
    isUncovered: silent.some(({ uncovered }) => uncovered === 'unpriced'),
    isAggregate: usage.grain === 'aggregate',
  }
  const entries = quantityEntries(quantities).filter(([id]) => !meter(id).describes)
  const { lines, prepaid } = rateInOrder(entries, estimated, place, state)
  return {
    ...(cell.card && { card: cell.card }),
    facets: { ...usage.facets, ...facets },
    lines,
    totals: totalAmounts(lines, classified.crossings, quantities, model.selector),
    ...(prepaid && { prepaid }),
    provisional: lines.some(({ usedInPeriod }) => usedInPeriod !== undefined),
    warnings: uniqueIssues([
      ...usage.issues,
      ...chosen.warnings,
      ...classified.warnings,
      ...disagreements(usage.facets, facets),
      ...silent.flatMap(({ name, value, uncovered }) =>
        uncovered === 'unpriced'
          ? []
          : issue('facet-without-effect', `/facets/${name}`, { facet: name, value, model: model.name }),
      ),
      ...lines.flatMap(({ warnings }) => warnings),
      ...estimated.flatMap(({ note }) => (note ? [issue('note', '', { en: note.en, zh: note.zh })] : [])),
      ...contextWarnings(usage, quantities, cell),
      ...entries.flatMap(([id]) => priceAge(id, classified.crossings[0]?.cell.rates[id], at)),
      ...caveats(model, quantities, { ...usage.facets, ...facets }, at),
    ]),
  }
}

const facetsOf = (rules: readonly { readonly when?: Readonly<Record<string, string>> }[] = []): readonly string[] =>
  rules.flatMap(({ when = {} }) => Object.keys(when))

/** The quantities with those that the vendor's rule gives, and the facets that chose among its rules. */
function withEstimates(usage: Usage, table: RateTable, cell: Cell) {
  const rule = table.tariff.estimations?.[cell.card?.estimation ?? '']
  const flat = rule?.flat ?? []
  const needsRequests = flat.some(({ meter: id }) => id === 'requests')
  const known = withRequests(usage, cell, needsRequests)
  const chosen = chooseFacets({ ...usage, quantities: known }, table, facetsOf(flat))
  return { ...applyEstimation(known, rule, chosen.values), chosen }
}

type Entries = readonly [MeterId, Quantity][]

/** Lines share balances, so they are settled in the order of meters, and told in that of the record. */
function rateInOrder(
  entries: Entries,
  estimated: readonly Estimated[],
  place: Omit<LinePlace, 'state'>,
  state: RatingState,
) {
  let own = state
  const rated = new Map(
    inMeterOrder(entries).map(([id, quantity]) => {
      const line = estimatedLine(id, quantity, estimated) ?? rateLine(id, quantity, { ...place, state: own })
      if (line.prepaid) own = { ...own, prepaid: line.prepaid }
      return [id, line]
    }),
  )
  return { lines: entries.flatMap(([id]) => rated.get(id) ?? []), prepaid: own.prepaid }
}

/** Which line takes first must not depend on how a record was written. */
const inMeterOrder = (entries: Entries): Entries =>
  [...entries].sort(([a], [b]) => METER_IDS.indexOf(a) - METER_IDS.indexOf(b))

/** A price or an estimate per request needs the number of requests, which every usage has. */
function withRequests({ quantities, requests }: Usage, cell: Cell, isNeeded: boolean): Quantities {
  if (quantities.requests !== undefined || !(isNeeded || cell.rates.requests)) return quantities
  return { ...quantities, requests: { ...exactly(requests), basis: 'counted' } }
}

function estimatedLine(id: MeterId, quantity: Quantity, estimated: readonly Estimated[]): RatedLine | undefined {
  const outcome = estimated.find(({ meter: source }) => source === id)
  if (outcome === undefined) return undefined
  const params = { meter: id, quantity: formatExact(quantity.likely), tokensEach: outcome.tokensEach }
  const line = openLine(id, quantity, outcome.reason, { explain: { code: outcome.reason, params } })
  return { line, parts: [], warnings: [] }
}

/** Stated values that no price of the model depends on: harmless where one price holds for all, unpriced otherwise. */
const silentFacets = ({ facets }: Usage, { table }: PriceList, chosen: Readonly<Record<string, string>>) =>
  Object.entries(facets).flatMap(([name, value]) => {
    const facet = table.facets[name]
    return facet && !facet.timed && value !== facet.default && !Object.hasOwn(chosen, name)
      ? [{ name, value, uncovered: facet.uncovered }]
      : []
  })

/** What the quantities, the clock or the tier showed beats what the record states. */
const disagreements = (stated: Usage['facets'], found: Usage['facets']): readonly Issue[] =>
  Object.entries(stated).flatMap(([facet, value]) => {
    const computed = found[facet] ?? value
    return computed === value
      ? []
      : [issue('facet-disagreement', `/facets/${facet}`, { facet, stated: value, computed })]
  })

/** What the vendor's sources disagree about, where this usage lies in it. */
function caveats(
  { caveats: all, selector }: PriceList['model'],
  quantities: Quantities,
  facets: Usage['facets'],
  at: Instant,
): readonly Issue[] {
  const sum = sumRanges(selector.map((id) => quantities[id]))
  const facts: ConditionFacts = { quantity: (id) => quantities[id]?.high, facet: (name) => facets[name] }
  return all.flatMap(({ holds, tier, period, note: { en, zh } }) =>
    contains(period, at) && overlap(sum, tier, false) && holds?.(facts) !== false ? issue('note', '', { en, zh }) : [],
  )
}

/** Tokens that go into or come out of the model, which share its context. */
function contextTokens(quantities: Quantities): Range {
  const shared = quantityEntries(quantities).filter(([id]) => countsTokens(id) && meter(id).direction)
  return sumRanges(shared.map(([, quantity]) => quantity))
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
