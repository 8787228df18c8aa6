import { conditionLeaves, conditionToSql, isTimeLeaf, type SqlColumns, sqlText } from './condition.ts'
import facets from './facets.json' with { type: 'json' }
import modes from './modes.json' with { type: 'json' }
import type { Facet, Tariff } from './tariff.ts'

const REGISTRY = facets as unknown as Readonly<Record<string, Facet>>
const MODES: Readonly<Record<string, { readonly facet: string; readonly is: string }>> = modes

/** Names of `--mode`, each a short form of one facet value. */
export const MODE_NAMES = /* @__PURE__ */ Object.keys(MODES) as readonly string[]

/** The facet value that a mode name stands for; undefined for an unknown name. */
export const modeFacet = (mode: string): { readonly facet: string; readonly is: string } | undefined =>
  Object.hasOwn(MODES, mode) ? MODES[mode] : undefined

/** All facets a tariff knows: the registry's, and its own, which win. */
export const tariffFacets = (tariff: Pick<Tariff, 'facets'>): Readonly<Record<string, Facet>> => ({
  ...REGISTRY,
  ...tariff.facets,
})

/** Whether the value of a facet follows from the instant alone. */
export const isTimed = ({ clock, cases = [] }: Pick<Facet, 'clock' | 'cases'>): boolean =>
  clock !== undefined || cases.some(({ when }) => [...conditionLeaves(when)].some(({ tree }) => isTimeLeaf(tree)))

/**
 * Prints a facet as a SQL expression that gives its value: what the quantities show, else what the record states, else
 * the default. It is the same rule that rating applies to one usage.
 */
export function facetToSql(name: string, facet: Facet, columns: SqlColumns): string {
  const stated = `COALESCE(${columns.facet(name)}, ${sqlText(facet.default)})`
  const known = (facet.needs ?? []).map((id) => `${columns.quantity(id)} IS NOT NULL AND `).join('')
  const cases = (facet.cases ?? []).map(
    ({ when, is }) => `WHEN ${known}${conditionToSql(when, columns)} THEN ${sqlText(is)}`,
  )
  return cases.length > 0 ? `(CASE ${cases.join(' ')} ELSE ${stated} END)` : stated
}
