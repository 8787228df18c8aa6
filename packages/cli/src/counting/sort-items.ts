import { compareRationals, type Range } from '@ratecard/core'

/** By what counts are put in order: most tokens first, most bytes first, or by name. */
export const countOrders = ['tokens', 'size', 'name'] as const

export type CountOrder = (typeof countOrders)[number]

export interface Sortable {
  readonly name: string
  readonly tokens: Range
  readonly bytes: number
}

/** Equal ones by name, so that the order is the same in every run. */
export function compareCounts(order: CountOrder): (a: Sortable, b: Sortable) => number {
  const byName = (a: Sortable, b: Sortable) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)
  if (order === 'name') return byName
  if (order === 'size') return (a, b) => b.bytes - a.bytes || byName(a, b)
  return (a, b) => compareRationals(b.tokens.likely, a.tokens.likely) || byName(a, b)
}
