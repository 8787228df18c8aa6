import type { MeterId } from '../../meter/meter.ts'
import { type Issue, issue } from '../../result.ts'
import { tariffFacets } from '../../tariff/facet.ts'
import { isForModel } from '../../tariff/is-for-model.ts'
import type { Facet, Modifier, RateCard, Tariff } from '../../tariff/tariff.ts'
import { coversWeek } from './clock-rules.ts'
import type { Rule } from './rule.ts'

/**
 * A value that the clock or the quantities give, that is not another's price, and for which a meter has no rate: what is
 * used then is unpriced.
 */
function* facetGaps(tariff: Tariff): Iterable<Issue> {
  const facets = Object.entries(tariffFacets(tariff)).filter(
    ([, { uncovered, clock, cases }]) => uncovered === 'unpriced' && (clock ?? cases) !== undefined,
  )
  if (facets.length === 0) return
  const cards = new Map<string, RateCard[]>()
  for (const card of tariff.cards) {
    const known = cards.get(card.model)
    if (known) known.push(card)
    else cards.set(card.model, [card])
  }
  for (const [at, card] of tariff.cards.entries())
    for (const [name, facet] of facets) yield* gapsOf({ card, name, facet, path: `/cards/${at}` }, cards, tariff)
}

interface Place {
  readonly card: RateCard
  readonly name: string
  readonly facet: Facet
  readonly path: string
}

function* gapsOf(
  { card, name, facet, path }: Place,
  cards: ReadonlyMap<string, readonly RateCard[]>,
  { modifiers = [] }: Tariff,
): Iterable<Issue> {
  if (!card.rates.some(({ when }) => when?.[name] !== undefined)) return
  // Cards that show only some prices of a model complete each other.
  const beside = (cards.get(card.model) ?? []).filter((other) => other === card || other.partial || card.partial)
  for (const meter of new Set(card.rates.map((rate) => rate.meter))) {
    const rates = beside.flatMap((one) => one.rates).filter((rate) => rate.meter === meter)
    const covered = new Set([
      ...rates.map(({ when }) => when?.[name] ?? facet.default),
      ...modifiers.filter((modifier) => isOf(modifier, card, meter)).map(({ when }) => when?.[name]),
    ])
    const values = occurringValues(facet).filter((value) => !covered.has(value))
    if (values.length > 0) yield issue('lint-facet-gap', path, { card: card.id, meter, facet: name, values })
  }
}

const isOf = (modifier: Modifier, { model }: RateCard, meter: MeterId): boolean =>
  modifier.meters.includes(meter) && isForModel(modifier, model)

/** The default too, unless windows leave no time for it. */
const occurringValues = ({ clock = [], cases = [], default: none }: Facet): readonly string[] => [
  ...new Set([...(coversWeek(clock) ? [] : [none]), ...[...clock, ...cases].map(({ is }) => is)]),
]

export const FACET_GAPS: readonly Rule[] = [facetGaps]
