import { matchesFilter, type PriceListFilter, type PriceListNames } from './choose-price-list.ts'

/** How a price list knows a name: as it is, by a rule, or not at all. */
export type Knows = 'exactly' | 'by-rule' | 'not'

/** A price list that need not be loaded to be asked whether it knows a model. */
export interface KnowingList {
  readonly list: PriceListNames
  readonly knows: (model: string) => Knows
}

/**
 * The price lists to compile for a model. A list that has the name as it is goes before one that only has a rule for it,
 * and one that the filter leaves before others, which are there to be named; where none knows the model it is all lists,
 * so that the nearest models can be named.
 *
 * @example
 * const lists = BUNDLED_TARIFFS.map((list) => ({
 *   list,
 *   knows: (model) => (list.models.includes(model) ? 'exactly' : 'not'),
 * }))
 * listsForModel('notebook', lists, {}).map(({ list }) => list.id) // ['atomgit-ai/default']
 */
export function listsForModel<L extends KnowingList>(
  model: string,
  lists: readonly L[],
  filter: PriceListFilter,
): readonly L[] {
  const exactly = lists.filter(({ knows }) => knows(model) === 'exactly')
  const byRule = lists.filter(({ knows }) => knows(model) === 'by-rule')
  const isAsked = ({ list }: L) => matchesFilter(list, filter)
  const choices = [exactly.filter(isAsked), byRule.filter(isAsked), exactly, byRule, lists]
  return choices.find((some) => some.length > 0) ?? []
}
