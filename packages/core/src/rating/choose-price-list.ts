import type { ModelTable, RateTable } from '../compile/rate-table.ts'
import type { Instant } from '../period/instant.ts'
import { contains } from '../period/period.ts'
import { failed, issue, ok, type Result, shown } from '../result.ts'

/** What tells price lists apart. */
export interface PriceListNames {
  readonly provider?: string
  readonly scope?: string
  readonly currency?: string
}

/** What narrows the price lists that know a model's name. */
export interface PriceListFilter extends PriceListNames {
  /** What is meant where the rest leaves several lists: each narrows them, unless none would be left. */
  readonly defaults?: PriceListNames
}

export interface PriceList {
  readonly table: RateTable
  readonly model: ModelTable
}

/**
 * The price list of a model at an instant. A sole list is always used, and is unpriced before its first observation.
 * Among several, one without an observation at or before the instant is no candidate; if several are left the defaults
 * choose, and if several are then left they are refused with their names and prices.
 *
 * Issues: `unknown-model` with the nearest names, `ambiguous-price-list` with the candidates.
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
  const known = lists.filter(({ model }) => model.firstKnown <= at)
  const candidates = narrowByDefaults(known, filter, ({ table }) => table.tariff)
  const [candidate, ...more] = candidates
  if (candidate !== undefined && more.length === 0) return ok(candidate)
  const shownLists = candidates.length > 0 ? candidates : lists
  return failed(
    issue('ambiguous-price-list', '/model', {
      model: shown(name),
      candidates: shownLists.map((list) => describeList(list, at)),
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

const NAMES = ['provider', 'scope', 'currency'] as const

/** The defaults that a filter leaves open; those for another provider than the stated one are not meant. */
function openDefaults({
  defaults = {},
  ...stated
}: PriceListFilter): readonly (readonly [keyof PriceListNames, string])[] {
  const isOther =
    [stated.provider, defaults.provider].every((name) => name !== undefined) && stated.provider !== defaults.provider
  return NAMES.flatMap((name) => {
    const value = defaults[name]
    return value === undefined || stated[name] !== undefined || isOther ? [] : [[name, value] as const]
  })
}

/**
 * Those of several price lists that the defaults of a filter mean: each default narrows them, in the order provider,
 * scope, currency, and is passed over where no list would be left.
 */
export const narrowByDefaults = <T>(
  lists: readonly T[],
  filter: PriceListFilter,
  namesOf: (list: T) => PriceListNames,
): readonly T[] =>
  openDefaults(filter).reduce((left, [name, value]) => {
    const fitting = left.filter((list) => namesOf(list)[name] === value)
    return fitting.length > 0 ? fitting : left
  }, lists)

/** The defaults that a price list was used in spite of: none of the lists of its model fits them. */
export const unmetDefaults = (list: PriceListNames, filter: PriceListFilter): readonly (keyof PriceListNames)[] =>
  openDefaults(filter).flatMap(([name, value]) => (list[name] === value ? [] : [name]))

function describeList({ table, model }: PriceList, at: Instant): string {
  const cell = model.cells.find((candidate) => contains(candidate, at))
  const prices = Object.entries(cell?.rates ?? {}).flatMap(([id, rate]) =>
    rate.status === 'priced' && rate.meter === id
      ? [`${id} ${rate.printed.price ?? '…'} ${rate.currency} / ${rate.printed.per}`]
      : [],
  )
  return `${table.tariff.id} (${prices.join(', ') || '—'})`
}

const MAX_CANDIDATES = 5

function unknownModel(name: string, tables: readonly RateTable[], filter: PriceListFilter) {
  const known = tables.flatMap(({ tariff }) => tariff.cards.flatMap(({ model, aliases = [] }) => [model, ...aliases]))
  const nearest = [...new Set(known)].sort((a, b) => likeness(b, name) - likeness(a, name)).slice(0, MAX_CANDIDATES)
  const asked = NAMES.flatMap((key) => {
    const value = filter[key]
    return value === undefined ? [] : [`${key} ${shown(value)}`]
  })
  return issue('unknown-model', '/model', { model: shown(name), candidates: nearest, filter: asked })
}

/** Letters that two names share at their beginning, where the family stands. */
function likeness(known: string, asked: string): number {
  let at = 0
  while (at < known.length && known[at] === asked[at]) at++
  return at
}
