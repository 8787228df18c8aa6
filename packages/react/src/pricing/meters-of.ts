import { findModel, METER_IDS, type MeterId, meter } from '@ratecard/core'
import type { Moment } from './moment.ts'
import type { OpenList } from './open-list.ts'

/**
 * The meters that a model has prices or flat estimates for, in their order; those that only describe a request where an
 * estimate asks for what they decide.
 */
export function metersOf(model: string, list: OpenList, { text, instant }: Moment): readonly MeterId[] {
  const found = findModel(model, [list.tableFor(model, instant)], {}, text)
  if (!found.ok) return []
  const { meters, estimation } = found.value
  const flat = estimation?.flat ?? []
  const counted = new Set(flat.map((rule) => rule.meter))
  const facets = flat.flatMap(({ when = {} }) => Object.keys(when).map((name) => list.tariff.facets?.[name]))
  const describing = new Set(facets.flatMap((facet) => facet?.needs ?? []))
  return METER_IDS.filter((id) => (meter(id).describes ? describing.has(id) : meters.has(id) || counted.has(id)))
}
