import { RatecardError } from '../errors.ts'
import type { MeterId } from '../meter/meter.ts'
import type { Instant } from '../period/instant.ts'
import { ALWAYS, type Period } from '../period/period.ts'
import { type ConditionFacts, conditionToFunction } from '../tariff/condition.ts'
import type { ContractReference } from '../tariff/contract.ts'
import { isTimed, tariffFacets } from '../tariff/facet.ts'
import type { Evidence, Facet, RateCard, Tariff, TariffHashes } from '../tariff/tariff.ts'
import { allowanceClaims, allowanceTerms } from './allowance-terms.ts'
import { clockIntervals } from './clock.ts'
import { currentPrices } from './current-prices.ts'
import { type DatedModifier, datedModifiers, modifiersAt } from './dated-modifier.ts'
import { openGrids, parentOf } from './meter-grid.ts'
import type { Cell, CompiledFacet, ModelTable, RateTable } from './rate-table.ts'
import { type ReadClaim, readClaim } from './read-card.ts'
import { type CellContent, type Piece, rowCells } from './row-cells.ts'
import { splitLine, type TierInterval, tierInterval } from './tier.ts'
import { type Claim, claimEdges, claimsOf, instantOf, type Offer, stateAt, unknownDays } from './timeline.ts'

export interface CompileOptions {
  /** What was recorded later than this instant is not known. Default: everything is. */
  readonly asOf?: Instant
  /** The stretch of time for which the table is made. Needed, and finite, where a price depends on the clock. */
  readonly horizon?: Period
  /** Only these names, for a quick start; default all. */
  readonly models?: readonly string[]
  /** Evidence to use beyond the vendor's own pages, notices and bills. */
  readonly allowEvidence?: readonly Evidence[]
  readonly hashes?: TariffHashes
  /** The contract that `applyContract` put into the tariff. */
  readonly contract?: ContractReference
}

/** The vendor's own, and what was agreed with it, which is there only when the caller brought it. */
const VENDOR_EVIDENCE: readonly Evidence[] = ['vendor-page', 'vendor-notice', 'bill', 'contract']
/** A tariff that needs more cells for one model is a mistake. */
const MAX_CELLS_PER_MODEL = 100_000

/**
 * Makes a tariff ready for look-ups.
 *
 * @param tariff one that `parseTariff` of `@ratecard/core/schema` accepted, or a bundled one.
 * @throws RatecardError `invalid-tariff` for a tariff that the schema or the lint would have refused.
 * @example
 * const table = compileTariff(tariff, { asOf: Date.parse('2024-12-31T00:00:00Z') })
 */
export function compileTariff(tariff: Tariff, options: CompileOptions = {}): RateTable {
  const facets = Object.fromEntries(
    Object.entries(tariffFacets(tariff)).map(([name, facet]) => [name, compileFacet(facet)]),
  )
  const byName = cardsByName(tariff)
  const models = new Map<string, ModelTable>()
  const allowed: ReadonlySet<string> = new Set([...VENDOR_EVIDENCE, ...(options.allowEvidence ?? [])])
  for (const name of options.models ?? byName.keys()) {
    const cards = byName.get(name)
    const modifiers = datedModifiers(tariff, name, options.asOf, allowed)
    if (cards) models.set(name, compileModel({ tariff, facets, name, cards, modifiers, allowed, options }))
  }
  return {
    tariff,
    label: `${tariff.id} (${tariff.scope === undefined ? '' : `scope=${tariff.scope}, `}currency=${tariff.currency})`,
    facets,
    models,
    ...(options.hashes && { hashes: options.hashes }),
    ...(options.contract && { contract: options.contract }),
    ...(options.asOf !== undefined && { asOf: options.asOf }),
  }
}

function cardsByName(tariff: Tariff): ReadonlyMap<string, readonly RateCard[]> {
  const byName = new Map<string, RateCard[]>()
  for (const card of tariff.cards) {
    for (const name of [card.model, ...(card.aliases ?? [])]) {
      const cards = byName.get(name)
      if (cards) cards.push(card)
      else byName.set(name, [card])
    }
  }
  return byName
}

function compileFacet(facet: Facet): CompiledFacet {
  const cases = (isTimed(facet) ? [] : (facet.cases ?? [])).map(({ when, is }) => ({
    holds: conditionToFunction(when),
    is,
  }))
  return Object.assign({}, facet, {
    timed: isTimed(facet),
    compute: (facts: ConditionFacts) => cases.find(({ holds }) => holds(facts))?.is,
  })
}

interface ModelSource {
  readonly tariff: Tariff
  readonly facets: Readonly<Record<string, CompiledFacet>>
  readonly name: string
  readonly cards: readonly RateCard[]
  readonly modifiers: readonly DatedModifier[]
  readonly allowed: ReadonlySet<string>
  readonly options: CompileOptions
}

