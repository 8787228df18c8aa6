import type { PricedCellRate, UnpricedReason } from '../compile/rate-table.ts'
import { intersectTiers, type TierInterval } from '../compile/tier.ts'
import type { MeterId } from '../meter/meter.ts'
import {
  compareRationals,
  divideRationals,
  equalRationals,
  isZero,
  maxRational,
  negateRational,
  type Rational,
  subtractRationals,
  ZERO,
} from '../number/rational.ts'
import type { Instant } from '../period/instant.ts'
import { tariffFacets } from '../tariff/facet.ts'
import type { Facet, Tariff } from '../tariff/tariff.ts'
import { chargedPrice } from './charged-price.ts'
import { type HistoryOptions, type ModelPrices, type PriceLine, pricesAt } from './price-history.ts'

/**
 * What became of a price: it rose or fell; it `changed` in what no percentage tells (currency, steps, minimum,
 * increment, maximum); only the later list has it (`added`), or only the earlier one (`removed`).
 */
export type ChangeKind = 'up' | 'down' | 'changed' | 'added' | 'removed'

/** One price that is not the same in both lists. */
export interface PriceChange {
  readonly model: string
  readonly meter: MeterId
  readonly facets: Readonly<Record<string, string>>
  readonly tier: TierInterval
  readonly kind: ChangeKind
  readonly before?: PricedCellRate
  readonly after?: PricedCellRate
  /** Why the list that has no price has none. */
  readonly reason?: UnpricedReason
  /** After less before, as a share of before: `1/2` for half more. Missing where before is 0 or nothing compares. */
  readonly share?: Rational
}

/** What changed between two price lists at an instant. */
export interface TariffComparison {
  readonly at: Instant
  /** Models with a price in the later list alone, and in the earlier one alone. */
  readonly added: readonly string[]
  readonly removed: readonly string[]
  /** In models that both have, the greatest change first. */
  readonly changes: readonly PriceChange[]
  /** How many prices are the same. */
  readonly same: number
}

/**
 * Compares what two price lists charge at an instant, promotions included.
 *
 * @throws RatecardError `invalid-tariff` for a tariff that the schema or the lint would have refused.
 * @example
 * compareTariffs(tariff, tariff, Date.parse('2026-11-22T00:00:00Z')).changes // []
 */
export function compareTariffs(
  before: Tariff,
  after: Tariff,
  at: Instant,
  options: HistoryOptions = {},
): TariffComparison {
  const [early, late] = [sideOf(before, at, options), sideOf(after, at, options)]
  const both = [...late.models.keys()].filter((name) => early.models.has(name))
  const found = both.flatMap((name) => modelChanges(name, early, late))
  const changes = found.flatMap((change) => (change === 'same' ? [] : [change]))
  return {
    at,
    added: [...late.models.keys()].filter((name) => !early.models.has(name)),
    removed: [...early.models.keys()].filter((name) => !late.models.has(name)),
    changes: changes.sort(bySize),
    same: found.length - changes.length,
  }
}

interface Side {
  readonly facets: Readonly<Record<string, Facet>>
  /** Those with a price. */
  readonly models: ReadonlyMap<string, ModelPrices>
}

function sideOf(tariff: Tariff, at: Instant, options: HistoryOptions): Side {
  const priced = pricesAt(tariff, at, options).filter(({ lines }) => lines.some((line) => rateOf(line)))
  return { facets: tariffFacets(tariff), models: new Map(priced.map((prices) => [prices.model, prices])) }
}

const rateOf = ({ segments: [segment] }: PriceLine): PricedCellRate | undefined => segment?.rate

function modelChanges(model: string, early: Side, late: Side): readonly (PriceChange | 'same')[] {
  const [before, after] = [early.models.get(model), late.models.get(model)]
  if (before === undefined || after === undefined) return []
  const pairs = before.lines.flatMap((a) =>
    after.lines.flatMap((b) => {
      const tier = a.meter === b.meter && isMatch(a, b, before, after, early, late) && intersectTiers(a.tier, b.tier)
      return tier ? [{ a, b, tier }] : []
    }),
  )
  const paired = new Set<PriceLine>(pairs.flatMap(({ a, b }) => [a, b]))
  return [
    ...pairs.flatMap(({ a, b, tier }) => compareLines(model, a, b, tier)),
    ...before.lines.flatMap((line) => loneLine(model, line, 'removed', paired)),
    ...after.lines.flatMap((line) => loneLine(model, line, 'added', paired)),
  ]
}

