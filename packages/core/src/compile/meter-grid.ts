import { RatecardError } from '../errors.ts'
import type { MeterId } from '../meter/meter.ts'
import {
  divideRationals,
  equalRationals,
  isZero,
  multiplyRationals,
  ONE,
  type Rational,
  rational,
  ZERO,
} from '../number/rational.ts'
import type { Instant } from '../period/instant.ts'
import { isAgreed } from '../tariff/contract.ts'
import type { Facet, Modifier, Tariff } from '../tariff/tariff.ts'
import { type MeterAxes, meterAxes } from './meter-axes.ts'
import type {
  AppliedModifier,
  Carried,
  CellRate,
  PricedCellRate,
  ReasonDays,
  UnpricedCellRate,
  UnpricedReason,
} from './rate-table.ts'
import type { ReadClaim, ReadRate } from './read-card.ts'
import { type TierInterval, tierCovers, WHOLE_LINE } from './tier.ts'
import { BEYOND_CALENDAR } from './timed-cases.ts'
import { type Offer, type State, stateAt } from './timeline.ts'

type Values = Readonly<Record<string, string>>

/** An instant, with the facet values that the clock gives and the modifiers in force, in their order. */
export interface Moment {
  readonly at: Instant
  readonly values: Values
  readonly modifiers: readonly Modifier[]
}

/** What the prices of one model are made of. */
export interface GridSource {
  readonly tariff: Pick<Tariff, 'fallbacks' | 'sources'>
  readonly knownFacets: Readonly<Record<string, Facet>>
  readonly claims: readonly ReadClaim[]
  /** Those that have a rate whose evidence may be used, with those rates alone; `claims` itself where all may. */
  readonly usable: readonly ReadClaim[]
  readonly tiers: readonly TierInterval[]
  readonly moments: readonly Moment[]
}

/** The rates of one meter for each moment, and in it for each tier. Rates that nothing tells apart are one object. */
export type MeterGrid = readonly (readonly CellRate[])[]

/** A rate that a card has for a meter, or why it has none. */
type Found = ReadRate | UnpricedReason

/**
 * Makes the grids of a model's meters for a row of facet values. Rows that differ only in facets on which a meter does
 * not depend share its grid.
 */
export function openGrids(source: GridSource): (id: MeterId, row: Values) => MeterGrid {
  const grids = new Map<string, MeterGrid>()
  const offersOf = rememberOffers(source)
  const shared: Shared = { ...source, offersOf, alternatives: new Map(), ...rememberRates(source.tariff) }
  const axesOf = new Map<MeterId, MeterAxes>()
  return (id, row) => {
    const axes = axesOf.get(id) ?? meterAxes(id, source)
    axesOf.set(id, axes)
    const key = keyOf(id, axes.names, row)
    const grid = grids.get(key) ?? meterGrid(shared, id, axes, row)
    grids.set(key, grid)
    return grid
  }
}

function meterGrid(shared: Shared, id: MeterId, { names, sameMoment, sameTier }: MeterAxes, row: Values): MeterGrid {
  const grid: (readonly CellRate[])[] = []
  const ratesAt = (moment: Moment) => {
    const facets = Object.keys(moment.values).length === 0 ? row : { ...row, ...moment.values }
    return tierRates({ shared, id, facets, names, moment }, sameTier)
  }
  for (const [at, moment] of shared.moments.entries()) grid.push(grid[sameMoment[at] ?? at] ?? ratesAt(moment))
  return grid
}

function tierRates(place: Place, sameTier: MeterAxes['sameTier']): readonly CellRate[] {
  const rates: CellRate[] = []
  for (const [tier, same] of sameTier.entries()) rates.push(rates[same] ?? rateAt(place, tier))
  return rates
}

const keyOf = (id: MeterId, names: readonly string[], facets: Values): string =>
  names.reduce((key, name) => `${key}\n${facets[name] ?? ''}`, id)

interface Shared extends GridSource, Remembered {
  readonly offersOf: OffersOf
  /** By moment, then by meter and tier. */
  readonly alternatives: Map<Moment, Map<string, UnpricedCellRate>>
}

interface Place {
  readonly shared: Shared
  readonly id: MeterId
  readonly facets: Values
  readonly names: readonly string[]
  readonly moment: Moment
}

/** What cards say of a meter in one tier. */
interface TierOffers {
  readonly offers: readonly Offer<Found>[]
  /** Why there is none: a card that lists only some prices says nothing of the others. */
  readonly silence: UnpricedReason
}

