import { RatecardError } from '../errors.ts'
import type { MeterId } from '../meter/meter.ts'
import { divideRationals, isZero, multiplyRationals, ONE, rational } from '../number/rational.ts'
import { isAgreed } from '../tariff/contract.ts'
import type { Facet, Modifier, Rate, RateCard, Tariff } from '../tariff/tariff.ts'
import type { AppliedModifier, CellRate, PricedCellRate, UnpricedReason } from './rate-table.ts'
import { formatTier, type TierInterval, tierCovers, tierInterval } from './tier.ts'

/** Where in a tariff a cell lies. */
export interface CellPlace {
  readonly tariff: Tariff
  readonly knownFacets: Readonly<Record<string, Facet>>
  readonly card: RateCard
  readonly facets: Readonly<Record<string, string>>
  readonly tier: TierInterval
  /** The modifiers in force in the cell's interval, in their order. */
  readonly modifiers: readonly Modifier[]
}

/** The rate of every meter of a card in one cell. */
export function cellRates(place: CellPlace): Partial<Record<MeterId, CellRate>> {
  const { tariff, card } = place
  const own = new Set(card.rates.map(({ meter }) => meter))
  const rates: Partial<Record<MeterId, CellRate>> = {}
  for (const id of own) rates[id] = rateOf(place, id)
  const fallbacks = Object.entries(tariff.fallbacks ?? {}) as [MeterId, MeterId][]
  for (const [id] of fallbacks) {
    const parent = own.has(id) ? undefined : fallbackOf(tariff, id, own)
    const rate = parent && rates[parent]
    if (rate) rates[id] = rate
  }
  return rates
}

function fallbackOf(tariff: Tariff, id: MeterId, own: ReadonlySet<MeterId>): MeterId | undefined {
  const visited = new Set<MeterId>([id])
  let parent = tariff.fallbacks?.[id]
  while (parent !== undefined && !own.has(parent) && !visited.has(parent)) {
    visited.add(parent)
    parent = tariff.fallbacks?.[parent]
  }
  return parent !== undefined && own.has(parent) ? parent : undefined
}

function rateOf(place: CellPlace, id: MeterId): CellRate {
  const active = stack(place.modifiers, id, place.facets)
  const explicit = findRate(place, id, place.facets)
  const stated = explicit.rate?.when ?? {}
  const derived = active.filter(
    (modifier) => isAgreed(place.tariff, modifier) || !isStatedBy(modifier.when ?? {}, stated),
  )
  const meter = derived.reduce((current, { instead }) => instead?.[current] ?? current, id)
  const found =
    explicit.rate && meter === id
      ? explicit
      : findRate(
          place,
          meter,
          baseFacets(
            place,
            derived.filter((modifier) => !isAgreed(place.tariff, modifier)),
          ),
        )
  if (found.rate) return priced(place, found.rate, { derived, active })
  return { status: 'unpriced', reason: found.reason, candidates: [] }
}

/** The facets of a cell with those that modifiers stand for put back: what the price is derived from. */
function baseFacets(
  { facets, knownFacets }: CellPlace,
  modifiers: readonly Modifier[],
): Readonly<Record<string, string>> {
  const base = { ...facets }
  for (const { when = {} } of modifiers)
    for (const name of Object.keys(when)) base[name] = knownFacets[name]?.default ?? ''
  return base
}

/** A modifier that a rate states in full is already in that rate's price. */
const isStatedBy = (when: Readonly<Record<string, string>>, stated: Readonly<Record<string, string>>): boolean =>
  Object.keys(when).length > 0 && Object.entries(when).every(([name, value]) => stated[name] === value)

type Found = { readonly rate: Rate } | { readonly rate: undefined; readonly reason: UnpricedReason }

function findRate(place: CellPlace, id: MeterId, facets: Readonly<Record<string, string>>): Found {
  const inFacets = place.card.rates.filter((rate) => rate.meter === id && holds(rate, facets, place.knownFacets))
  if (inFacets.length === 0) return { rate: undefined, reason: 'no-rate-for-facet' }
  const inTier = inFacets.filter(({ tier }) => tier === undefined || tierCovers(tierInterval(tier), place.tier))
  const [best, second] = inTier.sort((a, b) => specificity(b) - specificity(a))
  if (best === undefined) return { rate: undefined, reason: 'outside-tiers' }
  if (second !== undefined && specificity(second) === specificity(best))
    throw new RatecardError('invalid-tariff', { card: place.card.id, overlap: `two rates of ${id} hold at once` })
  return { rate: best }
}

const specificity = ({ when = {} }: Rate): number => Object.keys(when).length

/** A rate silent about a facet holds for all its values only where the facet says that silence means one price. */
function holds(rate: Rate, facets: Readonly<Record<string, string>>, known: CellPlace['knownFacets']): boolean {
  return Object.entries(facets).every(([name, value]) => {
    const stated = rate.when?.[name]
    if (stated !== undefined) return stated === value
    return known[name]?.uncovered === 'same-price' || value === known[name]?.default
  })
}

/** The modifiers that apply to a meter, without those that an earlier one excludes. */
function stack(
  modifiers: readonly Modifier[],
  id: MeterId,
  facets: Readonly<Record<string, string>>,
): readonly Modifier[] {
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

function priced(
  place: CellPlace,
  rate: Rate,
  { derived, active }: { readonly derived: readonly Modifier[]; readonly active: readonly Modifier[] },
): PricedCellRate {
  const { card, tariff } = place
  const source = tariff.sources[rate.source ?? card.source]
  if (source === undefined) throw new RatecardError('invalid-tariff', { card: card.id, source: card.source })
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
    modifiers: appliedTo(rate, derived),
    ...contractedPart(
      rate,
      derived.filter((modifier) => isAgreed(tariff, modifier)),
    ),
    withoutAllowance: active.filter(({ excludes }) => excludes?.includes('allowance')).map(({ id }) => id),
  }
}

/** What each modifier multiplies by; one that fixes the price by what leads to it from the price so far. */
function appliedTo(rate: Rate, modifiers: readonly Modifier[]): readonly AppliedModifier[] {
  let price = divideRationals(rational(rate.price ?? '0'), rational(rate.per))
  return modifiers.map(({ id, factor: text, fixed }) => {
    const factor = fixed && !isZero(price) ? divideRationals(unitOf(fixed), price) : rational(text)
    price = multiplyRationals(price, factor)
    return { id, factor }
  })
}

const unitOf = ({ price, per }: NonNullable<Modifier['fixed']>) => divideRationals(rational(price), rational(per))

/** What the modifiers of a contract alone leave of the list price. */
const contractedPart = (rate: Rate, agreed: readonly Modifier[]): Pick<PricedCellRate, 'contracted'> =>
  agreed.length === 0
    ? {}
    : { contracted: appliedTo(rate, agreed).reduce((part, { factor }) => multiplyRationals(part, factor), ONE) }

/** `qwen-plus@2026-02-24/output_tokens[thinking=on][0 < n <= 128000]` */
function rateId(card: RateCard, rate: Rate): string {
  const facets = Object.entries(rate.when ?? {}).map(([name, value]) => `${name}=${value}`)
  const when = facets.length > 0 ? `[${facets.sort().join(',')}]` : ''
  return `${card.id}/${rate.meter}${when}${rate.tier ? `[${formatTier(tierInterval(rate.tier))}]` : ''}`
}