/** Facets that both tell apart agree; one that only one list tells apart has one price in the other. */
function isMatch(
  a: PriceLine,
  b: PriceLine,
  before: ModelPrices,
  after: ModelPrices,
  early: Side,
  late: Side,
): boolean {
  const holds = (own: PriceLine, other: PriceLine, otherModel: ModelPrices, otherSide: Side) =>
    Object.entries(own.facets).every(([name, value]) => {
      const stated = other.facets[name]
      if (stated !== undefined) return stated === value
      const facet = otherSide.facets[name]
      return (
        otherModel.facets.includes(name) || facet?.uncovered === 'same-price' || (facet?.default ?? value) === value
      )
    })
  return holds(a, b, after, late) && holds(b, a, before, early)
}

function compareLines(
  model: string,
  a: PriceLine,
  b: PriceLine,
  tier: TierInterval,
): readonly (PriceChange | 'same')[] {
  const [before, after] = [rateOf(a), rateOf(b)]
  const place = { model, meter: b.meter, facets: { ...a.facets, ...b.facets }, tier }
  if (before && after) {
    const kind = kindOf(before, after)
    if (kind === 'same') return ['same']
    const share = kind === 'changed' ? undefined : shareOf(before, after)
    return [{ ...place, kind, before, after, ...(share && { share }) }]
  }
  const reason = (before ? b : a).segments[0]?.reason
  const why = reason === undefined ? {} : { reason }
  if (before) return [{ ...place, kind: 'removed', before, ...why }]
  return after ? [{ ...place, kind: 'added', after, ...why }] : []
}

function loneLine(model: string, line: PriceLine, kind: 'added' | 'removed', paired: ReadonlySet<PriceLine>) {
  const rate = rateOf(line)
  if (rate === undefined || paired.has(line)) return []
  const { meter, facets, tier } = line
  return [{ model, meter, facets, tier, kind, ...(kind === 'added' ? { after: rate } : { before: rate }) }]
}

function kindOf(before: PricedCellRate, after: PricedCellRate): 'up' | 'down' | 'changed' | 'same' {
  const [one, other] = [chargedPrice(before), chargedPrice(after)]
  if (before.currency !== after.currency || !one || !other || !isSame(before, after))
    return isAlike(before, after) ? 'same' : 'changed'
  const order = compareRationals(other, one)
  return order === 0 ? 'same' : order > 0 ? 'up' : 'down'
}

const isSame = (a: PricedCellRate, b: PricedCellRate): boolean =>
  isEqual(a.minimum, b.minimum) && isEqual(a.increment, b.increment) && isEqual(a.maximum, b.maximum)

const isEqual = (a: Rational | undefined, b: Rational | undefined): boolean =>
  a === undefined || b === undefined ? a === b : equalRationals(a, b)

/** Prices in steps that are the same, for the same units and with the same changes of price. */
const isAlike = (a: PricedCellRate, b: PricedCellRate): boolean =>
  a.currency === b.currency &&
  isSame(a, b) &&
  a.steps !== undefined &&
  JSON.stringify(a.steps) === JSON.stringify(b.steps) &&
  equalRationals(a.per, b.per) &&
  JSON.stringify(changesOf(a)) === JSON.stringify(changesOf(b))

const changesOf = ({ modifiers }: PricedCellRate) => modifiers.map(({ id, factor }) => ({ id, factor }))

function shareOf(before: PricedCellRate, after: PricedCellRate): Rational | undefined {
  const [one, other] = [chargedPrice(before), chargedPrice(after)]
  return one && other && !isZero(one) ? divideRationals(subtractRationals(other, one), one) : undefined
}

const ORDER: readonly ChangeKind[] = ['up', 'down', 'changed', 'added', 'removed']

/** Rises and falls by their share, one that has none first; then the other kinds. */
function bySize(a: PriceChange, b: PriceChange): number {
  const isMove = ({ kind }: PriceChange) => kind === 'up' || kind === 'down'
  if (!isMove(a) || !isMove(b)) return ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind)
  if (a.share === undefined || b.share === undefined)
    return Number(a.share !== undefined) - Number(b.share !== undefined)
  return compareRationals(sizeOf(b.share), sizeOf(a.share))
}

const sizeOf = (share: Rational): Rational =>
  maxRational(share, compareRationals(share, ZERO) < 0 ? negateRational(share) : share)
