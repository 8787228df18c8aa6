import { closestNames } from '../../closest-names.ts'
import { isMeterId, METER_IDS } from '../../meter/meter.ts'
import { type Issue, issue } from '../../result.ts'
import { tariffFacets } from '../../tariff/facet.ts'
import type { Tariff } from '../../tariff/tariff.ts'
import { facetReferences, meterReferences, type Reference, sourceReferences } from './references.ts'
import type { Rule } from './rule.ts'
import { WARNING_CODES } from './warning-codes.ts'

/** Every rate has a source: its own, or that of its card. */
function* ratesWithoutSource(tariff: Tariff): Iterable<Issue> {
  for (const [at, card] of tariff.cards.entries()) {
    for (const [position, { source, meter }] of card.rates.entries())
      if (!(source || card.source))
        yield issue('lint-rate-without-source', `/cards/${at}/rates/${position}`, { card: card.id, meter })
  }
}

function* unknownSources(tariff: Tariff): Iterable<Issue> {
  for (const { name, owner, path } of sourceReferences(tariff))
    if (name && !Object.hasOwn(tariff.sources, name))
      yield issue('lint-unknown-source', path, {
        source: name,
        owner,
        candidates: closestNames(name, Object.keys(tariff.sources)),
      })
}

function* unknownMeters(tariff: Tariff): Iterable<Issue> {
  for (const { name, owner, path } of meterReferences(tariff))
    if (!isMeterId(name))
      yield issue('lint-unknown-meter', path, { meter: name, owner, candidates: closestNames(name, METER_IDS) })
}

function* unknownFacets(tariff: Tariff): Iterable<Issue> {
  const names = Object.keys(tariffFacets(tariff))
  for (const { name, owner, path } of facetReferences(tariff))
    if (!names.includes(name))
      yield issue('lint-unknown-facet', path, { facet: name, owner, candidates: closestNames(name, names) })
}

function* unknownFacetValues(tariff: Tariff): Iterable<Issue> {
  const facets = tariffFacets(tariff)
  for (const { name, owner, path, value } of facetReferences(tariff)) {
    const values = Object.hasOwn(facets, name) ? facets[name]?.values : undefined
    if (values && !values.includes(value))
      yield issue('lint-unknown-facet-value', path, {
        facet: name,
        value,
        owner,
        candidates: closestNames(value, values),
      })
  }
}

function* unknownEstimations(tariff: Tariff): Iterable<Issue> {
  const names = Object.keys(tariff.estimations ?? {})
  for (const [at, { id, estimation }] of tariff.cards.entries()) {
    if (estimation === undefined || names.includes(estimation)) continue
    const params = { estimation, card: id, candidates: closestNames(estimation, names) }
    yield issue('lint-unknown-estimation', `/cards/${at}/estimation`, params)
  }
}

/** What a modifier excludes is another modifier, or `allowance` for free quota as such. */
function* unknownExclusions(tariff: Tariff): Iterable<Issue> {
  const known = ['allowance', ...(tariff.modifiers ?? []).map(({ id }) => id)]
  for (const [at, { id, excludes = [] }] of (tariff.modifiers ?? []).entries()) {
    for (const [position, modifier] of excludes.entries())
      if (!known.includes(modifier))
        yield issue('lint-unknown-modifier', `/modifiers/${at}/excludes/${position}`, {
          modifier,
          owner: id,
          candidates: closestNames(modifier, known),
        })
  }
}

function* unknownModels(tariff: Tariff): Iterable<Issue> {
  const known = new Set(tariff.cards.flatMap(({ model, aliases = [] }) => [model, ...aliases]))
  for (const { name, owner, path } of modelReferences(tariff))
    if (!known.has(name))
      yield issue('lint-unknown-model', path, { model: name, owner, candidates: closestNames(name, known) })
}

function* modelReferences(tariff: Tariff): Iterable<Reference> {
  for (const [at, { id, models = [], exceptModels = [] }] of (tariff.modifiers ?? []).entries())
    for (const [list, names] of Object.entries({ models, exceptModels }))
      for (const [position, name] of names.entries())
        yield { name, owner: id, path: `/modifiers/${at}/${list}/${position}` }
  yield* allowanceModels(tariff)
}

function* allowanceModels({ allowances = [] }: Tariff): Iterable<Reference> {
  for (const [at, { id, models, exceptModels, grants = [], weights = [] }] of allowances.entries()) {
    const lists = [
      ['models', models] as const,
      ['exceptModels', exceptModels] as const,
      ...grants.map((grant, position) => [`grants/${position}/models`, grant.models] as const),
      ...weights.map((weight, position) => [`weights/${position}/models`, weight.models] as const),
    ]
    for (const [list, names = []] of lists)
      for (const [position, name] of names.entries())
        yield { name, owner: id, path: `/allowances/${at}/${list}/${position}` }
  }
}

function* unknownCards(tariff: Tariff): Iterable<Issue> {
  const cards = new Set(tariff.cards.map(({ id }) => id))
  const waivable = new Set([...cards, ...(tariff.modifiers ?? []).map(({ id }) => id)])
  for (const [at, { id, corrects }] of tariff.cards.entries())
    if (corrects !== undefined && !cards.has(corrects))
      yield issue('lint-unknown-card', `/cards/${at}/corrects`, {
        card: corrects,
        owner: id,
        candidates: closestNames(corrects, cards),
      })
  for (const [at, { card, rule }] of (tariff.waivers ?? []).entries())
    if (!waivable.has(card))
      yield issue('lint-unknown-card', `/waivers/${at}/card`, {
        card,
        owner: rule,
        candidates: closestNames(card, waivable),
      })
}

function* unknownWaivedRules(tariff: Tariff): Iterable<Issue> {
  const known: readonly string[] = WARNING_CODES
  for (const [at, { rule, card }] of (tariff.waivers ?? []).entries())
    if (!known.includes(rule))
      yield issue('lint-unknown-rule', `/waivers/${at}/rule`, { rule, card, candidates: closestNames(rule, known) })
}

export const REFERENCE_RULES: readonly Rule[] = [
  ratesWithoutSource,
  unknownSources,
  unknownMeters,
  unknownFacets,
  unknownFacetValues,
  unknownEstimations,
  unknownExclusions,
  unknownModels,
  unknownCards,
  unknownWaivedRules,
]
