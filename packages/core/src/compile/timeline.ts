import { RatecardError } from '../errors.ts'
import { DAY_MILLISECONDS, type Instant, localDay, readInstant, readOffset, startOfDay } from '../period/instant.ts'
import { ALWAYS, type Period } from '../period/period.ts'
import type { RateCard, Tariff } from '../tariff/tariff.ts'
import type { Carried, ReasonDays, UnpricedReason } from './rate-table.ts'

/** When a card says its prices hold, as far as it was known on a day. */
export interface Claim extends Period {
  readonly card: RateCard
  readonly fromStated: boolean
  readonly untilStated: boolean
  /** The days on which it was seen, as far as they are known. */
  readonly days: readonly string[]
  /** The last day for which it is known, where no end is stated. */
  readonly last?: string
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
  | { readonly kind: 'between'; readonly before: T; readonly after: T; readonly days: ReasonDays }
  | { readonly kind: 'none'; readonly reason: UnpricedReason; readonly near?: T; readonly days: ReasonDays }

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
  return {
    kind: 'none',
    reason: 'before-first-observation',
    ...(next && { near: next.value }),
    days: next ? daysOf({ next: firstDay(next.claim) }) : {},
  }
}

const firstDay = ({ card, days: [seen] }: Claim): string | undefined => card.effective.from ?? seen

/** The given days without those that are not known. */
const daysOf = (days: Readonly<Record<string, string | undefined>>): ReasonDays =>
  Object.fromEntries(Object.entries(days).filter(([, day]) => day !== undefined))

type Order = (a: Offer<unknown>, b: Offer<unknown>) => number

const first = <T>(a: Offer<T> | undefined, b: Offer<T>, order: Order): Offer<T> =>
  a === undefined || order(b, a) < 0 ? b : a

/** The highest rank; among equals the one that began last. */
const believed: Order = (a, b) => b.rank - a.rank || b.claim.from - a.claim.from

function afterClaim<T>({ claim, value }: Offer<T>, next: Offer<T> | undefined, at: Instant): State<T> {
  const { effective } = claim.card
  if (claim.untilStated)
    return { kind: 'none', reason: 'after-last-period', near: value, days: daysOf({ ended: effective.until }) }
  const { gone = Number.POSITIVE_INFINITY } = claim
  if (gone < (next?.claim.from ?? Number.POSITIVE_INFINITY))
    return {
      kind: 'none',
      reason: at < gone ? 'between-observations' : 'no-longer-listed',
      near: value,
      days: daysOf({ seen: claim.last, absent: effective.absent }),
    }
  if (next === undefined) return { kind: 'known', value, carried: claim.carried }
  if (next.claim.fromStated) return { kind: 'known', value }
  const days = daysOf({ seen: claim.last, next: firstDay(next.claim) })
  return { kind: 'between', before: value, after: next.value, days }
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
    return { card, ...ALWAYS, fromStated: true, untilStated: true, days, carried }
  const [first] = days
  const start = from !== undefined ? instantOf(from) : first !== undefined ? dayOf(tariff, first) : ALWAYS.from
  const gone = absent === undefined ? undefined : dayOf(tariff, absent)
  return {
    card,
    from: start,
    ...endOf(tariff, start, days, until),
    fromStated: from !== undefined,
    untilStated: until !== undefined,
    days,
    carried,
    ...(gone !== undefined && gone <= asOf && { gone }),
  }
}

/**
 * The source to name for a claim that names one: a page that was read again later is named as it was known, by its last
 * reading that the claim was seen in. Where none is kept, the later one stays.
 */
export function citedSource(tariff: Tariff, key: string, days: readonly string[], asOf: Instant | undefined): string {
  const named = tariff.sources[key]
  if (named === undefined || asOf === undefined || dayOf(tariff, named.checked) <= asOf) return key
  const readings = Object.entries(tariff.sources)
    .filter(([, { url, evidence }]) => url === named.url && evidence === named.evidence)
    .filter(([, { checked }]) => days.includes(checked))
    .sort(([, a], [, b]) => (a.checked < b.checked ? -1 : 1))
  return readings.at(-1)?.[0] ?? key
}

/** A price is known to its stated end, or to the end of the last day on which it was seen; its stated start is such a day. */
function endOf(tariff: Tariff, start: Instant, days: readonly string[], until: string | undefined) {
  if (until !== undefined) return { until: instantOf(until) }
  const last = [localDay(start, tariff.timeZone), ...days].sort().at(-1) as string
  return { until: dayOf(tariff, last) + DAY_MILLISECONDS, last }
}

/** Why nothing at all is known of a model: what was asked for, and when its first price was recorded. */
export function unknownDays(tariff: Tariff, cards: readonly RateCard[], asOf: Instant): ReasonDays {
  const recorded = cards.map((card) => {
    const { observed = [] } = card.effective
    return card.recorded ?? [...observed].sort()[0] ?? sourceOf(tariff, card).checked
  })
  return daysOf({ asOf: localDay(asOf, tariff.timeZone), recorded: recorded.sort()[0] })
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
