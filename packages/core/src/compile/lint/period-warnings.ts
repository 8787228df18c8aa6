import { RatecardError } from '../../errors.ts'
import { meter } from '../../meter/meter.ts'
import { addRationals, compareRationals, ONE, roundRational } from '../../number/rational.ts'
import { DAY_MILLISECONDS, readOffset, startOfDay } from '../../period/instant.ts'
import { type Issue, issue } from '../../result.ts'
import { tariffFacets } from '../../tariff/facet.ts'
import type { Rate, RateCard, Tariff } from '../../tariff/tariff.ts'
import { type Cut, formatTier, tierInterval } from '../tier.ts'
import { type CardClaim, claimsByName, formatEnd, MOST_CARDS_COMPARED } from './card-claim.ts'
import { holdsAt } from './rate-clash.ts'
import { neighbours } from './rate-rules.ts'
import { isFirst, type Rule } from './rule.ts'

/** Between the stated end of one card and the stated beginning of the next no price is known. */
function* periodGaps(tariff: Tariff): Iterable<Issue> {
  const told = new Set<string>()
  for (const [name, claims] of claimsByName(tariff)) {
    let [previous] = claims
    for (const next of claims.slice(1)) {
      if (previous && isGap(previous, next) && isFirst(told, previous.path, next.path))
        yield issue('lint-period-gap', `${next.path}/effective`, {
          name,
          card: next.card.id,
          other: previous.card.id,
          from: formatEnd(previous.until),
          until: formatEnd(next.from),
        })
      if (previous === undefined || next.until > previous.until) previous = next
    }
  }
}

const isGap = (previous: CardClaim, next: CardClaim): boolean =>
  previous.untilStated && next.fromStated && previous.until < next.from

/** Sizes between two tiers have no price; where only whole units are counted, a whole number has to lie there. */
function* tierGaps(tariff: Tariff): Iterable<Issue> {
  for (const [previous, next] of neighbours(tariff)) {
    const [low, high] = [tierInterval(previous.rate.tier ?? {}), tierInterval(next.rate.tier ?? {})]
    const isWhole = (next.card.selector ?? []).every((id) => !meter(id)?.fractional)
    if (low.until && high.from && isBetween(low.until, high.from, isWhole))
      yield issue('lint-tier-gap', `${next.path}/tier`, {
        card: next.card.id,
        meter: next.rate.meter,
        tier: formatTier(high),
        other: formatTier(low),
      })
  }
}

/** Whether any number that can occur lies after the first cut and before the second. */
function isBetween(low: Cut, high: Cut, isWhole: boolean): boolean {
  const floor = roundRational(low.value, 0, 'floor')
  const first = low.after ? addRationals(floor, ONE) : roundRational(low.value, 0, 'ceiling')
  const order = compareRationals(isWhole ? first : low.value, high.value)
  return order < 0 || (order === 0 && high.after && (isWhole || !low.after))
}

/** Prices that nobody has looked at for so many days may have changed. */
const STALE_DAYS = 180

/**
 * Cards still in force whose prices were last seen long before a day.
 *
 * @throws RatecardError `invalid-instant` when `today` is no calendar day.
 */
export const staleCards = (today: string): Rule =>
  function* (tariff) {
    const offset = readOffset(tariff.timeZone) ?? 0
    const now = startOfDay(today, offset)
    if (now === undefined) throw new RatecardError('invalid-instant', { day: today })
    const told = new Set<string>()
    for (const [, claims] of claimsByName(tariff))
      for (const claim of inForce(claims.slice(-MOST_CARDS_COMPARED), tariff)) {
        const seen = lastSeen(claim.card, tariff)
        const days = Math.floor((now - (startOfDay(seen, offset) ?? now)) / DAY_MILLISECONDS)
        if (days <= STALE_DAYS || !isFirst(told, claim.path)) continue
        const params = { card: claim.card.id, seen, today, days: String(days), limit: String(STALE_DAYS) }
        yield issue('lint-stale', claim.path, params)
      }
  }

/** Of the claims of a name those with a price that no later one has taken over, and that has not ended. */
const inForce = (claims: readonly CardClaim[], tariff: Tariff): readonly CardClaim[] =>
  claims.filter((claim, at) => {
    const later = claims.filter((other, place) => isSeenLater(other, place, claim, at, tariff))
    return !isOver(claim) && claim.card.rates.some((rate) => !later.some(({ card }) => speaksOf(card, rate, tariff)))
  })

/** Seen on a later day, or on the same day and begun later. */
function isSeenLater(other: CardClaim, place: number, claim: CardClaim, at: number, tariff: Tariff): boolean {
  const [day, seen] = [lastSeen(other.card, tariff), lastSeen(claim.card, tariff)]
  return day > seen || (day === seen && place > at)
}

/** A card that lists all prices of its model says of each that it is listed or not. */
const speaksOf = ({ partial, rates }: RateCard, { meter: id, when = {} }: Rate, tariff: Tariff): boolean =>
  !partial || rates.some((rate) => rate.meter === id && holdsAt(rate, when, tariffFacets(tariff)))

/** A price with a stated end, or one that is not listed any more, does not grow old. */
const isOver = ({ untilStated, until, card }: CardClaim): boolean =>
  (untilStated && Number.isFinite(until)) || card.effective.absent !== undefined

/** Calendar days in ISO form are ordered as text. */
const lastSeen = ({ effective, recorded = '', source }: RateCard, { sources }: Tariff): string =>
  [...(effective.observed ?? []), recorded, sources[source]?.checked ?? ''].sort().at(-1) ?? ''

export const PERIOD_WARNINGS: readonly Rule[] = [periodGaps, tierGaps]
