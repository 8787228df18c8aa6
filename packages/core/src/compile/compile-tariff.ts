import { RatecardError } from '../errors.ts'
import type { MeterId } from '../meter/meter.ts'
import { divideRationals, equalRationals, type Rational } from '../number/rational.ts'
import type { Instant } from '../period/instant.ts'
import { ALWAYS, intersect, type Period } from '../period/period.ts'
import { type ConditionFacts, conditionToFunction } from '../tariff/condition.ts'
import type { ContractReference } from '../tariff/contract.ts'
import { tariffFacets } from '../tariff/facet.ts'
import type { Evidence, Facet, RateCard, Tariff, TariffHashes } from '../tariff/tariff.ts'
import { cellRates } from './cell-rates.ts'
import { clockIntervals } from './clock.ts'
import { type DatedModifier, datedModifiers, modifiersAt } from './dated-modifier.ts'
import type { Cell, CellRate, CompiledFacet, ModelTable, PricedCellRate, RateTable } from './rate-table.ts'
import { splitLine, type TierInterval, tierInterval } from './tier.ts'
import { type Segment, timeline } from './timeline.ts'

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
  const facets = tariffFacets(tariff)
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
    facets: Object.fromEntries(Object.entries(facets).map(([name, facet]) => [name, compileFacet(facet)])),
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
  const cases = (facet.cases ?? []).map(({ when, is }) => ({ holds: conditionToFunction(when), is }))
  return { ...facet, compute: (facts: ConditionFacts) => cases.find(({ holds }) => holds(facts))?.is }
}

interface ModelSource {
  readonly tariff: Tariff
  readonly facets: Readonly<Record<string, Facet>>
  readonly name: string
  readonly cards: readonly RateCard[]
  readonly modifiers: readonly DatedModifier[]
  readonly allowed: ReadonlySet<string>
  readonly options: CompileOptions
}

