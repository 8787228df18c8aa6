import type { Moment } from './moment.ts'
import type { OpenList } from './open-list.ts'

/** A property of a request that chooses a price of a model, and its values; the first is taken where none is stated. */
export interface ModelFacet {
  readonly name: string
  readonly values: readonly string[]
  readonly default: string
}

/** The facets that a reader can state of a model: not those of the clock. */
export function facetsOf(model: string, list: OpenList, { instant }: Moment): readonly ModelFacet[] {
  const table = list.tableFor(model, instant)
  return (table.models.get(model)?.facets ?? []).flatMap((name) => {
    const facet = table.facets[name]
    return facet && !facet.timed && facet.values.length > 1
      ? [{ name, values: facet.values, default: facet.default }]
      : []
  })
}
