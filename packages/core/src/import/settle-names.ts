import { issue } from '../result.ts'
import type { ReadModel } from './price-map.ts'

/**
 * Leaves one meaning to each name of a provider. Two spellings of one model, alike but for capitals and separators, are
 * one model with two names where their prices are the same; of others the first is kept, and the second is listed.
 */
export function settleNames(models: readonly ReadModel[]): readonly ReadModel[] {
  const settled: ReadModel[] = []
  const bySpelling = new Map<string, number>()
  for (const model of models) {
    const spelling = JSON.stringify([model.provider, plain(model.name)])
    const at = bySpelling.get(spelling) ?? settled.length
    const first = settled[at]
    if (first === undefined && model.cards.length > 0) bySpelling.set(spelling, at)
    const isAlias = first !== undefined && isSameModel(first, model)
    if (isAlias) settled[at] = withAlias(first, model.name)
    settled.push(first === undefined || model.cards.length === 0 ? model : without(model, first.name, isAlias))
  }
  return settled
}

const plain = (name: string): string => name.toLowerCase().replaceAll(/[\s_.-]+/g, '-')

const isSameModel = (first: ReadModel, other: ReadModel): boolean =>
  first.name !== other.name && pricesOf(first) === pricesOf(other)

const pricesOf = ({ cards }: ReadModel): string =>
  JSON.stringify(cards.map(({ effective, rates, selector }) => ({ effective, rates, selector })))

const withAlias = (model: ReadModel, name: string): ReadModel => ({
  ...model,
  cards: model.cards.map((card) => ({ ...card, aliases: [...(card.aliases ?? []), name] })),
})

function without(model: ReadModel, other: string, isAlias: boolean): ReadModel {
  if (isAlias) return { ...model, cards: [], aliasOf: other }
  const left = [...model.left, issue('import-spelling', model.path, { model: model.name, other })]
  return { ...model, cards: [], left }
}
