import { RatecardError } from '../errors.ts'
import type { MeterId } from '../meter/meter.ts'
import { divideRationals, equalRationals, type Rational, rational } from '../number/rational.ts'
import type { Instant } from '../period/instant.ts'
import type { Facet, Modifier, Rate, RateCard, Tariff } from '../tariff/tariff.ts'
import { type Found, findRate, type Placed, parentOf, specificity, trustOf } from './find-rate.ts'
import type { Carried, CellRate, PricedCellRate, UnpricedCellRate, UnpricedReason } from './rate-table.ts'
import { formatTier, type TierInterval, tierInterval } from './tier.ts'
import { type Claim, type Offer, type State, stateAt } from './timeline.ts'

type Values = Readonly<Record<string, string>>

/** Where in a tariff cells lie, whatever the instant. */
export interface CellPlace {
  readonly tariff: Tariff
  readonly knownFacets: Readonly<Record<string, Facet>>
  /** The claims of the cards that have a rate whose evidence may be used, with those rates alone. */
  readonly usable: readonly Claim[]
  /** The claims of all cards, with all rates. */
  readonly claims: readonly Claim[]
  readonly facets: Values
  readonly tier: TierInterval
}

/** An instant, with the modifiers in force at it in their order. */
export interface Moment {
  readonly at: Instant
  readonly modifiers: readonly Modifier[]
}

export type Rates = Readonly<Partial<Record<MeterId, CellRate>>>

/** The rates of every meter that the claims name, as a function of the moment. */
export function cellRates(place: CellPlace): (moment: Moment) => Rates {
  const meters = new Set(place.claims.flatMap(({ card }) => card.rates.map(({ meter }) => meter)))
  const fallbacks = Object.entries(place.tariff.fallbacks ?? {}) as [MeterId, MeterId][]
  const asked: Asked = { ...place, offersOf: rememberOffers(place), meters }
  return (moment) => {
    const rates: Partial<Record<MeterId, CellRate>> = {}
    for (const id of meters) rates[id] = rateAt(asked, moment, id)
    for (const [id] of fallbacks) {
      const parent = meters.has(id) ? undefined : parentOf(place.tariff, id, meters)
      const rate = parent && rates[parent]
      if (rate) rates[id] = rate
    }
    return rates
  }
}

interface Asked extends CellPlace {
  readonly meters: ReadonlySet<MeterId>
  readonly offersOf: OffersOf
}

type OffersOf = (claims: readonly Claim[], id: MeterId, facets: Values) => readonly Offer<Found>[]

/** What cards say of a meter does not depend on the instant, so it is looked up once. */
function rememberOffers(place: CellPlace): OffersOf {
  const known = new Map<readonly Claim[], Map<string, readonly Offer<Found>[]>>()
  return (claims, id, facets) => {
    const ofClaims = known.get(claims) ?? new Map<string, readonly Offer<Found>[]>()
    known.set(claims, ofClaims)
    const key = facets === place.facets ? id : JSON.stringify([id, facets])
    const offers = ofClaims.get(key) ?? claims.flatMap((claim) => offer(place, claim, id, facets))
    ofClaims.set(key, offers)
    return offers
  }
}

/** More than any rate can state. */
const MOST_FACETS = 1000

/** A card that lists only some prices says nothing of the others. */
function offer(place: CellPlace, claim: Claim, id: MeterId, facets: Values): readonly Offer<Found>[] {
  const found = findRate(place, claim.card, id, facets)
  if (found.rate === undefined) return claim.card.partial ? [] : [{ claim, value: found, rank: -1 }]
  return [{ claim, value: found, rank: trustOf(found) * MOST_FACETS + specificity(found.rate) }]
}

/** The rate of one meter: an explicit one, else one that modifiers derive, else why there is none. */
function rateAt(asked: Asked, moment: Moment, id: MeterId): CellRate {
  const active = stack(moment.modifiers, id, asked.facets)
  const explicit = stateAt(asked.offersOf(asked.usable, id, asked.facets), moment.at)
  const stated = explicit.kind === 'known' ? (explicit.value.rate?.when ?? {}) : {}
  const derived = active.filter(({ when = {}, alsoExplicit }) => alsoExplicit || !isStatedBy(when, stated))
  const meter = derived.reduce((current, { instead }) => instead?.[current] ?? current, id)
  const own = rated(asked, explicit, { derived, active })
  if (meter === id && own.status === 'priced') return own
  const facets = baseFacets(asked, derived)
  const base = derived.length > 0 ? stateAt(asked.offersOf(asked.usable, meter, facets), moment.at) : explicit
  const found = base === explicit ? own : rated(asked, base, { derived, active })
  if (found.status === 'priced') return found
  const open = own.status === 'unpriced' && own.candidates.length > 0 ? own : found
  if (open.reason === 'between-observations') return open
  return withheld(asked, moment, id) ?? withAlternatives(asked, moment, id, open)
}

/** The facets of a cell with those that modifiers stand for put back: what the price is derived from. */
function baseFacets({ facets, knownFacets }: CellPlace, modifiers: readonly Modifier[]): Values {
  const base = { ...facets }
  for (const { when = {} } of modifiers)
    for (const name of Object.keys(when)) base[name] = knownFacets[name]?.default ?? ''
  return base
}