/** Everything but the cells, which are made when the model is first asked for: a book has many that nobody asks for. */
function compileModel(given: ModelSource): ModelTable {
  const fallbacks = given.cards.find((card) => card.fallbacks)?.fallbacks
  const source = fallbacks ? { ...given, tariff: { ...given.tariff, fallbacks } } : given
  const { tariff, name, cards, allowed, options } = source
  const claims = claimsOf(tariff, cards, options.asOf)
  const usable = claims.flatMap((claim) => withAllowedRates(claim, tariff, allowed))
  const isWhole = usable.length === claims.length && usable.every(({ card }, at) => card === claims[at]?.card)
  const read = claims.map((claim) => readClaim(claim, tariff, options.asOf))
  const known = { claims: read, usable: isWhole ? read : usable.map((claim) => readClaim(claim, tariff, options.asOf)) }
  const used = usedFacets(source)
  const isClock = (name: string) => isTimed(source.facets[name] ?? {})
  const rowFacets = used.filter((facet) => !isClock(facet))
  const clock = Object.fromEntries(used.filter(isClock).map((facet) => [facet, source.facets[facet] as Facet]))
  const pieces = cutTime(source, claims, clock)
  const tiers = splitLine(
    read.flatMap(({ rates }) => [...rates.values()].flat().flatMap(({ tier }) => (tier ? [tier] : []))),
  )
  const rows = facetProduct(rowFacets, source)
  checkCells(name, rows.length * tiers.length * pieces.length)
  let cells: readonly Cell[] | undefined
  const getCells = () => {
    cells ??= modelCells(source, known, { pieces, tiers, rows })
    return cells
  }
  return {
    name,
    facets: rowFacets,
    selector: selectorOf(source),
    firstKnown: Math.min(...usable.map(({ from }) => from)),
    get cells() {
      return getCells()
    },
    pricesAt: (at) => currentPrices(getCells(), source.facets, at),
    termsOf: (allowance) => allowanceTerms(allowance, name),
    claimsOf: (allowance) => allowanceClaims(allowance, name),
    caveats: cards.flatMap(({ caveats = [] }) =>
      caveats.map(({ note, when, tier = {}, from, until }) => ({
        note,
        holds: when && conditionToFunction(when),
        tier: tierInterval(tier),
        period: {
          from: from === undefined ? ALWAYS.from : instantOf(from),
          until: until === undefined ? ALWAYS.until : instantOf(until),
        },
      })),
    ),
  }
}

/** One model has one selector: a table is joined on one sum. */
function selectorOf({ name, cards }: ModelSource): readonly MeterId[] {
  const selectors = cards.flatMap(({ selector }) => (selector ? [[...selector].sort()] : []))
  const [first = [], ...others] = selectors
  if (others.every((other) => other.join() === first.join())) return first
  throw new RatecardError('invalid-tariff', {
    model: name,
    selectors: selectors.map((ids) => ids.join('+')).join(', '),
  })
}

/** A claim without the rates whose evidence was not asked for, or nothing when none is left. */
function withAllowedRates(claim: Claim, { sources }: Tariff, allowed: ReadonlySet<string>): readonly Claim[] {
  const { card } = claim
  const rates = card.rates.filter(({ source }) => allowed.has(sources[source ?? card.source]?.evidence ?? ''))
  if (rates.length === card.rates.length) return [claim]
  return rates.length > 0 ? [{ ...claim, card: { ...card, rates } }] : []
}

/** The facets that any card or modifier of the model names. */
function usedFacets({ tariff, facets, cards, modifiers }: ModelSource): readonly string[] {
  const used = new Set<string>()
  const note = (when: Readonly<Record<string, string>> = {}) => {
    for (const facet of Object.keys(when)) used.add(facet)
  }
  for (const { rates } of cards) for (const { when } of rates) note(when)
  for (const { modifier } of modifiers) note(modifier.when)
  for (const facet of used)
    if (facet in Object.prototype || facets[facet] === undefined)
      throw new RatecardError('invalid-tariff', { tariff: tariff.id, facet })
  return [...used].sort()
}

/** The horizon, cut at every bound of a claim or a modifier and at every window of the clock. */
function cutTime(
  { tariff, modifiers, options }: ModelSource,
  claims: readonly Claim[],
  clock: Readonly<Record<string, Facet>>,
): readonly Piece[] {
  const { from, until } = options.horizon ?? ALWAYS
  const ends = modifiers.flatMap(({ periods }) => periods).flatMap((period) => [period.from, period.until])
  const edges = [...claimEdges(claims), ...ends].filter((edge) => from < edge && edge < until)
  const cuts = [...new Set([from, ...edges, until])].sort((a, b) => a - b)
  return cuts.slice(0, -1).flatMap((start, at) => {
    const period = { from: start, until: cuts[at + 1] as Instant }
    const inForce = modifiersAt(modifiers, start)
    return clockIntervals(period, clock, tariff).map((piece) => ({ ...piece, modifiers: inForce }))
  })
}