type OffersOf = (
  claims: readonly ReadClaim[],
  id: MeterId,
  facets: Values,
  names: readonly string[],
) => readonly TierOffers[]

/** What cards say of a meter, by tier. It does not depend on the instant, so it is looked up once. */
function rememberOffers(source: GridSource): OffersOf {
  const known = new Map<readonly ReadClaim[], Map<string, readonly TierOffers[]>>()
  return (claims, id, facets, names) => {
    const ofClaims = known.get(claims) ?? new Map<string, readonly TierOffers[]>()
    known.set(claims, ofClaims)
    const key = keyOf(id, names, facets)
    const offers = ofClaims.get(key) ?? offersByTier(source, claims, id, facets)
    ofClaims.set(key, offers)
    return offers
  }
}

/** More than any rate can state. */
const MOST_FACETS = 1000

function offersByTier(
  { tariff, knownFacets, tiers }: GridSource,
  claims: readonly ReadClaim[],
  id: MeterId,
  facets: Values,
): readonly TierOffers[] {
  const holding = claims.map(({ claim, rates }) => {
    const meter = rates.has(id) || claim.card.partial ? id : parentOf(tariff, id, rates)
    const listed = meter && rates.get(meter)
    return { claim, listed, inFacets: listed?.filter((rate) => holds(rate, facets, knownFacets)) ?? [] }
  })
  const offersIn = (tier: TierInterval): TierOffers => {
    const rates = holding.flatMap(({ claim, inFacets }): readonly Offer<Found>[] => {
      const best = bestRate(inFacets.filter((rate) => rate.tier === undefined || tierCovers(rate.tier, tier)))
      return best ? [{ claim, value: best, rank: best.trust * MOST_FACETS + best.when.length }] : []
    })
    const priced = new Set(rates.map(({ claim }) => claim))
    const last = Math.max(...rates.map(({ claim }) => claim.from))
    const absences = holding.flatMap(({ claim, ...card }): readonly Offer<Found>[] => {
      if (priced.has(claim)) return []
      // A card that lists only some prices says nothing of the others; but its tiers end where they end.
      const isLater = card.inFacets.length > 0 && claim.from > last
      return claim.card.partial && !isLater ? [] : [{ claim, value: reasonOf([card]), rank: -1 }]
    })
    return { offers: rates.length > 0 || !isPartial ? [...rates, ...absences] : [], silence: reasonOf(holding) }
  }
  const isPartial = claims.every(({ claim }) => claim.card.partial)
  const isTiered = holding.some(({ inFacets }) => inFacets.some(({ tier }) => tier))
  if (isTiered) return tiers.map(offersIn)
  const [tier = WHOLE_LINE] = tiers
  const everywhere = offersIn(tier)
  return tiers.map(() => everywhere)
}

interface Listed {
  readonly listed: readonly ReadRate[] | undefined
  readonly inFacets: readonly ReadRate[]
}

/** Why cards that speak of a model have no rate for one of its meters. */
function reasonOf(cards: readonly Listed[]): UnpricedReason {
  if (cards.some(({ inFacets }) => inFacets.length > 0)) return 'outside-tiers'
  return cards.some(({ listed }) => listed !== undefined) ? 'no-rate-for-facet' : 'no-rate'
}

/** The rate that states most facets. */
function bestRate(rates: readonly ReadRate[]): ReadRate | undefined {
  let best: ReadRate | undefined
  let isClear = true
  for (const rate of rates) {
    const order = best === undefined ? 1 : rate.trust - best.trust || rate.when.length - best.when.length
    if (order >= 0) isClear = order > 0
    if (order > 0) best = rate
  }
  if (best && !isClear) {
    const { card, meter } = best.price
    throw new RatecardError('invalid-tariff', { card: card.id, overlap: `two rates of ${meter} hold at once` })
  }
  return best
}

/** A rate silent about a facet holds for all its values only where the facet says that silence means one price. */
function holds({ when }: ReadRate, facets: Values, known: GridSource['knownFacets']): boolean {
  for (const [name, value] of when) if (facets[name] !== value) return false
  for (const name in facets) {
    const facet = known[name]
    if (facet?.uncovered !== 'unpriced' || facets[name] === facet.default) continue
    if (!when.some(([stated]) => stated === name)) return false
  }
  return true
}

