import { RatecardError } from '../errors.ts'
import { DAY_MILLISECONDS, type Instant, readInstant, readOffset, startOfDay } from '../period/instant.ts'
import { ALWAYS, type Period } from '../period/period.ts'
import type { RateCard, Tariff } from '../tariff/tariff.ts'
import type { Carried, UnpricedReason } from './rate-table.ts'

/** A stretch of time in which a model's prices are one card's, unknown, or between those of two cards. */
export type Segment = Period &
  (
    | { readonly kind: 'card'; readonly card: RateCard; readonly carried?: Carried }
    | { readonly kind: 'between'; readonly before: RateCard; readonly after: RateCard }
    | { readonly kind: 'none'; readonly reason: UnpricedReason; readonly near?: RateCard }
  )

interface Claim extends Period {
  readonly card: RateCard
  readonly fromStated: boolean
  readonly untilStated: boolean
  /** The last day on which the card was seen. */
  readonly seen: string
}

/**
 * The prices of one model along time. A card holds from its stated or first observed bound to its stated or last
 * observed one. Up to a stated change the earlier card holds on; between two observed ones nothing is known; after the
 * last card its prices are carried, and their age is told.
 *
 * @param asOf only what was recorded by then is known; undefined: everything.
 */
export function timeline(tariff: Tariff, cards: readonly RateCard[], asOf: Instant | undefined): readonly Segment[] {
  const known = cards.flatMap((card) => claim(tariff, card, asOf) ?? [])
  const corrected = new Set(known.map(({ card }) => card.corrects))
  const claims = known.filter(({ card }) => !corrected.has(card.id)).sort((a, b) => a.from - b.from)
  const [first] = claims
  if (first === undefined) return [{ ...ALWAYS, kind: 'none', reason: cards.length > 0 ? 'unknown-as-of' : 'no-rate' }]
  const segments: Segment[] = [
    { from: ALWAYS.from, until: first.from, kind: 'none', reason: 'before-first-observation', near: first.card },
  ]
  for (const [at, current] of claims.entries()) segments.push(...stretch(current, claims[at + 1], tariff))
  return segments.filter(({ from, until }) => from < until)
}

function stretch(current: Claim, next: Claim | undefined, tariff: Tariff): Segment[] {
  const { card, from } = current
  if (next === undefined) {
    const known: Segment = { kind: 'card', card, from, until: current.until }
    const rest = { from: current.until, until: ALWAYS.until }
    if (current.untilStated) return [known, { ...rest, kind: 'none', reason: 'after-last-period', near: card }]
    return [
      known,
      {
        ...rest,
        kind: 'card',
        card,
        carried: { since: dayOf(tariff, current.seen) + DAY_MILLISECONDS, seen: current.seen },
      },
    ]
  }
  if (next.fromStated && !current.untilStated) return [{ kind: 'card', card, from, until: next.from }]
  const gap = { from: current.until, until: next.from }
  const known: Segment = { kind: 'card', card, from, until: Math.min(current.until, next.from) }
  if (current.untilStated) return [known, { ...gap, kind: 'none', reason: 'after-last-period', near: card }]
  return [known, { ...gap, kind: 'between', before: card, after: next.card }]
}

function claim(tariff: Tariff, card: RateCard, asOf = Number.POSITIVE_INFINITY): Claim | undefined {
  const { from, until, observed = [] } = card.effective
  const days = observed.filter((day) => dayOf(tariff, day) <= asOf).sort()
  const checked = card.recorded ?? sourceOf(tariff, card).checked
  const isRecorded =
    observed.length > 0 && card.recorded === undefined ? days.length > 0 : dayOf(tariff, checked) <= asOf
  if (!isRecorded) return undefined
  const seen = days.at(-1) ?? checked
  if (observed.length === 0 && from === undefined && until === undefined)
    return { card, ...ALWAYS, fromStated: true, untilStated: true, seen }
  const [first] = days
  const start = from !== undefined ? instant(from) : first !== undefined ? dayOf(tariff, first) : ALWAYS.from
  const lastDay = days.length > 0 ? dayOf(tariff, seen) + DAY_MILLISECONDS : start
  return {
    card,
    from: start,
    until: until === undefined ? lastDay : instant(until),
    fromStated: from !== undefined,
    untilStated: until !== undefined,
    seen,
  }
}

const sourceOf = (tariff: Tariff, card: RateCard) => {
  const source = tariff.sources[card.source]
  if (source === undefined) throw new RatecardError('invalid-tariff', { tariff: tariff.id, source: card.source })
  return source
}

function instant(text: string): Instant {
  const read = readInstant(text)
  if (!read.ok) throw new RatecardError('invalid-tariff', { instant: text })
  return read.value
}

function dayOf(tariff: Tariff, day: string): Instant {
  const offset = readOffset(tariff.timeZone)
  const start = offset === undefined ? undefined : startOfDay(day, offset)
  if (start === undefined) throw new RatecardError('invalid-tariff', { tariff: tariff.id, day })
  return start
}
