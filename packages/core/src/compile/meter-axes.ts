import type { MeterId } from '../meter/meter.ts'
import type { GridSource, Moment } from './meter-grid.ts'
import type { ReadClaim } from './read-card.ts'
import { isSameCut, type TierInterval } from './tier.ts'
import { claimEdges } from './timeline.ts'

/**
 * What a meter's prices may differ by. Most of a model's moments and tiers were cut for other meters: for each one, the
 * first that is the same for this meter.
 */
export interface MeterAxes {
  /** The facets that its price may depend on. */
  readonly names: readonly string[]
  readonly sameMoment: readonly number[]
  readonly sameTier: readonly number[]
}

/** Finds what the prices of a meter, and of the meters whose prices it may take, depend on. */
export function meterAxes(id: MeterId, source: GridSource): MeterAxes {
  const { tariff, knownFacets, claims, moments, tiers } = source
  const modifiersOf = ({ modifiers }: Moment) => modifiers.filter((modifier) => modifier.meters.includes(id))
  const modifiers = [...new Set(moments.flatMap(modifiersOf))]
  const meters = new Set<MeterId>([id])
  for (const meter of meters)
    for (const other of [tariff.fallbacks?.[meter], ...modifiers.map(({ instead }) => instead?.[meter])])
      if (other) meters.add(other)
  const ratesOf = ({ rates }: ReadClaim) => [...meters].flatMap((meter) => rates.get(meter) ?? [])
  const rates = claims.flatMap(ratesOf)
  // A card that lists all prices of its model says of each meter at least that it has none.
  const speaking = claims.filter((claim) => !claim.claim.card.partial || ratesOf(claim).length > 0)
  const edges = claimEdges(speaking.map(({ claim }) => claim))
  const cuts = rates.flatMap(({ tier }) => [tier?.from, tier?.until]).filter((cut) => cut !== undefined)
  return {
    names: [
      ...new Set([
        ...Object.keys(knownFacets).filter((name) => knownFacets[name]?.uncovered === 'unpriced'),
        ...rates.flatMap(({ when }) => when.map(([name]) => name)),
        ...modifiers.flatMap(({ when = {} }) => Object.keys(when)),
      ]),
    ],
    sameMoment: firstAlike(
      moments,
      (a, b) =>
        isSameList(modifiersOf(a), modifiersOf(b)) &&
        isSameValues(a.values, b.values) &&
        !edges.some((edge) => a.at < edge && edge <= b.at),
    ),
    sameTier: firstAlike(tiers, (_, { from }: TierInterval) => !cuts.some((cut) => from && isSameCut(cut, from))),
  }
}

/** For each of a row, the first of the stretch of neighbours that are alike. */
function firstAlike<T>(row: readonly T[], isAlike: (before: T, after: T) => boolean): readonly number[] {
  let first = 0
  return row.map((after, at) => {
    const before = row[at - 1]
    if (before === undefined || !isAlike(before, after)) first = at
    return first
  })
}

const isSameList = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length && a.every((one, at) => one === b[at])

const isSameValues = (a: Moment['values'], b: Moment['values']): boolean =>
  Object.entries(b).every(([name, value]) => a[name] === value)