/** The nearest meter to fall back to that is among those listed. */
export function parentOf(
  { fallbacks }: Pick<Tariff, 'fallbacks'>,
  id: MeterId,
  listed: { has(id: MeterId): boolean },
): MeterId | undefined {
  const visited = new Set<MeterId>([id])
  let parent = fallbacks?.[id]
  while (parent !== undefined && !listed.has(parent) && !visited.has(parent)) {
    visited.add(parent)
    parent = fallbacks?.[parent]
  }
  return parent !== undefined && listed.has(parent) ? parent : undefined
}

/** The rate of one meter: an explicit one, else one that modifiers derive, else why there is none. */
function rateAt(place: Place, tier: number): CellRate {
  const { shared, id, facets, moment, names } = place
  if (names.some((name) => facets[name] === BEYOND_CALENDAR)) return alternativesOf(place, tier, 'beyond-calendar')
  const active = stack(moment.modifiers, id, facets)
  const explicit = stateIn(place, shared.usable, id, facets, tier)
  const stated = active.length === 0 ? [] : statedIn(explicit)
  const derived = active.filter((modifier) => changes(shared, modifier, stated))
  const meter = derived.reduce((current, { instead }) => instead?.[current] ?? current, id)
  const own = rated(shared, explicit, { derived, active })
  if (meter === id && own.status === 'priced') return own
  const base = derived.length > 0 ? stateIn(place, shared.usable, meter, baseFacets(place, derived), tier) : explicit
  const found = base === explicit ? own : rated(shared, base, { derived, active })
  if (found.status === 'priced') return found
  const open = own.status === 'unpriced' && own.candidates.length > 0 ? own : found
  if (open.reason === 'between-observations') return open
  return withheld(place, tier, open) ?? withAlternatives(place, tier, open)
}

function stateIn(
  { shared, names, moment }: Place,
  claims: readonly ReadClaim[],
  id: MeterId,
  facets: Values,
  tier: number,
): State<Found> {
  const { offers = [], silence = 'no-rate' } = shared.offersOf(claims, id, facets, names)[tier] ?? {}
  return offers.length === 0 ? { kind: 'known', value: silence } : stateAt(offers, moment.at)
}

/** The facet values that the rates of a state name. */
const statedIn = (state: State<Found>): readonly ReadRate['when'][] => {
  const found = state.kind === 'known' ? [state.value] : state.kind === 'between' ? [state.before, state.after] : []
  return found.flatMap((rate) => (typeof rate === 'string' ? [] : [rate.when]))
}

/**
 * Whether a modifier changes rates that state these facet values. One of the vendor's is already in the price that states
 * its own. A price that was agreed stands for the values that it names, and for no other that has a price of its own.
 */
function changes({ tariff, knownFacets }: Shared, modifier: Modifier, stated: readonly ReadRate['when'][]): boolean {
  const { when = {}, fixed, alsoExplicit } = modifier
  if (alsoExplicit === true) return true
  if (!isAgreed(tariff, modifier)) return !stated.some((own) => isStatedBy(when, own))
  const isNamed = ([name, value]: ReadRate['when'][number]) => (when[name] ?? knownFacets[name]?.default) === value
  return fixed === undefined || stated.every((own) => own.every(isNamed))
}

/** The facets of a cell with those that modifiers stand for put back: what the price is derived from. */
function baseFacets({ shared, facets }: Place, modifiers: readonly Modifier[]): Values {
  const base = { ...facets }
  for (const modifier of modifiers.filter((own) => !isAgreed(shared.tariff, own)))
    for (const name of Object.keys(modifier.when ?? {})) base[name] = shared.knownFacets[name]?.default ?? ''
  return base
}

/** A modifier that a rate states in full is already in that rate's price. */
function isStatedBy(when: Values = {}, stated: ReadRate['when']): boolean {
  const names = Object.keys(when)
  return names.length > 0 && names.every((name) => stated.some(([own, value]) => own === name && value === when[name]))
}

const NO_MODIFIERS: readonly Modifier[] = []

/** The modifiers that apply to a meter, without those that an earlier one excludes. */
function stack(modifiers: readonly Modifier[], id: MeterId, facets: Values): readonly Modifier[] {
  if (modifiers.length === 0) return NO_MODIFIERS
  const applied: Modifier[] = []
  for (const modifier of modifiers) {
    const matches = Object.entries(modifier.when ?? {}).every(([name, value]) => facets[name] === value)
    const clashes = applied.some(
      (other) => other.excludes?.includes(modifier.id) || modifier.excludes?.includes(other.id),
    )
    if (matches && !clashes && modifier.meters.includes(id)) applied.push(modifier)
  }
  return applied
}

