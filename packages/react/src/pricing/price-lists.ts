import { ok, type Result, type Tariff } from '@ratecard/core'
import { type OpenList, openList } from './open-list.ts'

/** A price list that can be chosen. */
export interface ListedList {
  readonly id: string
  readonly provider: string
  readonly scope?: string
  readonly currency: string
  /** Where provider, scope and currency do not say which it is. */
  readonly name?: Tariff['name']
  /** Issues: those of a server that is asked for it. */
  readonly load: () => Promise<Result<OpenList>>
}

/** What a page allows of the lists there are; undefined: all. */
export interface ListFilter {
  readonly provider?: string | undefined
  readonly lists?: readonly string[] | undefined
}

/** The lists that a page allows, in the order in which it names them. */
export function allowedLists<T extends Pick<ListedList, 'id' | 'provider'>>(
  all: readonly T[],
  { provider, lists }: ListFilter,
): readonly T[] {
  const places = new Map(lists?.map((id, at) => [id, at]))
  return all
    .filter((list) => (provider === undefined || list.provider === provider) && (lists?.includes(list.id) ?? true))
    .sort((a, b) => (places.get(a.id) ?? 0) - (places.get(b.id) ?? 0))
}

/** The bundled price lists that a page allows. */
export async function bundledLists(filter: ListFilter): Promise<readonly ListedList[]> {
  const { BUNDLED_TARIFFS } = await import('@ratecard/core/tariffs')
  return allowedLists(BUNDLED_TARIFFS, filter).map(({ id, provider, scope, currency, sha256, load }) => ({
    id,
    provider,
    ...(scope !== undefined && { scope }),
    currency,
    load: async () => ok(openList(await load(), sha256)),
  }))
}

/** A price list of the page's own, which has been read. */
export const ownList = (tariff: Tariff, sha256: string): ListedList => ({
  id: tariff.id,
  provider: tariff.provider,
  ...(tariff.scope !== undefined && { scope: tariff.scope }),
  currency: tariff.currency,
  load: async () => ok(openList(tariff, sha256)),
})
