import type { ModelTable, RateTable } from '../compile/rate-table.ts'
import type { Instant } from '../period/instant.ts'
import { failed, issue, ok, type Result, shown } from '../result.ts'

/** What narrows the price lists that know a model's name. */
export interface PriceListFilter {
  readonly provider?: string
  readonly scope?: string
  readonly currency?: string
}

export interface PriceList {
  readonly table: RateTable
  readonly model: ModelTable
}

/**
 * The price list of a model at an instant. A sole list is always used, and is unpriced before its first observation.
 * Among several, one without an observation at or before the instant is no candidate; if several are left they are
 * refused with their names and prices.
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
  const [sole, ...others] = lists
  if (sole === undefined) return failed(unknownModel(name, tables, filter))
  if (others.length === 0) return ok(sole)
  const candidates = lists.filter(({ model }) => model.firstKnown <= at)
  const [candidate, ...more] = candidates
  if (candidate !== undefined && more.length === 0) return ok(candidate)
  const shownLists = candidates.length > 0 ? candidates : lists
  return failed(
    issue('ambiguous-price-list', '/model', {
      model: shown(name),
      candidates: shownLists.map(({ table }) => table.tariff.id),
      prices: shownLists.map((list) => list.model.pricesAt(at).join(', ')),
    }),
  )
}

/** Whether a price list is one of those that a filter leaves. */
export const matchesFilter = (
  tariff: Pick<RateTable['tariff'], 'provider' | 'scope' | 'currency'>,
  { provider, scope, currency }: PriceListFilter,
): boolean =>
  (provider === undefined || tariff.provider === provider) &&
  (scope === undefined || tariff.scope === scope) &&
  (currency === undefined || tariff.currency === currency)

const MAX_CANDIDATES = 5

function unknownModel(name: string, tables: readonly RateTable[], filter: PriceListFilter) {
  const lists = tables.filter(({ models }) => models.has(name)).map(({ label }) => label)
  const known = tables.flatMap(({ tariff }) => tariff.cards.flatMap(({ model, aliases = [] }) => [model, ...aliases]))
  const nearest = [...new Set(known)].sort((a, b) => likeness(b, name) - likeness(a, name)).slice(0, MAX_CANDIDATES)
  const asked = Object.entries(filter).flatMap(([key, value]) =>
    value === undefined ? [] : [`${key}=${shown(value)}`],
  )
  return issue('unknown-model', '/model', {
    model: shown(name),
    candidates: lists.length > 0 ? [] : nearest,
    lists,
    filter: asked,
  })
}

/** Letters that two names share at their beginning, where the family stands. */
function likeness(known: string, asked: string): number {
  let at = 0
  while (at < known.length && known[at] === asked[at]) at++
  return at
}