interface Modified {
  /** Those that change the price. */
  readonly derived: readonly Modifier[]
  /** Those in force, also where the price has them in it already. */
  readonly active: readonly Modifier[]
}

const UNMODIFIED: Modified = { derived: NO_MODIFIERS, active: NO_MODIFIERS }

/** What is known of a rate, as a price or as the reason why there is none. */
function rated({ priced, unpriced }: Remembered, state: State<Found>, modified: Modified): CellRate {
  const price = (found: Found | undefined, carried?: Carried) =>
    found === undefined || typeof found === 'string' ? undefined : priced(found.price, modified, carried)
  if (state.kind === 'known')
    return typeof state.value === 'string'
      ? unpriced(state.value, [])
      : priced(state.value.price, modified, state.carried)
  if (state.kind === 'none') {
    const near = price(state.near)
    return unpriced(state.reason, near ? [near] : [], state.days)
  }
  const [early, late] = [price(state.before), price(state.after)]
  if (early && late && isSamePrice(early, late)) return early
  const candidates = [early, late].filter((rate) => rate !== undefined)
  const isAbsent = typeof state.before === 'string' && state.before === state.after
  return isAbsent ? unpriced(state.before, candidates) : unpriced('between-observations', candidates, state.days)
}

/** A price that only evidence gives which was not asked for is a candidate, and no price. */
function withheld(place: Place, tier: number, open: UnpricedCellRate): CellRate | undefined {
  const { shared, id, facets, names } = place
  const { claims, usable, offersOf, unpriced } = shared
  if (usable === claims) return undefined
  const rate = rated(shared, stateIn(place, claims, id, facets, tier), UNMODIFIED)
  if (rate.status === 'priced') return unpriced('evidence-not-allowed', [rate])
  const isAllWithheld = offersOf(usable, id, facets, names)[tier]?.offers.length === 0 && rate.candidates.length > 0
  const isBetween = open.reason === 'before-first-observation' && rate.reason === 'between-observations'
  return isAllWithheld || isBetween ? unpriced('evidence-not-allowed', rate.candidates) : undefined
}

const MAX_ALTERNATIVES = 12

/** Where no price is known for the facet values, those for other values are candidates. */
function withAlternatives(place: Place, tier: number, open: UnpricedCellRate): UnpricedCellRate {
  if (open.reason !== 'no-rate-for-facet') return open
  const { id, moment } = place
  const { alternatives } = place.shared
  const known = alternatives.get(moment) ?? new Map<string, UnpricedCellRate>()
  alternatives.set(moment, known)
  const key = `${id} ${tier}`
  const found = known.get(key) ?? alternativesOf(place, tier, open.reason)
  known.set(key, found)
  return found
}

/** The prices of a meter for every combination of values that its rates state, the other facets at their defaults. */
function alternativesOf(place: Place, tier: number, reason: UnpricedReason): UnpricedCellRate {
  const { shared, id, facets } = place
  const { usable, knownFacets, unpriced } = shared
  const defaults = Object.fromEntries(Object.keys(facets).map((name) => [name, knownFacets[name]?.default ?? '']))
  const whens = new Map<string, ReadRate['when']>()
  for (const { rates } of usable) for (const { when } of rates.get(id) ?? []) whens.set(JSON.stringify(when), when)
  const candidates = [...whens.values()].flatMap((when) => {
    const rate = rated(
      shared,
      stateIn(place, usable, id, { ...defaults, ...Object.fromEntries(when) }, tier),
      UNMODIFIED,
    )
    return rate.status === 'priced' ? [rate] : []
  })
  return unpriced(reason, [...new Set(candidates)].slice(0, MAX_ALTERNATIVES))
}

/** Rates that nothing tells apart are one object, so that cells are compared by identity. */
interface Remembered {
  priced(price: PricedCellRate, modified: Modified, carried?: Carried): PricedCellRate
  unpriced(reason: UnpricedReason, candidates: readonly PricedCellRate[], days?: ReasonDays): UnpricedCellRate
}

