import { RatecardError } from '../errors.ts'
import { DAY_MILLISECONDS, type Instant, localTime, readInstant, readOffset, startOfDay } from '../period/instant.ts'
import { ALWAYS, type Period } from '../period/period.ts'
import type { RateCard, Tariff } from '../tariff/tariff.ts'
import type { Carried, UnpricedReason } from './rate-table.ts'

/** When a card says its prices hold, as far as it was known on a day. */
export interface Claim extends Period {
  readonly card: RateCard
  readonly fromStated: boolean
  readonly untilStated: boolean
  /** The last day on which the card was seen, and the end of that day. */
  readonly carried: Carried
  /** When a page read in whole was first seen without these prices. */
  readonly gone?: Instant
}

/** What a claim says of one thing. Of several that hold at once the highest rank is believed. */
export interface Offer<T> {
  readonly claim: Claim
  readonly value: T
  readonly rank: number
}

/** What is known of one thing at an instant. */
export type State<T> =
  | { readonly kind: 'known'; readonly value: T; readonly carried?: Carried }
  | { readonly kind: 'between'; readonly before: T; readonly after: T }
  | { readonly kind: 'none'; readonly reason: UnpricedReason; readonly near?: T }

/**
 * The claims of a model's cards; those that another known card corrects are left out.
 *
 * @param asOf only what was recorded by then is known; undefined: everything.
 */
export function claimsOf(tariff: Tariff, cards: readonly RateCard[], asOf: Instant | undefined): readonly Claim[] {
  const known = cards.flatMap((card) => claim(tariff, card, asOf) ?? [])
  const corrected = new Set(known.map(({ card }) => card.corrects))
  return known.filter(({ card }) => !corrected.has(card.id))
}

/** The instants at which what is known may change. */
export const claimEdges = (claims: readonly Claim[]): readonly Instant[] =>
  claims.flatMap(({ from, until, gone = until }) => [from, until, gone])

/**
 * What is known at an instant. A claim holds from its stated or first observed bound to its stated or last observed one.
 * Up to a stated change the earlier claim holds on; between two observed ones nothing is known; after the last one it
 * is carried, and its age is told. An undated claim holds until a dated one begins.
 */
export function stateAt<T>(offers: readonly Offer<T>[], at: Instant): State<T> {
  let [holding, before, next, undated]: (Offer<T> | undefined)[] = []
  for (const offer of offers) {
    const { claim } = offer
    if (isUndated(claim)) undated = first(undated, offer, believed)
    else if (claim.from > at) next = first(next, offer, (a, b) => a.claim.from - b.claim.from || believed(a, b))
    else if (at < claim.until) holding = first(holding, offer, believed)
    else before = first(before, offer, (a, b) => b.claim.until - a.claim.until || believed(a, b))
  }
  const best = holding ?? (before === undefined ? undated : undefined)
  if (best) return { kind: 'known', value: best.value }
  if (before) return afterClaim(before, next, at)
  return { kind: 'none', reason: 'before-first-observation', ...(next && { near: next.value }) }
}

type Order = (a: Offer<unknown>, b: Offer<unknown>) => number

const first = <T>(a: Offer<T> | undefined, b: Offer<T>, order: Order): Offer<T> =>
  a === undefined || order(b, a) < 0 ? b : a

/** The highest rank; among equals the one that began last. */
const believed: Order = (a, b) => b.rank - a.rank || b.claim.from - a.claim.from

function afterClaim<T>({ claim, value }: Offer<T>, next: Offer<T> | undefined, at: Instant): State<T> {
  if (claim.untilStated) return { kind: 'none', reason: 'after-last-period', near: value }
  const { gone = Number.POSITIVE_INFINITY } = claim
  if (gone < (next?.claim.from ?? Number.POSITIVE_INFINITY))
    return { kind: 'none', reason: at < gone ? 'between-observations' : 'no-longer-listed', near: value }
  if (next === undefined) return { kind: 'known', value, carried: claim.carried }
  if (next.claim.fromStated) return { kind: 'known', value }
  return { kind: 'between', before: value, after: next.value }
}

const isUndated = ({ from, until }: Period): boolean => from === ALWAYS.from && until === ALWAYS.until

function claim(tariff: Tariff, card: RateCard, asOf = Number.POSITIVE_INFINITY): Claim | undefined {
  const { from, until, observed = [], absent } = card.effective
  const days = observed.filter((day) => dayOf(tariff, day) <= asOf).sort()
  const checked = card.recorded ?? sourceOf(tariff, card).checked
  const isRecorded =
    observed.length > 0 && card.recorded === undefined ? days.length > 0 : dayOf(tariff, checked) <= asOf
  if (!isRecorded) return undefined
  const seen = days.at(-1) ?? checked
  const carried = { since: dayOf(tariff, seen) + DAY_MILLISECONDS, seen }
  if (observed.length === 0 && from === undefined && until === undefined)
    return { card, ...ALWAYS, fromStated: true, untilStated: true, carried }
  const [first] = days
  const start = from !== undefined ? instantOf(from) : first !== undefined ? dayOf(tariff, first) : ALWAYS.from
  const gone = absent === undefined ? undefined : dayOf(tariff, absent)
  return {
    card,
    from: start,
    until: until === undefined ? lastKnown(tariff, start, days) : instantOf(until),
    fromStated: from !== undefined,
    untilStated: until !== undefined,
    carried,
    ...(gone !== undefined && gone <= asOf && { gone }),
  }
}

/** A price is known to the end of the last day on which it was seen; its stated start is such a day. */
function lastKnown(tariff: Tariff, start: Instant, days: readonly string[]): Instant {
  const { day } = localTime(start, readOffset(tariff.timeZone) ?? 0)
  return Math.max(...[day, ...days].map((seen) => dayOf(tariff, seen))) + DAY_MILLISECONDS
}

const sourceOf = (tariff: Tariff, card: RateCard) => {
  const source = tariff.sources[card.source]
  if (source === undefined) throw new RatecardError('invalid-tariff', { tariff: tariff.id, source: card.source })
  return source
}

/** @throws RatecardError `invalid-tariff` for a text that is no instant. */
export function instantOf(text: string): Instant {
  const read = readInstant(text)
  if (!read.ok) throw new RatecardError('invalid-tariff', { instant: text })
  return read.value
}

/** Many cards name the same few days. */
const KNOWN_DAYS = /* @__PURE__ */ new WeakMap<Tariff, Map<string, Instant>>()

function dayOf(tariff: Tariff, day: string): Instant {
  const known = KNOWN_DAYS.get(tariff) ?? new Map<string, Instant>()
  KNOWN_DAYS.set(tariff, known)
  const start = known.get(day) ?? readDay(tariff, day)
  known.set(day, start)
  return start
}

function readDay(tariff: Tariff, day: string): Instant {
  const offset = readOffset(tariff.timeZone)
  const start = offset === undefined ? undefined : startOfDay(day, offset)
  if (start === undefined) throw new RatecardError('invalid-tariff', { tariff: tariff.id, day })
  return start
}
