import { RatecardError } from '../errors.ts'
import type { MeterId } from '../meter/meter.ts'
import { rational } from '../number/rational.ts'
import type { Instant } from '../period/instant.ts'
import type { Evidence, Rate, RateCard, Source, Tariff } from '../tariff/tariff.ts'
import type { PricedCellRate } from './rate-table.ts'
import { formatTier, type TierInterval, tierInterval } from './tier.ts'
import { type Claim, citedSource } from './timeline.ts'

/** A rate, read once, as every cell that it holds in sees it. */
export interface ReadRate {
  readonly when: readonly (readonly [facet: string, value: string])[]
  readonly tier: TierInterval | undefined
  /** How far its source is trusted: higher is believed before lower. */
  readonly trust: number
  /** Its price without modifiers. */
  readonly price: PricedCellRate
}

/** A claim with the rates of its card by meter. */
export interface ReadClaim {
  readonly claim: Claim
  readonly rates: ReadonlyMap<MeterId, readonly ReadRate[]>
}

/** The vendor's word counts before what was derived from it, and that before a catalogue's. */
const TRUST: Readonly<Record<Evidence, number>> = {
  'vendor-page': 2,
  'vendor-notice': 2,
  bill: 2,
  contract: 2,
  derived: 1,
  catalogue: 0,
}

/** Reads the rates of a claim's card, each with the source by which it was known. */
export function readClaim(claim: Claim, tariff: Tariff, asOf: Instant | undefined): ReadClaim {
  const rates = new Map<MeterId, ReadRate[]>()
  for (const rate of claim.card.rates) {
    const source = sourceOf(tariff, claim, rate, asOf)
    const tier = rate.tier && tierInterval(rate.tier)
    const read = {
      when: Object.entries(rate.when ?? {}),
      tier,
      trust: TRUST[source.evidence],
      price: priceOf({ rate, card: claim.card, source, tariff, tier: tier && formatTier(tier) }),
    }
    const ofMeter = rates.get(rate.meter)
    if (ofMeter) ofMeter.push(read)
    else rates.set(rate.meter, [read])
  }
  return { claim, rates }
}

function sourceOf(tariff: Tariff, { card, days }: Claim, rate: Rate, asOf: Instant | undefined): Source {
  const source = tariff.sources[citedSource(tariff, rate.source ?? card.source, days, asOf)]
  if (source === undefined) throw new RatecardError('invalid-tariff', { card: card.id, source: card.source })
  return source
}

interface RateSource {
  readonly rate: Rate
  readonly card: RateCard
  readonly source: Source
  readonly tariff: Tariff
  readonly tier: string | undefined
}

function priceOf({ rate, card, source, tariff, tier }: RateSource): PricedCellRate {
  if (rate.price === undefined && rate.steps === undefined)
    throw new RatecardError('invalid-tariff', { card: card.id, meter: rate.meter, expected: 'a price or steps' })
  return {
    status: 'priced',
    id: rateId(card, rate, tier),
    meter: rate.meter,
    card,
    source,
    currency: card.currency ?? tariff.currency,
    ...(rate.price === undefined ? {} : { listPrice: rational(rate.price) }),
    per: rational(rate.per),
    printed: { per: rate.per, ...(rate.price !== undefined && { price: rate.price }) },
    ...(tier !== undefined && { tier }),
    ...(rate.when && Object.keys(rate.when).length > 0 && { when: rate.when }),
    ...(rate.steps && { steps: rate.steps }),
    ...(rate.increment === undefined ? {} : { increment: rational(rate.increment) }),
    ...(rate.maximum === undefined ? {} : { maximum: rational(rate.maximum) }),
    ...(rate.minimum === undefined ? {} : { minimum: rational(rate.minimum) }),
    modifiers: [],
    withoutAllowance: [],
  }
}

/** `qwen-plus@2026-02-24/output_tokens[thinking=on][0 < n <= 128000]` */
function rateId(card: RateCard, rate: Rate, tier: string | undefined): string {
  const facets = Object.entries(rate.when ?? {}).map(([name, value]) => `${name}=${value}`)
  const when = facets.length > 0 ? `[${facets.sort().join(',')}]` : ''
  return `${card.id}/${rate.meter}${when}${tier === undefined ? '' : `[${tier}]`}`
}
