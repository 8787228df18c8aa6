import { type Condition, conditionLeaves, type Operand } from '../../tariff/condition.ts'
import type { Facet, RateCard, Tariff } from '../../tariff/tariff.ts'
import { pointer } from './json-pointer.ts'

/** A place that names something by its id. */
export interface Reference {
  readonly name: string
  /** Id of the card, modifier, facet or other thing that names it. */
  readonly owner: string
  readonly path: string
}

export function* sourceReferences(tariff: Tariff): Iterable<Reference> {
  yield* cardSources(tariff)
  for (const list of ['modifiers', 'allowances'] as const)
    for (const [at, { id, source }] of (tariff[list] ?? []).entries())
      yield { name: source, owner: id, path: `/${list}/${at}/source` }
  yield* allowanceSources(tariff)
  for (const list of ['estimations', 'calendars'] as const)
    for (const [id, { source }] of Object.entries(tariff[list] ?? {}))
      yield { name: source, owner: id, path: pointer([list, id, 'source']) }
  if (tariff.rounding) yield { name: tariff.rounding.source, owner: 'rounding', path: '/rounding/source' }
  for (const [at, { rule, source }] of (tariff.waivers ?? []).entries())
    yield { name: source, owner: rule, path: `/waivers/${at}/source` }
}

function* cardSources({ cards }: Tariff): Iterable<Reference> {
  for (const [at, { id, source, rates, caveats = [] }] of cards.entries()) {
    yield { name: source, owner: id, path: `/cards/${at}/source` }
    for (const [position, rate] of rates.entries())
      if (rate.source !== undefined)
        yield { name: rate.source, owner: id, path: `/cards/${at}/rates/${position}/source` }
    for (const [position, caveat] of caveats.entries())
      yield { name: caveat.source, owner: id, path: `/cards/${at}/caveats/${position}/source` }
  }
}

function* allowanceSources({ allowances = [] }: Tariff): Iterable<Reference> {
  for (const [at, { id, grants = [], validity = [], claims = [] }] of allowances.entries())
    for (const [list, items] of Object.entries({ grants, validity, claims }))
      for (const [position, { source }] of items.entries())
        if (source !== undefined)
          yield { name: source, owner: id, path: `/allowances/${at}/${list}/${position}/source` }
}

interface FacetReference extends Reference {
  readonly value: string
}

/** Every facet value that something asks for, and those that a facet itself gives. */
export function* facetReferences(tariff: Tariff): Iterable<FacetReference> {
  for (const [at, card] of tariff.cards.entries()) yield* cardFacets(card, `/cards/${at}`)
  for (const [at, { id, when }] of (tariff.modifiers ?? []).entries())
    yield* whenReferences(when, id, `/modifiers/${at}`)
  for (const [at, { id, when }] of (tariff.allowances ?? []).entries())
    yield* whenReferences(when, id, `/allowances/${at}`)
  for (const [id, { flat = [] }] of Object.entries(tariff.estimations ?? {}))
    for (const [at, { when }] of flat.entries())
      yield* whenReferences(when, id, pointer(['estimations', id, 'flat', at]))
  for (const [name, facet] of Object.entries(tariff.facets ?? {})) yield* givenValues(name, facet)
}

function* cardFacets({ id, rates, caveats = [] }: RateCard, path: string): Iterable<FacetReference> {
  for (const [at, { when }] of rates.entries()) yield* whenReferences(when, id, `${path}/rates/${at}`)
  for (const [at, { when }] of caveats.entries())
    if (when) yield* conditionFacets(when, id, `${path}/caveats/${at}/when`)
}

function* conditionFacets(when: Condition, owner: string, path: string): Iterable<FacetReference> {
  for (const leaf of conditionLeaves(when, path))
    if ('facet' in leaf.tree) yield { name: leaf.tree.facet, value: leaf.tree.is, owner, path: leaf.path }
}

function* whenReferences(
  when: Readonly<Record<string, string>> | undefined,
  owner: string,
  path: string,
): Iterable<FacetReference> {
  for (const [name, value] of Object.entries(when ?? {}))
    yield { name, value, owner, path: path + pointer(['when', name]) }
}

