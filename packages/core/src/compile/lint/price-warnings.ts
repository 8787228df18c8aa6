import { countsTokens, isMeterId, METER_IDS, type MeterId, meter } from '../../meter/meter.ts'
import {
  compareRationals,
  divideRationals,
  formatDecimal,
  isZero,
  multiplyRationals,
  ONE,
  type Rational,
  rational,
} from '../../number/rational.ts'
import { ALWAYS, intersect } from '../../period/period.ts'
import { type Issue, issue } from '../../result.ts'
import { tariffFacets } from '../../tariff/facet.ts'
import { isForModel } from '../../tariff/is-for-model.ts'
import type { Effective, Rate, RateCard, Tariff } from '../../tariff/tariff.ts'
import { tierInterval } from '../tier.ts'
import { claimedPeriod, claimsByName, MOST_CARDS_COMPARED } from './card-claim.ts'
import { holdsAt } from './rate-clash.ts'
import { type PlacedRate, placedRates } from './rate-rules.ts'
import type { Rule } from './rule.ts'
import { tierOrder } from './tier-order.ts'

/** The price of one unit; undefined where steps take its place. */
const unitPrice = ({ price, per }: Rate): Rational | undefined =>
  price === undefined ? undefined : divideRationals(rational(price), rational(per))

const printed = ({ price = '', per }: Rate): string => `${price} / ${per}`

type Values = Readonly<Record<string, string>>

/** The rates of a meter that a request has where a rate holds, other facets than that rate's having their defaults. */
function ratesBeside(placed: PlacedRate, id: MeterId, tariff: Tariff, changed: Values = {}): readonly Rate[] {
  const [own = [], ...others] = [placed.card, ...cardsBeside(placed.card, tariff)].map((card) =>
    holdingRates(placed, card, id, tariff, changed),
  )
  return own.length > 0 ? own : others.flat()
}

const BESIDE = new WeakMap<Tariff, ReadonlyMap<RateCard, readonly RateCard[]>>()

/** The cards that hold at the same time as one that lists only some prices of its model. */
function cardsBeside(card: RateCard, tariff: Tariff): readonly RateCard[] {
  const known = BESIDE.get(tariff) ?? new Map(partialCards(tariff))
  BESIDE.set(tariff, known)
  return known.get(card) ?? []
}

function* partialCards(tariff: Tariff): Iterable<readonly [RateCard, readonly RateCard[]]> {
  for (const [name, claims] of claimsByName(tariff))
    for (const claim of claims.length > MOST_CARDS_COMPARED ? [] : claims)
      if (claim.card.partial && claim.card.model === name) {
        const beside = claims.filter((other) => other !== claim && intersect(other, claim))
        yield [claim.card, beside.map(({ card }) => card).filter(({ currency }) => currency === claim.card.currency)]
      }
}

function holdingRates(placed: PlacedRate, card: RateCard, id: MeterId, tariff: Tariff, changed: Values) {
  const facets = tariffFacets(tariff)
  const own = card.rates.filter((rate) => rate.meter === id)
  const names = own.flatMap(({ when = {} }) => Object.keys(when))
  const defaults = Object.fromEntries(names.map((name) => [name, facets[name]?.default ?? '']))
  const values = { ...defaults, ...placed.rate.when, ...changed }
  const tier = tierInterval(placed.rate.tier ?? {})
  const holding = own.filter(
    (rate) => holdsAt(rate, values, facets) && tierOrder(tierInterval(rate.tier ?? {}), tier) === 'overlap',
  )
  const most = Math.max(...holding.map(specificity))
  return holding.filter((rate) => specificity(rate) === most)
}

const specificity = ({ when = {} }: Rate): number => Object.keys(when).length

/** The meter that counts the same input where it is not cached. */
const uncached = (id: MeterId): MeterId | undefined =>
  isMeterId(id) && meter(id).cache === 'read' ? METER_IDS.find((other) => isPlain(other, 'input', id)) : undefined

const inputOf = (id: MeterId): MeterId | undefined =>
  isMeterId(id) && isPlain(id, 'output', id) ? METER_IDS.find((other) => isPlain(other, 'input', id)) : undefined

