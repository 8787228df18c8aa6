import type { RateCard } from '@ratecard/core'
import { daysOf, type Fact, sourceOf } from './fact.ts'
import { groupBy } from './group-by.ts'
import { nameOf, reasonLeftOut } from './read-claims.ts'
import words from './vocabulary/unpriced.json' with { type: 'json' }

type Note = NonNullable<RateCard['caveats']>[number]['note']

const NOTES: Readonly<Record<string, Note>> = words

/** Names of which the page prints no usable price: known, with what it says of them, and unpriced. */
export function unpricedCards(facts: readonly Fact[]): readonly RateCard[] {
  const priced = new Set(facts.filter((fact) => reasonLeftOut(fact) === undefined).map(({ model }) => nameOf(model)))
  const named = facts.filter(({ model }) => !priced.has(nameOf(model)))
  return [...groupBy(named, ({ model }) => nameOf(model))].flatMap(([model, own]) => {
    const observed = [...new Set(own.flatMap(daysOf))].sort()
    const source = own
      .flatMap(({ sources }) => sources)
      .sort((a, b) => (sourceOf(a).checked < sourceOf(b).checked ? -1 : 1))
      .at(-1)
    const note = NOTES[own.map(reasonLeftOut)[0] ?? '']
    if (source === undefined || note === undefined) return []
    return [
      {
        id: `${model}@${observed[0]}`,
        model,
        effective: { observed },
        partial: true,
        source,
        rates: [],
        caveats: [{ note, source }],
      },
    ]
  })
}