function compileModel(source: ModelSource): ModelTable {
  const { tariff, name, cards, allowed, options } = source
  const usable = cards.flatMap((card) => withAllowedRates(card, tariff, allowed))
  const withheld = usable.length === 0
  const segments = timeline(tariff, withheld ? cards : usable, options.asOf)
  const used = usedFacets(source)
  const isClock = (facet: string) => source.facets[facet]?.clock !== undefined
  const rowFacets = used.filter((facet) => !isClock(facet))
  const clockFacets = Object.fromEntries(used.filter(isClock).map((facet) => [facet, source.facets[facet] as Facet]))
  const cells = segments
    .flatMap((segment) => cutSegment(segment, source, clockFacets))
    .flatMap((piece) => pieceCells(piece, source, rowFacets))
    .map((cell) => (withheld ? withoutEvidence(cell) : cell))
  checkCells(name, cells.length)
  const firstCard = segments.find(({ kind }) => kind === 'card')
  return {
    name,
    facets: rowFacets,
    selector: selectorOf(source),
    firstKnown: withheld ? Number.POSITIVE_INFINITY : (firstCard?.from ?? Number.POSITIVE_INFINITY),
    cells,
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

/** A card without the rates whose evidence was not asked for, or nothing when none is left. */
function withAllowedRates(card: RateCard, { sources }: Tariff, allowed: ReadonlySet<string>): readonly RateCard[] {
  const rates = card.rates.filter(({ source }) => allowed.has(sources[source ?? card.source]?.evidence ?? ''))
  return rates.length === card.rates.length ? [card] : rates.length > 0 ? [{ ...card, rates }] : []
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

type Piece = Segment & { readonly clock: Readonly<Record<string, string>> }

/** A segment inside the horizon, cut where a modifier begins or ends and at every window of the clock. */
function cutSegment(segment: Segment, source: ModelSource, clock: Readonly<Record<string, Facet>>): readonly Piece[] {
  const within = intersect(segment, source.options.horizon ?? ALWAYS)
  if (within === undefined) return []
  const edges = source.modifiers
    .flatMap(({ periods }) => periods)
    .flatMap(({ from, until }) => [from, until])
    .filter((edge) => within.from < edge && edge < within.until)
  const cuts = [...new Set([within.from, ...edges, within.until])].sort((a, b) => a - b)
  return cuts
    .slice(0, -1)
    .flatMap((from, at) =>
      clockIntervals({ from, until: cuts[at + 1] as Instant }, clock, source.tariff.timeZone).map(
        ({ values, ...period }) => ({ ...segment, ...period, clock: values }),
      ),
    )
}

function pieceCells(piece: Piece, source: ModelSource, rowFacets: readonly string[]): readonly Cell[] {
  const cards = piece.kind === 'card' ? [piece.card] : piece.kind === 'between' ? [piece.before, piece.after] : []
  const tiers = splitLine(cards.flatMap(({ rates }) => rates.flatMap(({ tier }) => (tier ? [tierInterval(tier)] : []))))
  const product = facetProduct(rowFacets, source)
  checkCells(source.name, product.length * tiers.length)
  return product.flatMap((row) => {
    const facets = { ...row, ...piece.clock }
    return tiers.map((tier) => ({
      from: piece.from,
      until: piece.until,
      facets,
      tier,
      ...cellContent(piece, source, facets, tier),
    }))
  })
}

function cellContent(
  piece: Piece,
  source: ModelSource,
  facets: Readonly<Record<string, string>>,
  tier: TierInterval,
): Pick<Cell, 'rates' | 'otherwise' | 'card' | 'carried'> {
  const { tariff, facets: knownFacets } = source
  const modifiers = modifiersAt(source.modifiers, piece.from)
  const ratesOf = (card: RateCard): Rates => {
    const place = { tariff, knownFacets, facets, tier, modifiers }
    const whole = source.cards.find(({ id }) => id === card.id) ?? card
    const withheld = whole === card ? {} : candidates(cellRates({ ...place, card: whole }), 'evidence-not-allowed')
    return { ...withheld, ...cellRates({ ...place, card }) }
  }
  if (piece.kind === 'card')
    return {
      rates: ratesOf(piece.card),
      otherwise: 'no-rate',
      card: piece.card,
      ...(piece.carried && { carried: piece.carried }),
    }
  if (piece.kind === 'between')
    return { rates: interpolate(ratesOf(piece.before), ratesOf(piece.after)), otherwise: 'between-observations' }
  return { rates: piece.near ? candidates(ratesOf(piece.near), piece.reason) : {}, otherwise: piece.reason }
}

type Rates = Readonly<Partial<Record<MeterId, CellRate>>>

/** Between two observations a price is known only where both are equal. */
function interpolate(before: Rates, after: Rates): Rates {
  const ids = [...new Set([...Object.keys(before), ...Object.keys(after)])] as MeterId[]
  return Object.fromEntries(
    ids.map((id) => {
      const [early, late] = [before[id], after[id]]
      if (early?.status === 'priced' && late?.status === 'priced' && isSamePrice(early, late)) return [id, early]
      const open = [early, late].filter((rate) => rate?.status === 'priced') as PricedCellRate[]
      return [id, { status: 'unpriced', reason: 'between-observations', candidates: open }]
    }),
  )
}

/** The same money for the same quantity, whatever the unit it is printed in. */
function isSamePrice(a: PricedCellRate, b: PricedCellRate): boolean {
  const isSame = (x: Rational | undefined, y: Rational | undefined) =>
    x === undefined || y === undefined ? x === y : equalRationals(x, y)
  return (
    a.currency === b.currency &&
    isSame(unitPrice(a), unitPrice(b)) &&
    isSame(a.minimum, b.minimum) &&
    isSame(a.increment, b.increment) &&
    JSON.stringify(a.steps) === JSON.stringify(b.steps) &&
    (a.steps === undefined || equalRationals(a.per, b.per)) &&
    a.modifiers.length === b.modifiers.length &&
    a.modifiers.every(({ id }, at) => id === b.modifiers[at]?.id)
  )
}

const unitPrice = ({ listPrice, per }: PricedCellRate): Rational | undefined =>
  listPrice && divideRationals(listPrice, per)

function candidates(rates: Rates, reason: Cell['otherwise']): Rates {
  return Object.fromEntries(
    Object.entries(rates).map(([id, rate]) => [
      id,
      { status: 'unpriced', reason, candidates: rate.status === 'priced' ? [rate] : [] },
    ]),
  )
}

function withoutEvidence(cell: Cell): Cell {
  const { card: _withheld, ...open } = cell
  return { ...open, rates: candidates(cell.rates, 'evidence-not-allowed'), otherwise: 'evidence-not-allowed' }
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
