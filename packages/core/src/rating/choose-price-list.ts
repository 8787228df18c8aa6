import { closestNames } from '../closest-names.ts'
import type { ModelTable, RateTable } from '../compile/rate-table.ts'
import type { Instant } from '../period/instant.ts'
import { failed, issue, ok, type Result, shown } from '../result.ts'

/** What tells price lists apart. */
export interface PriceListNames {
  readonly provider?: string
  readonly scope?: string
  readonly currency?: string
}

/** What narrows the price lists that know a model's name. */
export interface PriceListFilter extends PriceListNames {
  /** What is meant where the rest leaves several lists, as `withDefaults` gives it: each narrows them, unless none would be left. */
  readonly prefer?: readonly PriceListNames[]
}

export interface PriceList {
  readonly table: RateTable
  readonly model: ModelTable
}

/**
 * The price list of a model at an instant. A sole list is always used, and is unpriced before its first observation.
 * Among several, one without an observation at or before the instant is no candidate; if several are left what is
 * preferred chooses, and if several are then left they are refused with their names and prices.
 *
 * Issues: `unknown-model` with the nearest names, or with the lists that have the model where a filter left them out;
 * `ambiguous-price-list` with the candidates and their prices.
 */
export function choosePriceList(
  name: string,
  tables: readonly RateTable[],
  filter: PriceListFilter,
  at: Instant,
): Result<PriceList> {
  const lists = tables
    .filter(({ tariff }) => matchesFilter(tariff, filter))
    .flatMap((table) => {
      const model = table.models.get(name)
      return model ? [{ table, model }] : []
    })
  if (lists.length === 0) return failed(unknownModel(name, tables, filter))
  const known = lists.length === 1 ? lists : lists.filter(({ model }) => model.firstKnown <= at)
  const [candidate, ...more] = preferredLists(known, filter, ({ table }) => table.tariff)
  if (candidate && more.length === 0) return ok(candidate)
  const candidates = candidate ? [candidate, ...more] : lists
  return failed(
    issue('ambiguous-price-list', '/model', {
      model: shown(name),
      candidates: candidates.map(({ table }) => table.tariff.id),
      prices: candidates.map((list) => list.model.pricesAt(at).join(', ')),
    }),
  )
}

const NAMES = ['provider', 'scope', 'currency'] as const

/** Whether a price list is one of those that a filter leaves; names are compared without regard to capitals. */
export const matchesFilter = (list: PriceListNames, filter: PriceListFilter): boolean =>
  NAMES.every((name) => filter[name] === undefined || list[name]?.toLowerCase() === filter[name].toLowerCase())

/** Those of several price lists that are preferred. */
export const preferredLists = <T>(
  lists: readonly T[],
  { prefer = [] }: PriceListFilter,
  namesOf: (list: T) => PriceListNames,
): readonly T[] =>
  prefer.reduce((left, wish) => {
    const fitting = left.filter((list) => matchesFilter(namesOf(list), wish))
    return fitting.length > 0 ? fitting : left
  }, lists)

function unknownModel(name: string, tables: readonly RateTable[], filter: PriceListFilter) {
  const lists = tables.filter(({ models }) => models.has(name)).map(({ label }) => label)
  const known = tables.flatMap(({ tariff }) => tariff.cards.flatMap(({ model, aliases = [] }) => [model, ...aliases]))
  const asked = NAMES.flatMap((key) => (filter[key] === undefined ? [] : `${key}=${shown(filter[key])}`))
  return issue('unknown-model', '/model', {
    model: shown(name),
    candidates: lists.length > 0 ? [] : closestNames(name, known),
    lists,
    filter: asked,
  })
}