function rememberRates(tariff: GridSource['tariff']): Remembered {
  const prices = new Map<PricedCellRate, Map<string, PricedCellRate>>()
  const open = new Map<string, UnpricedCellRate>()
  return {
    priced(price, { derived, active }, carried) {
      if (active.length === 0 && carried === undefined) return price
      const key = [carried?.seen, ...derived.map(({ id }) => id), '', ...active.map(({ id }) => id)].join(' ')
      const variants = prices.get(price) ?? new Map<string, PricedCellRate>()
      prices.set(price, variants)
      const variant = variants.get(key) ?? modifiedPrice(price, { derived, active }, carried, tariff)
      variants.set(key, variant)
      return variant
    },
    unpriced(reason, candidates, days = {}) {
      const names = candidates.map(({ id, carried }) => `${id} ${carried?.seen}`)
      const key = [reason, ...Object.values(days), ...names].join('\n')
      const known = open.get(key) ?? { status: 'unpriced', reason, candidates, days }
      open.set(key, known)
      return known
    },
  }
}

function modifiedPrice(
  price: PricedCellRate,
  { derived, active }: Modified,
  carried: Carried | undefined,
  tariff: GridSource['tariff'],
): PricedCellRate {
  const agreed = derived.filter((modifier) => isAgreed(tariff, modifier))
  return Object.assign({}, price, {
    id: [price.id, ...derived.map(({ id }) => id)].join('*'),
    modifiers: appliedTo(price, derived, tariff),
    ...(agreed.length > 0 && { contracted: productOf(appliedTo(price, agreed, tariff)) }),
    withoutAllowance: active.filter(({ excludes }) => excludes?.includes('allowance')).flatMap(conditionsOf),
    ...(carried && { carried }),
  })
}

/** `batch=batch`, or the id of a modifier that always holds. */
function conditionsOf({ id, when = {} }: Modifier): readonly string[] {
  const values = Object.entries(when).map(([name, value]) => `${name}=${value}`)
  return values.length > 0 ? values : [id]
}

/** What each modifier multiplies by; one that fixes the price by what leads to it from the price so far. */
function appliedTo(
  { listPrice = ZERO, per }: PricedCellRate,
  modifiers: readonly Modifier[],
  tariff: GridSource['tariff'],
): readonly AppliedModifier[] {
  let price = divideRationals(listPrice, per)
  return modifiers.map((modifier) => {
    const { id, name, factor: text, fixed, when } = modifier
    const factor = fixed && !isZero(price) ? divideRationals(unitOf(fixed), price) : rational(text)
    price = multiplyRationals(price, factor)
    return { id, name, factor, ...fixed, ...(when && { when }), ...originOf(modifier, tariff) }
  })
}

function originOf(modifier: Modifier, tariff: GridSource['tariff']): Pick<AppliedModifier, 'evidence' | 'source'> {
  const source = tariff.sources[modifier.source]
  if (source === undefined)
    throw new RatecardError('invalid-tariff', { modifier: modifier.id, source: modifier.source })
  const { url, title, checked, evidence } = source
  return isAgreed(tariff, modifier) ? { evidence } : { evidence, source: { url, title, checked } }
}

const unitOf = ({ price, per }: NonNullable<Modifier['fixed']>) => divideRationals(rational(price), rational(per))

/** What is left of the list price. */
const productOf = (modifiers: readonly AppliedModifier[]): Rational =>
  modifiers.reduce((part, { factor }) => multiplyRationals(part, factor), ONE)

/** The same money for the same quantity, whatever the unit it is printed in. */
function isSamePrice(a: PricedCellRate, b: PricedCellRate): boolean {
  const isSame = (x: Rational | undefined, y: Rational | undefined) =>
    x === undefined || y === undefined ? x === y : equalRationals(x, y)
  return (
    a.currency === b.currency &&
    isSame(unitPrice(a), unitPrice(b)) &&
    isSame(a.minimum, b.minimum) &&
    isSame(a.increment, b.increment) &&
    isSame(a.maximum, b.maximum) &&
    JSON.stringify(a.steps) === JSON.stringify(b.steps) &&
    (a.steps === undefined || equalRationals(a.per, b.per)) &&
    a.modifiers.length === b.modifiers.length &&
    a.modifiers.every(({ id }, at) => id === b.modifiers[at]?.id)
  )
}

const unitPrice = ({ listPrice, per }: PricedCellRate): Rational | undefined =>
  listPrice && divideRationals(listPrice, per)
