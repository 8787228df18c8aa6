import { type MeterId, meter } from '../../meter/meter.ts'
import { compareRationals, rational } from '../../number/rational.ts'
import { type Issue, issue } from '../../result.ts'
import { isTimed, tariffFacets } from '../../tariff/facet.ts'
import { isForModel } from '../../tariff/is-for-model.ts'
import type { RateCard, Tariff } from '../../tariff/tariff.ts'
import { splitLine, tierInterval } from '../tier.ts'
import { namesOf } from './card-claim.ts'
import { pointer } from './json-pointer.ts'
import { isFirst, type Rule } from './rule.ts'

function* repeatedFacetValues(tariff: Tariff): Iterable<Issue> {
  for (const [name, { values }] of Object.entries(tariff.facets ?? {}))
    for (const [at, value] of values.entries())
      if (values.indexOf(value) < at)
        yield issue('lint-repeated-facet-value', pointer(['facets', name, 'values', at]), { facet: name, value })
}

/** A leaf falls back to its parent; a circle has no rate. */
function* fallbackCycles(tariff: Tariff): Iterable<Issue> {
  const told = new Set<string>()
  for (const start of Object.keys(tariff.fallbacks ?? {}) as MeterId[]) {
    const chain: MeterId[] = []
    let id: MeterId | undefined = start
    while (id !== undefined && !chain.includes(id)) {
      chain.push(id)
      id = tariff.fallbacks?.[id]
    }
    const meters = id === undefined ? [] : chain.slice(chain.indexOf(id))
    if (meters.length > 0 && isFirst(told, ...[...meters].sort()))
      yield issue('lint-fallback-cycle', `/fallbacks/${start}`, { meters })
  }
}

/** The rate of another unit or direction is no substitute. */
function* fallbacksOfOtherKind(tariff: Tariff): Iterable<Issue> {
  yield* otherKinds(tariff.fallbacks, '/fallbacks', 'fallbacks')
  for (const [at, { id, instead }] of (tariff.modifiers ?? []).entries())
    yield* otherKinds(instead, `/modifiers/${at}/instead`, id)
}

function* otherKinds(pairs: Tariff['fallbacks'] = {}, path: string, owner: string): Iterable<Issue> {
  for (const [id, other] of Object.entries(pairs) as [MeterId, MeterId][]) {
    const [own, target] = [meter(id), meter(other)] as const
    if (own === undefined || target === undefined) continue
    const isSameKind = own.unit === target.unit && [own.direction, undefined].includes(target.direction)
    if (!isSameKind) yield issue('lint-fallback-other-kind', `${path}/${id}`, { meter: id, other, owner })
  }
}

function* negativeFactors(tariff: Tariff): Iterable<Issue> {
  for (const [at, { id, factor }] of (tariff.modifiers ?? []).entries())
    if (compareRationals(rational(factor), rational(0)) < 0)
      yield issue('lint-negative-factor', `/modifiers/${at}/factor`, { modifier: id, factor })
}

function* unorderedRanges(tariff: Tariff): Iterable<Issue> {
  for (const [id, { text }] of Object.entries(tariff.estimations ?? {}))
    for (const [script, { low, high }] of Object.entries(text ?? {}))
      if (compareRationals(rational(low), rational(high)) > 0)
        yield issue('lint-range-unordered', pointer(['estimations', id, 'text', script]), { estimation: id, low, high })
}

/** As compiling allows for one model. */
const MAX_CELLS = 100_000

/** Every facet multiplies the cells of a table; so many are a mistake. */
function* tooManyCells(tariff: Tariff): Iterable<Issue> {
  const facets = tariffFacets(tariff)
  const byName = cardsByName(tariff)
  const edges = (tariff.modifiers ?? []).filter(({ effective }) => effective !== undefined).length * 2
  for (const [name, { cards, path }] of byName) {
    const rows = [...facetsOf(tariff, name, cards)]
      .filter((facet) => !isTimed(facets[facet] ?? {}))
      .reduce((product, facet) => product * (facets[facet]?.values.length ?? 1), 1)
    const bounds = cards.flatMap(({ rates }) => rates.flatMap(({ tier }) => (tier ? [tierInterval(tier)] : [])))
    const cells = rows * splitLine(bounds).length * (1 + 3 * cards.length + edges)
    if (cells > MAX_CELLS)
      yield issue('lint-too-many-cells', path, { model: name, cells: String(cells), limit: String(MAX_CELLS) })
  }
}

function cardsByName({ cards }: Tariff): ReadonlyMap<string, { readonly cards: RateCard[]; readonly path: string }> {
  const byName = new Map<string, { readonly cards: RateCard[]; readonly path: string }>()
  for (const [at, card] of cards.entries()) {
    for (const name of namesOf(card)) {
      const known = byName.get(name)
      if (known) known.cards.push(card)
      else byName.set(name, { cards: [card], path: `/cards/${at}` })
    }
  }
  return byName
}

function facetsOf(tariff: Tariff, name: string, cards: readonly RateCard[]): ReadonlySet<string> {
  const modifiers = (tariff.modifiers ?? []).filter((modifier) => isForModel(modifier, name))
  const conditions = [...cards.flatMap(({ rates }) => rates), ...modifiers].map(({ when = {} }) => when)
  return new Set(conditions.flatMap((when) => Object.keys(when)))
}

export const FACET_RULES: readonly Rule[] = [
  repeatedFacetValues,
  fallbackCycles,
  fallbacksOfOtherKind,
  negativeFactors,
  unorderedRanges,
  tooManyCells,
]
