import { localDay, readInstant } from '../../period/instant.ts'
import { ALWAYS } from '../../period/period.ts'
import { type Issue, issue } from '../../result.ts'
import type { Effective, RateCard, Tariff } from '../../tariff/tariff.ts'
import { claimedPeriod } from './card-claim.ts'
import { isFirst, type Rule } from './rule.ts'

interface Dated {
  readonly owner: string
  readonly path: string
  readonly effective: Effective
}

function* datedThings(tariff: Tariff): Iterable<Dated> {
  for (const [at, { id, effective }] of tariff.cards.entries())
    yield { owner: id, path: `/cards/${at}/effective`, effective }
  for (const [at, { id, effective }] of (tariff.modifiers ?? []).entries())
    if (effective) yield { owner: id, path: `/modifiers/${at}/effective`, effective }
}

/** A period ends after it begins. */
function* emptyPeriods(tariff: Tariff): Iterable<Issue> {
  for (const { owner, path, effective } of datedThings(tariff)) {
    const { from, until } = effective
    const period = from !== undefined && until !== undefined && claimedPeriod({ from, until }, tariff.timeZone)
    if (period && period.until <= period.from) yield issue('lint-period-empty', path, { owner, from, until })
  }
}

/** A price can not have been seen before it began or after it ended. */
function* observationsOutside(tariff: Tariff): Iterable<Issue> {
  for (const { owner, path, effective } of datedThings(tariff)) {
    const { observed = [], from = '', until = '' } = effective
    for (const [at, day] of observed.entries())
      if (isOutside(day, effective, tariff.timeZone))
        yield issue('lint-observed-outside', `${path}/observed/${at}`, { owner, day, from, until })
  }
}

function isOutside(day: string, { from, until }: Effective, timeZone: string): boolean {
  const seen = claimedPeriod({ observed: [day] }, timeZone)
  const begun = from === undefined ? ALWAYS : claimedPeriod({ from }, timeZone)
  const ended = until === undefined ? ALWAYS : claimedPeriod({ until }, timeZone)
  return seen !== undefined && ((begun?.from ?? seen.from) >= seen.until || (ended?.until ?? seen.until) <= seen.from)
}

/** A price is missed only after it was last seen, or after the day on which it is stated to begin. */
function* absentBeforeSeen(tariff: Tariff): Iterable<Issue> {
  for (const { owner, path, effective } of datedThings(tariff)) {
    const { absent, from, observed = [] } = effective
    const begun = from === undefined ? [] : [dayBegun(from, tariff)]
    const last = [...observed, ...begun].sort().at(-1)
    if (absent !== undefined && (last === undefined || absent <= last))
      yield issue('lint-absent-before-seen', `${path}/absent`, { owner, absent, seen: last ?? '' })
  }
}

function dayBegun(instant: string, { timeZone }: Tariff): string {
  const read = readInstant(instant)
  return read.ok ? localDay(read.value, timeZone) : ''
}

/** A correction is of the same model. */
function* correctionsOfOthers(tariff: Tariff): Iterable<Issue> {
  const byId = new Map(tariff.cards.map((card) => [card.id, card]))
  for (const [at, card] of tariff.cards.entries()) {
    const other = byId.get(card.corrects ?? '')
    if (other === undefined || other.model === card.model) continue
    const params = { card: card.id, model: card.model, other: other.id, otherModel: other.model }
    yield issue('lint-correction-other-model', `/cards/${at}/corrects`, params)
  }
}

/** Cards that correct each other would all be taken for corrected. */
function* correctionCycles(tariff: Tariff): Iterable<Issue> {
  const byId = new Map(tariff.cards.map((card) => [card.id, card]))
  const done = new Set<RateCard>()
  const told = new Set<string>()
  for (const [at, start] of tariff.cards.entries()) {
    const chain = new Set<RateCard>()
    let card: RateCard | undefined = start
    while (card !== undefined && !chain.has(card) && !done.has(card)) {
      chain.add(card)
      card = byId.get(card.corrects ?? '')
    }
    const cycle = card !== undefined && chain.has(card) ? [...chain].slice([...chain].indexOf(card)) : []
    for (const member of chain) done.add(member)
    const cards = cycle.map(({ id }) => id)
    if (cards.length > 0 && isFirst(told, ...cards))
      yield issue('lint-correction-cycle', `/cards/${at}/corrects`, { cards })
  }
}

export const PERIOD_RULES: readonly Rule[] = [
  emptyPeriods,
  observationsOutside,
  absentBeforeSeen,
  correctionsOfOthers,
  correctionCycles,
]
