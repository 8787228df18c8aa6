import { RatecardError } from '../errors.ts'
import type { MeterId } from '../meter/meter.ts'
import type { Evidence, Facet, Rate, RateCard, Source, Tariff } from '../tariff/tariff.ts'
import type { UnpricedReason } from './rate-table.ts'
import { type TierInterval, tierCovers, tierInterval } from './tier.ts'

type Values = Readonly<Record<string, string>>

/** A rate with its card and source. */
export interface Placed {
  readonly card: RateCard
  readonly rate: Rate
  readonly source: Source
}

/** What a card says of a meter: its rate, or why it has none. */
export type Found =
  | (Placed & { readonly reason?: undefined })
  | { readonly rate?: undefined; readonly reason: UnpricedReason }

interface Place {
  readonly tariff: Tariff
  readonly knownFacets: Readonly<Record<string, Facet>>
  readonly tier: TierInterval
}

/** The vendor's word counts before what was derived from it, and that before a catalogue's. */
const TRUST: Readonly<Record<Evidence, number>> = {
  'vendor-page': 2,
  'vendor-notice': 2,
  bill: 2,
  derived: 1,
  catalogue: 0,
}

export const trustOf = ({ source }: Pick<Placed, 'source'>): number => TRUST[source.evidence]

/** A card's own rate for a meter, or that of the meter it falls back to. The rate that states most facets wins. */
export function findRate(place: Place, card: RateCard, id: MeterId, facets: Values): Found {
  const listed = new Set(card.rates.map(({ meter }) => meter))
  const meter = listed.has(id) ? id : card.partial ? undefined : parentOf(place.tariff, id, listed)
  if (meter === undefined) return { reason: 'no-rate' }
  const inFacets = card.rates.filter((rate) => rate.meter === meter && holds(rate, facets, place.knownFacets))
  if (inFacets.length === 0) return { reason: 'no-rate-for-facet' }
  const inTier = inFacets.filter(({ tier }) => tier === undefined || tierCovers(tierInterval(tier), place.tier))
  const [best, second] = inTier.sort((a, b) => specificity(b) - specificity(a))
  if (best === undefined) return { reason: 'outside-tiers' }
  if (second !== undefined && specificity(second) === specificity(best))
    throw new RatecardError('invalid-tariff', { card: card.id, overlap: `two rates of ${id} hold at once` })
  return { card, rate: best, source: sourceOf(place.tariff, card, best) }
}

export const specificity = ({ when = {} }: Rate): number => Object.keys(when).length

function sourceOf({ sources }: Tariff, card: RateCard, rate: Rate): Source {
  const source = sources[rate.source ?? card.source]
  if (source === undefined) throw new RatecardError('invalid-tariff', { card: card.id, source: card.source })
  return source
}

/** The nearest meter to fall back to that is among those listed. */
export function parentOf(tariff: Tariff, id: MeterId, listed: ReadonlySet<MeterId>): MeterId | undefined {
  const visited = new Set<MeterId>([id])
  let parent = tariff.fallbacks?.[id]
  while (parent !== undefined && !listed.has(parent) && !visited.has(parent)) {
    visited.add(parent)
    parent = tariff.fallbacks?.[parent]
  }
  return parent !== undefined && listed.has(parent) ? parent : undefined
}

/** A rate silent about a facet holds for all its values only where the facet says that silence means one price. */
function holds({ when = {} }: Rate, facets: Values, known: Place['knownFacets']): boolean {
  return Object.entries(facets).every(([name, value]) => {
    const stated = when[name]
    if (stated !== undefined) return stated === value
    return known[name]?.uncovered === 'same-price' || value === known[name]?.default
  })
}