function* givenValues(name: string, facet: Facet): Iterable<FacetReference> {
  const place = { name, owner: name }
  const path = pointer(['facets', name])
  yield { ...place, value: facet.default, path: `${path}/default` }
  for (const [at, { is, when }] of (facet.cases ?? []).entries()) {
    yield { ...place, value: is, path: `${path}/cases/${at}/is` }
    yield* conditionFacets(when, name, `${path}/cases/${at}/when`)
  }
  for (const [at, { is }] of (facet.clock ?? []).entries())
    yield { ...place, value: is, path: `${path}/clock/${at}/is` }
}

/** Every meter that a tariff names. */
export function* meterReferences(tariff: Tariff): Iterable<Reference> {
  for (const [at, card] of tariff.cards.entries()) yield* cardMeters(card, `/cards/${at}`)
  for (const [at, { id, meters, instead }] of (tariff.modifiers ?? []).entries()) {
    yield* listed(meters, id, `/modifiers/${at}/meters`)
    yield* pairs(instead, id, `/modifiers/${at}/instead`)
  }
  yield* allowanceMeters(tariff)
  yield* pairs(tariff.fallbacks, 'fallbacks', '/fallbacks')
  for (const [id, { flat = [] }] of Object.entries(tariff.estimations ?? {}))
    for (const [at, { meter }] of flat.entries())
      yield { name: meter, owner: id, path: pointer(['estimations', id, 'flat', at, 'meter']) }
  for (const [name, facet] of Object.entries(tariff.facets ?? {})) yield* facetMeters(name, facet)
}

function* allowanceMeters({ allowances = [] }: Tariff): Iterable<Reference> {
  for (const [at, { id, meters, weights = [] }] of allowances.entries()) {
    yield* listed(meters, id, `/allowances/${at}/meters`)
    for (const [position, { meter }] of weights.entries())
      if (meter !== undefined) yield { name: meter, owner: id, path: `/allowances/${at}/weights/${position}/meter` }
  }
}

function* cardMeters(
  { id, rates, selector, examples = [], caveats = [] }: RateCard,
  path: string,
): Iterable<Reference> {
  for (const [at, { meter }] of rates.entries()) yield { name: meter, owner: id, path: `${path}/rates/${at}/meter` }
  yield* listed(selector, id, `${path}/selector`)
  for (const [at, { when }] of caveats.entries())
    if (when) yield* conditionMeters(when, id, `${path}/caveats/${at}/when`)
  for (const [at, { quantities }] of examples.entries())
    yield* keyed(quantities, id, `${path}/examples/${at}/quantities`)
}

function* facetMeters(name: string, { needs, cases = [] }: Facet): Iterable<Reference> {
  const place = pointer(['facets', name])
  yield* listed(needs, name, `${place}/needs`)
  for (const [at, { when }] of cases.entries()) yield* conditionMeters(when, name, `${place}/cases/${at}/when`)
}

function* conditionMeters(when: Condition, owner: string, place: string): Iterable<Reference> {
  for (const { tree, path } of conditionLeaves(when, place)) {
    if ('known' in tree) yield { name: tree.known, owner, path: `${path}/known` }
    if (!('compare' in tree)) continue
    yield* operandMeters(tree.left, owner, `${path}/left`)
    yield* operandMeters(tree.right, owner, `${path}/right`)
  }
}

function* operandMeters(operand: Operand, owner: string, path: string): Iterable<Reference> {
  if ('meter' in operand) yield { name: operand.meter, owner, path: `${path}/meter` }
  if ('sum' in operand) yield* listed(operand.sum, owner, `${path}/sum`)
}

function* listed(names: readonly string[] = [], owner: string, path: string): Iterable<Reference> {
  for (const [at, name] of names.entries()) yield { name, owner, path: `${path}/${at}` }
}

function* keyed(values: object, owner: string, path: string): Iterable<Reference> {
  for (const name of Object.keys(values)) yield { name, owner, path: `${path}/${name}` }
}

function* pairs(values: object = {}, owner: string, path: string): Iterable<Reference> {
  yield* keyed(values, owner, path)
  for (const [name, target] of Object.entries(values)) yield { name: String(target), owner, path: `${path}/${name}` }
}