/** Tokens of a direction, of the same modality as another meter, neither cached nor thoughts. */
function isPlain(id: MeterId, direction: 'input' | 'output', like: MeterId): boolean {
  const { cache, phase, modality, direction: own } = meter(id)
  return (
    countsTokens(id) &&
    own === direction &&
    modality === meter(like).modality &&
    cache === undefined &&
    phase === undefined
  )
}

function* cachedAboveInput(tariff: Tariff): Iterable<Issue> {
  for (const placed of placedRates(tariff))
    yield* comparedRates('lint-cached-above-input', placed, uncached(placed.rate.meter), tariff, (order) => order > 0)
}

/** A price of 0 is left out: it is printed on purpose, as where only input is charged. */
function* outputBelowInput(tariff: Tariff): Iterable<Issue> {
  for (const placed of placedRates(tariff))
    if (!isFree(placed.rate))
      yield* comparedRates('lint-output-below-input', placed, inputOf(placed.rate.meter), tariff, (order) => order < 0)
}

const isFree = (rate: Rate): boolean => isZero(unitPrice(rate) ?? ONE)

function* comparedRates(
  code: string,
  placed: PlacedRate,
  id: MeterId | undefined,
  tariff: Tariff,
  isOdd: (order: number) => boolean,
): Iterable<Issue> {
  const price = unitPrice(placed.rate)
  if (id === undefined || price === undefined) return
  const odd = ratesBeside(placed, id, tariff).find((rate) => {
    const other = unitPrice(rate)
    return other !== undefined && isOdd(compareRationals(price, other))
  })
  if (odd)
    yield issue(code, placed.path, {
      card: placed.card.id,
      meter: placed.rate.meter,
      price: printed(placed.rate),
      otherMeter: id,
      otherPrice: printed(odd),
    })
}

const BATCH = 'batch'

/** An explicit batch price that saves nothing against the standard price of the same meter, whatever is taken off it. */
function* batchNotBelowStandard(tariff: Tariff): Iterable<Issue> {
  const standard = tariffFacets(tariff)[BATCH]?.default ?? ''
  for (const placed of placedRates(tariff)) {
    const [value, list] = [placed.rate.when?.[BATCH], unitPrice(placed.rate)]
    if (value === undefined || value === standard || list === undefined) continue
    const price = multiplyRationals(list, batchFactor(placed, value, tariff))
    const beside = ratesBeside(placed, placed.rate.meter, tariff, { [BATCH]: standard })
    const saved = beside.find((rate) => {
      const other = unitPrice(rate)
      return other !== undefined && !isZero(other) && compareRationals(price, other) >= 0
    })
    if (saved)
      yield issue('lint-batch-not-below-standard', placed.path, {
        card: placed.card.id,
        meter: placed.rate.meter,
        price: printed(placed.rate),
        standard: printed(saved),
      })
  }
}

/** What the modifiers of a batch mode that also change explicit prices leave of one. */
const batchFactor = ({ rate, card }: PlacedRate, value: string, { modifiers = [], timeZone }: Tariff): Rational =>
  modifiers
    .filter(
      ({ when, alsoExplicit, meters, effective, ...scope }) =>
        when?.[BATCH] === value &&
        alsoExplicit === true &&
        meters.includes(rate.meter) &&
        isForModel(scope, card.model) &&
        Object.entries(when).every(([name, own]) => (rate.when?.[name] ?? own) === own) &&
        isTogether(effective, card.effective, timeZone),
    )
    .reduce((product, { factor }) => multiplyRationals(product, rational(factor)), ONE)

/** A modifier that begins on a stated day holds until an end is stated. */
function isTogether(modifier: Effective = {}, card: Effective, timeZone: string): boolean {
  const isOpen = modifier.until === undefined && modifier.observed === undefined
  const [own, other] = [claimedPeriod(modifier, timeZone), claimedPeriod(card, timeZone)]
  if (own === undefined || other === undefined) return false
  return intersect({ ...own, ...(isOpen && { until: ALWAYS.until }) }, other) !== undefined
}

function* batchFactorNotBelowOne(tariff: Tariff): Iterable<Issue> {
  const standard = tariffFacets(tariff)[BATCH]?.default ?? ''
  for (const [at, { id, when, factor }] of (tariff.modifiers ?? []).entries())
    if ((when?.[BATCH] ?? standard) !== standard && compareRationals(rational(factor), ONE) >= 0)
      yield issue('lint-batch-factor-not-below-one', `/modifiers/${at}/factor`, { card: id, factor })
}

