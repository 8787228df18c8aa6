import { readInstant } from '../../period/instant.ts'
import { type Issue, issue } from '../../result.ts'
import type { OpeningWindow, Tariff } from '../../tariff/tariff.ts'
import { splitLine, tierInterval } from '../tier.ts'
import { namesOf } from './card-claim.ts'
import type { Rule } from './rule.ts'

/** A tier in which no number lies covers nothing. */
function* emptyTiers(tariff: Tariff): Iterable<Issue> {
  for (const [at, { id, tier }] of (tariff.allowances ?? []).entries()) {
    const bounds = Object.entries(tier ?? {}).map(([name, value]) => `${name} ${value}`)
    const isTwice = tier !== undefined && ((tier.gt && tier.ge) || (tier.lt && tier.le))
    const { from, until } = tierInterval(tier ?? {})
    const isEmpty = from !== undefined && until !== undefined && splitLine([{ from, until }])[1]?.until !== until
    if (isTwice || isEmpty) yield issue('lint-allowance-tier', `/allowances/${at}/tier`, { allowance: id, bounds })
  }
}

/** A tier is read from the model's selector, so a model without one would never be covered. */
function* tiersWithoutSelector(tariff: Tariff): Iterable<Issue> {
  for (const [at, { id, tier, models = [] }] of (tariff.allowances ?? []).entries()) {
    if (tier === undefined) continue
    for (const model of models) {
      const cards = tariff.cards.filter((card) => [...namesOf(card)].includes(model))
      if (cards.length > 0 && cards.every(({ selector }) => selector === undefined))
        yield issue('lint-allowance-without-selector', `/allowances/${at}/tier`, { allowance: id, model })
    }
  }
}

/** One claim has one length. */
function* validitiesOfManyKinds(tariff: Tariff): Iterable<Issue> {
  for (const [at, { id, validity = [] }] of (tariff.allowances ?? []).entries())
    for (const [position, { days, months, until, renews }] of validity.entries())
      if ([days, months, until, renews].filter((length) => length !== undefined).length !== 1)
        yield issue('lint-allowance-validity', `/allowances/${at}/validity/${position}`, { allowance: id })
}

/** Money is not counted in units, and only a savings plan is money. */
function* weightedMoney(tariff: Tariff): Iterable<Issue> {
  for (const [at, { id, kind, weights }] of (tariff.allowances ?? []).entries())
    if (kind === 'savings-plan' && weights)
      yield issue('lint-allowance-weights', `/allowances/${at}/weights`, { allowance: id })
}

/** Accounts opened before the window begins and after it ends are none. */
function* emptyWindows(tariff: Tariff): Iterable<Issue> {
  for (const [at, { id, grants = [], validity = [] }] of (tariff.allowances ?? []).entries())
    for (const [list, items] of Object.entries({ grants, validity }))
      for (const [position, { opened }] of items.entries())
        if (opened && isEmptyWindow(opened))
          yield issue('lint-period-empty', `/allowances/${at}/${list}/${position}/opened`, {
            owner: id,
            from: opened.from ?? '',
            until: opened.until ?? '',
          })
}

function isEmptyWindow({ from, until }: OpeningWindow): boolean {
  if (from === undefined || until === undefined) return false
  const [start, end] = [readInstant(from), readInstant(until)]
  return start.ok && end.ok && end.value <= start.value
}

export const ALLOWANCE_RULES: readonly Rule[] = [
  emptyTiers,
  tiersWithoutSelector,
  validitiesOfManyKinds,
  weightedMoney,
  emptyWindows,
]