interface Known {
  readonly claims: readonly ReadClaim[]
  readonly usable: readonly ReadClaim[]
}

/** What the cells of a model are told apart by. */
interface Axes {
  readonly pieces: readonly Piece[]
  readonly tiers: readonly TierInterval[]
  readonly rows: readonly Readonly<Record<string, string>>[]
}

function modelCells(source: ModelSource, known: Known, { pieces, tiers, rows }: Axes) {
  const { tariff, facets: knownFacets, modifiers } = source
  const contents = pieces.map((piece) => contentAt(source, known, piece.from))
  const meters = metersOf(tariff, modifiers, known.claims)
  const moments = pieces.map(({ from, values, modifiers }) => ({ at: from, values, modifiers }))
  const gridOf = openGrids({ tariff, knownFacets, ...known, tiers, moments })
  const cells = rows.flatMap((row) =>
    rowCells({ row, pieces, tiers, contents, grids: meters.map(([id, own]) => [id, gridOf(own, row)] as const) }),
  )
  return cells.sort((a, b) => a.from - b.from || 0)
}

/**
 * The meters that have prices, each with the meter whose prices these are: its own, or that which it falls back to. Those
 * that take another's rate under a modifier may have none of their own.
 */
function metersOf(
  tariff: Tariff,
  modifiers: readonly DatedModifier[],
  claims: readonly ReadClaim[],
): readonly (readonly [MeterId, MeterId])[] {
  const listed = new Set(claims.flatMap(({ rates }) => [...rates.keys()]))
  const fallbacks = Object.keys(tariff.fallbacks ?? {}) as MeterId[]
  const replaced = modifiers.flatMap(({ modifier }) => Object.keys(modifier.instead ?? {}) as MeterId[])
  return [
    ...[...new Set([...listed, ...replaced])].map((id) => [id, id] as const),
    ...fallbacks.flatMap((id) => {
      const parent = listed.has(id) ? undefined : parentOf(tariff, id, listed)
      return parent ? [[id, parent] as const] : []
    }),
  ]
}

/** What holds of the model as such: the card in force, and why a meter that no card names has no price. */
function contentAt(source: ModelSource, { claims, usable }: Known, at: Instant): CellContent {
  if (usable.length === 0 && claims.length > 0) return { otherwise: 'evidence-not-allowed' }
  const { tariff, cards, options } = source
  if (usable.length === 0)
    return {
      otherwise: 'unknown-as-of',
      ...(options.asOf !== undefined && { otherwiseDays: unknownDays(tariff, cards, options.asOf) }),
    }
  const state = stateAt(
    offering(usable, (card) => card),
    at,
  )
  if (state.kind === 'none') return { otherwise: state.reason, otherwiseDays: state.days }
  if (state.kind === 'between') return { otherwise: 'no-rate' }
  return { otherwise: 'no-rate', card: state.value.partial ? described(state.value, usable, at) : state.value }
}

const offering = <T>(claims: readonly ReadClaim[], read: (card: RateCard) => T | undefined): readonly Offer<T>[] =>
  claims.flatMap(({ claim }) => {
    const value = read(claim.card)
    return value === undefined ? [] : [{ claim, value, rank: 0 }]
  })

const DESCRIPTIONS = ['snapshot', 'contextLimit', 'tokenizer', 'estimation'] as const

/** A card that lists only some prices, with what others of its model say beside the prices. */
function described(card: RateCard, claims: readonly ReadClaim[], at: Instant): RateCard {
  const fields = DESCRIPTIONS.flatMap((name) => {
    const state = stateAt(
      offering(claims, (other) => other[name]),
      at,
    )
    if (state.kind === 'known') return [[name, state.value] as const]
    return state.kind === 'between' && state.before === state.after ? [[name, state.before] as const] : []
  })
  return { ...card, ...Object.fromEntries(fields) }
}

function checkCells(model: string, cells: number): void {
  if (cells <= MAX_CELLS_PER_MODEL) return
  throw new RatecardError('invalid-tariff', { model, cells: String(cells), limit: String(MAX_CELLS_PER_MODEL) })
}

function facetProduct(
  names: readonly string[],
  { name: model, facets }: ModelSource,
): readonly Record<string, string>[] {
  let product: readonly Record<string, string>[] = [{}]
  for (const name of names) {
    product = product.flatMap((row) => (facets[name]?.values ?? []).map((value) => ({ ...row, [name]: value })))
    checkCells(model, product.length)
  }
  return product
}