/** A modifier that a rate states in full is already in that rate's price. */
const isStatedBy = (when: Values, stated: Values): boolean =>
  Object.keys(when).length > 0 && Object.entries(when).every(([name, value]) => stated[name] === value)

/** The modifiers that apply to a meter, without those that an earlier one excludes. */
function stack(modifiers: readonly Modifier[], id: MeterId, facets: Values): readonly Modifier[] {
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

/** What is known of a rate, as a price or as the reason why there is none. */
function rated(place: CellPlace, state: State<Found>, modified: Modified): CellRate {
  const price = (found: Found | undefined, carried?: Carried) =>
    found?.rate === undefined ? [] : [priced(place.tariff, found, modified, carried)]
  if (state.kind === 'known') {
    const [rate] = price(state.value, state.carried)
    return rate ?? unpriced(state.value.reason ?? 'no-rate')
  }
  if (state.kind === 'none') return unpriced(state.reason, price(state.near))
  const [before, after] = [price(state.before), price(state.after)]
  const [early, late] = [before[0], after[0]]
  if (early && late && isSamePrice(early, late)) return early
  const isAbsent = !early && !late && state.before.reason === state.after.reason
  return unpriced(isAbsent ? (state.before.reason ?? 'no-rate') : 'between-observations', [...before, ...after])
}

const UNMODIFIED: Modified = { derived: [], active: [] }

const unpriced = (reason: UnpricedReason, candidates: readonly PricedCellRate[] = []): UnpricedCellRate => ({
  status: 'unpriced',
  reason,
  candidates,
})

/** A price that only evidence gives which was not asked for is a candidate, and no price. */
function withheld(asked: Asked, { at }: Moment, id: MeterId): CellRate | undefined {
  if (asked.usable === asked.claims) return undefined
  const rate = rated(asked, stateAt(asked.offersOf(asked.claims, id, asked.facets), at), UNMODIFIED)
  if (rate.status === 'priced') return unpriced('evidence-not-allowed', [rate])
  const isAllWithheld = asked.offersOf(asked.usable, id, asked.facets).length === 0 && rate.candidates.length > 0
  return isAllWithheld ? unpriced('evidence-not-allowed', rate.candidates) : undefined
}

const MAX_ALTERNATIVES = 12

/** Where no price is known for the facet values, those for other values are candidates. */
function withAlternatives(asked: Asked, { at }: Moment, id: MeterId, open: UnpricedCellRate): UnpricedCellRate {
  if (open.reason !== 'no-rate-for-facet') return open
  const whens = new Map<string, Values>()
  for (const { card } of asked.usable)
    for (const { meter, when = {} } of card.rates) if (meter === id) whens.set(JSON.stringify(when), when)
  const candidates = [...whens.values()].flatMap((when) => {
    const state = stateAt(asked.offersOf(asked.usable, id, { ...asked.facets, ...when }), at)
    const rate = rated(asked, state, UNMODIFIED)
    return rate.status === 'priced' ? [rate] : []
  })
  return unpriced(open.reason, [...new Set(candidates)].slice(0, MAX_ALTERNATIVES))
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

function priced(
  tariff: Tariff,
  { card, rate, source }: Placed,
  { derived, active }: Modified,
  carried: Carried | undefined,
): PricedCellRate {
  if (rate.price === undefined && rate.steps === undefined)
    throw new RatecardError('invalid-tariff', { card: card.id, meter: rate.meter, expected: 'a price or steps' })
  return {
    status: 'priced',
    id: [rateId(card, rate), ...derived.map(({ id }) => id)].join('*'),
    meter: rate.meter,
    card,
    source,
    currency: card.currency ?? tariff.currency,
    ...(rate.price === undefined ? {} : { listPrice: rational(rate.price) }),
    per: rational(rate.per),
    printed: { per: rate.per, ...(rate.price !== undefined && { price: rate.price }) },
    ...(rate.tier && { tier: formatTier(tierInterval(rate.tier)) }),
    ...(rate.steps && { steps: rate.steps }),
    ...(rate.increment === undefined ? {} : { increment: rational(rate.increment) }),
    ...(rate.minimum === undefined ? {} : { minimum: rational(rate.minimum) }),
    modifiers: derived.map(({ id, factor }) => ({ id, factor: rational(factor) })),
    withoutAllowance: active.filter(({ excludes }) => excludes?.includes('allowance')).map(({ id }) => id),
    ...(carried && { carried }),
  }
}

/** `qwen-plus@2026-02-24/output_tokens[thinking=on][0 < n <= 128000]` */
function rateId(card: RateCard, rate: Rate): string {
  const facets = Object.entries(rate.when ?? {}).map(([name, value]) => `${name}=${value}`)
  const when = facets.length > 0 ? `[${facets.sort().join(',')}]` : ''
  return `${card.id}/${rate.meter}${when}${rate.tier ? `[${formatTier(tierInterval(rate.tier))}]` : ''}`
}
