import type { MeterId } from '../../meter/meter.ts'
import { compareRationals, rational } from '../../number/rational.ts'
import { type Issue, issue } from '../../result.ts'
import { tariffFacets } from '../../tariff/facet.ts'
import type { Rate, RateCard, Steps, Tariff } from '../../tariff/tariff.ts'
import { formatTier, tierInterval } from '../tier.ts'
import { clashOf } from './rate-clash.ts'
import type { Rule } from './rule.ts'
import { isEmptyTier, tierOrder } from './tier-order.ts'

/** A rate with its place. */
export interface PlacedRate {
  readonly rate: Rate
  readonly card: RateCard
  readonly path: string
}

export function* placedRates(tariff: Tariff): Iterable<PlacedRate> {
  for (const [at, card] of tariff.cards.entries())
    for (const [position, rate] of card.rates.entries()) yield { rate, card, path: `/cards/${at}/rates/${position}` }
}

const about = ({ rate, card }: PlacedRate) => ({ card: card.id, meter: rate.meter })

function* ratesWithoutPrice(tariff: Tariff): Iterable<Issue> {
  for (const placed of placedRates(tariff))
    if (placed.rate.price === undefined && placed.rate.steps === undefined)
      yield issue('lint-rate-without-price', placed.path, about(placed))
}

/** Steps take the place of a price, and a tier would choose a second time by quantity. */
function* stepsWithPriceOrTier(tariff: Tariff): Iterable<Issue> {
  for (const placed of placedRates(tariff)) {
    const { price, steps, tier } = placed.rate
    if (steps && price !== undefined) yield issue('lint-steps-with-price', placed.path, { ...about(placed), price })
    if (steps && tier)
      yield issue('lint-steps-with-tier', placed.path, { ...about(placed), tier: formatTier(tierInterval(tier)) })
  }
}

function* unorderedSteps(tariff: Tariff): Iterable<Issue> {
  for (const placed of placedRates(tariff)) yield* stepIssues(placed, placed.rate.steps)
}

function* stepIssues(placed: PlacedRate, { steps }: Pick<Steps, 'steps'> = { steps: [] }): Iterable<Issue> {
  for (const [at, { upTo }] of steps.entries()) {
    const isLast = at === steps.length - 1
    const path = `${placed.path}/steps/steps/${at}`
    if ((upTo === undefined) !== isLast) yield issue('lint-steps-end', path, about(placed))
    const previous = steps[at - 1]?.upTo
    if (upTo !== undefined && previous !== undefined && compareRationals(rational(upTo), rational(previous)) <= 0)
      yield issue('lint-steps-unordered', path, { ...about(placed), upTo, previous })
  }
}

/** A tier that no number lies in, or that states one of its ends twice. */
function* impossibleTiers(tariff: Tariff): Iterable<Issue> {
  for (const placed of placedRates(tariff)) {
    const { tier } = placed.rate
    if (tier === undefined) continue
    const twice =
      [tier.gt, tier.ge].every((end) => end !== undefined) || [tier.lt, tier.le].every((end) => end !== undefined)
    const bounds = Object.entries(tier).map(([name, value]) => `${name} ${value}`)
    if (twice) yield issue('lint-tier-bounds', `${placed.path}/tier`, { ...about(placed), bounds })
    else if (isEmptyTier(tierInterval(tier)))
      yield issue('lint-tier-empty', `${placed.path}/tier`, { ...about(placed), bounds })
  }
}

function* tiersWithoutSelector(tariff: Tariff): Iterable<Issue> {
  for (const placed of placedRates(tariff))
    if (placed.rate.tier && (placed.card.selector ?? []).length === 0)
      yield issue('lint-tier-without-selector', `${placed.path}/tier`, {
        ...about(placed),
        tier: formatTier(tierInterval(placed.rate.tier)),
      })
}

/** The rates of one meter for the same facet values, in the order of the file; without tiers that no number lies in. */
function* tierSeries(tariff: Tariff): Iterable<readonly PlacedRate[]> {
  for (const [at, card] of tariff.cards.entries()) {
    const series = new Map<string, PlacedRate[]>()
    for (const [position, rate] of card.rates.entries()) {
      if (isEmptyTier(tierInterval(rate.tier ?? {}))) continue
      const placed = { rate, card, path: `/cards/${at}/rates/${position}` }
      const when = Object.entries(rate.when ?? {}).sort(([a], [b]) => (a < b ? -1 : 1))
      const key = JSON.stringify([rate.meter, when])
      const rates = series.get(key)
      if (rates) rates.push(placed)
      else series.set(key, [placed])
    }
    yield* series.values()
  }
}

function* unorderedTiers(tariff: Tariff): Iterable<Issue> {
  for (const [previous, placed] of neighbours(tariff)) {
    const order = tierOrder(tierInterval(previous.rate.tier ?? {}), tierInterval(placed.rate.tier ?? {}))
    if (order === 'before') continue
    const isTier = previous.rate.tier !== undefined && placed.rate.tier !== undefined
    const params = { ...about(placed), tier: tierText(placed.rate), other: tierText(previous.rate) }
    if (order === 'after') yield issue('lint-tier-unordered', `${placed.path}/tier`, params)
    else if (isTier) yield issue('lint-tier-overlap', `${placed.path}/tier`, params)
    else
      yield issue('lint-rate-overlap', placed.path, {
        ...about(placed),
        other: previous.path,
        facets: facetTexts(placed.rate.when),
      })
  }
}

/** Rates that follow each other for the same meter and facet values. */
export function* neighbours(tariff: Tariff): Iterable<readonly [PlacedRate, PlacedRate]> {
  for (const series of tierSeries(tariff)) {
    let [previous] = series
    for (const placed of series.slice(1)) {
      if (previous) yield [previous, placed]
      previous = placed
    }
  }
}

const tierText = ({ tier = {} }: Rate): string => formatTier(tierInterval(tier))

const facetTexts = (when: Readonly<Record<string, string>> = {}): readonly string[] =>
  Object.entries(when).map(([name, value]) => `${name}=${value}`)

/** Two rates that state equally many facet values, but not the same ones, and both hold for some request. */
function* ambiguousRates(tariff: Tariff): Iterable<Issue> {
  const facets = tariffFacets(tariff)
  for (const rates of ratesByMeter(tariff)) {
    const clash = clashOf(
      rates.map(({ rate }) => rate),
      facets,
    )
    const [first, second] = [rates[clash?.first ?? -1], rates[clash?.second ?? -1]]
    if (clash && first && second)
      yield issue('lint-rate-ambiguous', second.path, {
        ...about(second),
        other: first.path,
        facets: facetTexts(clash.facets),
      })
  }
}

/** The rates of one meter of one card. */
function* ratesByMeter(tariff: Tariff): Iterable<readonly PlacedRate[]> {
  for (const [at, card] of tariff.cards.entries()) {
    const byMeter = new Map<MeterId, PlacedRate[]>()
    for (const [position, rate] of card.rates.entries()) {
      const rates = byMeter.get(rate.meter) ?? []
      byMeter.set(rate.meter, rates)
      rates.push({ rate, card, path: `/cards/${at}/rates/${position}` })
    }
    yield* byMeter.values()
  }
}

export const RATE_RULES: readonly Rule[] = [
  ratesWithoutPrice,
  stepsWithPriceOrTier,
  unorderedSteps,
  impossibleTiers,
  tiersWithoutSelector,
  unorderedTiers,
  ambiguousRates,
]