/** How far from its siblings a price has to be to look like one entered for 1,000 times too few or too many units. */
const FAR = rational(500)
const LEAST_SIBLINGS = 3

/**
 * Compared with the middle price of the same meter and currency, which a few odd ones do not move. Of a meter with few
 * prices, as in a list of one model, that of all tokens is taken: whatever they are, they do not differ so much.
 */
function* pricesOffSiblings(tariff: Tariff): Iterable<Issue> {
  for (const own of pricesByMeter(tariff)) {
    const hasSiblings = own.length > LEAST_SIBLINGS
    const series = hasSiblings ? own : tokenPrices(tariff, own)
    for (const [place, price] of own.entries())
      yield* offSiblings(price, hasSiblings ? place : series.findIndex((other) => isSamePlace(other, price)), series)
  }
}

const isSamePlace = (a: Price, b: Price): boolean => a.placed.path === b.placed.path && a.text === b.text

/** @param at where the price stands in the series. */
function* offSiblings({ placed, price, text }: Price, at: number, series: readonly Price[]): Iterable<Issue> {
  if (series.length < 2) return
  const lower = middleWithout(series, at, Math.floor)
  const upper = middleWithout(series, at, Math.ceil)
  const isHigh = compareRationals(price, multiplyRationals(upper, FAR)) >= 0
  const isLow = compareRationals(multiplyRationals(price, FAR), lower) <= 0
  if (isHigh || isLow)
    yield issue('lint-price-off-siblings', placed.path, {
      card: placed.card.id,
      meter: placed.rate.meter,
      price: text,
      siblings: `${formatDecimal(isHigh ? upper : lower)} / 1`,
    })
}

interface Price {
  readonly placed: PlacedRate
  readonly price: Rational
  readonly text: string
}

const pricesByMeter = (tariff: Tariff): readonly (readonly Price[])[] =>
  pricesBy(tariff, ({ rate, card }) => `${rate.meter} ${currencyOf(card, tariff)}`)

/** The prices of all tokens in the currency of some; none where these are of something else. */
function tokenPrices(tariff: Tariff, [one]: readonly Price[]): readonly Price[] {
  if (one === undefined || !isToken(one.placed)) return []
  const currency = currencyOf(one.placed.card, tariff)
  const isAlike = (placed: PlacedRate) => isToken(placed) && currencyOf(placed.card, tariff) === currency
  return pricesBy(tariff, (placed) => (isAlike(placed) ? currency : undefined))[0] ?? []
}

const isToken = ({ rate }: PlacedRate): boolean => isMeterId(rate.meter) && countsTokens(rate.meter)

function pricesBy(tariff: Tariff, keyOf: (placed: PlacedRate) => string | undefined): readonly (readonly Price[])[] {
  const series = new Map<string, Price[]>()
  for (const placed of placedRates(tariff)) {
    const { rate } = placed
    const key = keyOf(placed)
    if (key === undefined) continue
    const texts = rate.price === undefined ? (rate.steps?.steps ?? []).map(({ price }) => price) : [rate.price]
    for (const text of texts) {
      const price = divideRationals(rational(text), rational(rate.per))
      if (isZero(price)) continue
      const prices = series.get(key) ?? []
      series.set(key, prices)
      prices.push({ placed, price, text: `${text} / ${rate.per}` })
    }
  }
  return [...series.values()].map((prices) => prices.sort((a, b) => compareRationals(a.price, b.price)))
}

const currencyOf = ({ currency }: RateCard, tariff: Tariff): string => currency ?? tariff.currency

/** A middle price of a sorted series without one of its members. */
function middleWithout(series: readonly Price[], left: number, round: (middle: number) => number): Rational {
  const middle = round((series.length - 2) / 2)
  return series[middle < left ? middle : middle + 1]?.price ?? ONE
}

export const PRICE_WARNINGS: readonly Rule[] = [
  cachedAboveInput,
  outputBelowInput,
  batchNotBelowStandard,
  batchFactorNotBelowOne,
  pricesOffSiblings,
]
