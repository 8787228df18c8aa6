import {
  DAY_MILLISECONDS,
  formatInstant,
  type Instant,
  localTime,
  readInstant,
  readOffset,
  startOfDay,
} from '../../period/instant.ts'
import { ALWAYS, type Period } from '../../period/period.ts'
import type { Effective, RateCard, Tariff } from '../../tariff/tariff.ts'

/** The stretch of time that a card itself claims, before its neighbours move its ends: as `claimsOf` reads it. */
export interface CardClaim extends Period {
  readonly card: RateCard
  /** Where the card stands in the tariff. */
  readonly path: string
  readonly fromStated: boolean
  readonly untilStated: boolean
}

/** The period that `effective` states or that its observations span; undefined where a date can not be read. */
export function claimedPeriod({ from, until, observed = [] }: Effective, timeZone: string): Period | undefined {
  const offset = readOffset(timeZone) ?? Number.NaN
  const days = observed.map((day) => startOfDay(day, offset) ?? Number.NaN)
  const start = from === undefined ? Math.min(...days, ALWAYS.until) : instantOf(from)
  const known = start === ALWAYS.until ? ALWAYS.from : start
  const seen = from === undefined ? days : [...days, firstOfDay(start, offset)]
  const lastSeen = seen.length > 0 ? Math.max(...seen) + DAY_MILLISECONDS : ALWAYS.until
  const end = until === undefined ? lastSeen : instantOf(until)
  return Number.isNaN(known) || Number.isNaN(end) ? undefined : { from: known, until: end }
}

const firstOfDay = (at: Instant, offset: number): Instant =>
  Number.isNaN(at) ? at : (startOfDay(localTime(at, offset).day, offset) ?? Number.NaN)

const instantOf = (text: string): Instant => {
  const read = readInstant(text)
  return read.ok ? read.value : Number.NaN
}

/** The claims of every name, aliases included, each in the order of time; without the cards that another corrects. */
export function claimsByName(tariff: Tariff): ReadonlyMap<string, readonly CardClaim[]> {
  const corrected = new Set(tariff.cards.map(({ corrects }) => corrects))
  const byName = new Map<string, CardClaim[]>()
  for (const [at, card] of tariff.cards.entries()) {
    const claim = corrected.has(card.id) ? undefined : claimOf(card, `/cards/${at}`, tariff)
    if (claim === undefined) continue
    for (const name of namesOf(card)) {
      const claims = byName.get(name)
      if (claims) claims.push(claim)
      else byName.set(name, [claim])
    }
  }
  for (const claims of byName.values()) claims.sort((a, b) => a.from - b.from || 0)
  return byName
}

/** An undated card is taken as one that always holds, and says so. */
function claimOf(card: RateCard, path: string, { timeZone }: Tariff): CardClaim | undefined {
  const period = claimedPeriod(card.effective, timeZone)
  if (period === undefined) return undefined
  const { from, until, observed = [] } = card.effective
  const isUndated = from === undefined && until === undefined && observed.length === 0
  return {
    ...period,
    card,
    path,
    fromStated: isUndated || from !== undefined,
    untilStated: isUndated || until !== undefined,
  }
}

/** A name with more cards than this is not compared card by card, so that a hostile list is read soon. */
export const MOST_CARDS_COMPARED = 500

export const namesOf = ({ model, aliases = [] }: RateCard): ReadonlySet<string> => new Set([model, ...aliases])

/** An end of a period for a reader; empty where it is open. */
export const formatEnd = (at: Instant): string => (Number.isFinite(at) ? formatInstant(at) : '')
