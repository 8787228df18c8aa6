import { ok, type Result, type Tariff } from '@ratecard/core'
import { type OpenList, openList } from '../pricing/open-list.ts'
import { allowedLists, type ListedList, type ListFilter } from '../pricing/price-lists.ts'
import { sha256Of } from '../pricing/sha256-of.ts'
import { type AskedServer, openServer, type ServerOptions } from './ask-server.ts'
import { parsed } from './problem-issues.ts'
import { notUnderstood, serverPricer } from './server-pricer.ts'

/** A price list as a server lists it. */
interface Listed {
  readonly id: string
  readonly provider: string
  readonly scope?: string
  readonly currency: string
  readonly name: Tariff['name']
  readonly sha256: string
  readonly origin: 'bundled' | 'file'
}

/**
 * The price lists of a server that a page allows, its own lists included; they are priced by the server.
 *
 * Issues: those of `openServer` and of what it asks; `ui.server-garbage`.
 */
export async function serverLists(options: ServerOptions & ListFilter): Promise<Result<readonly ListedList[]>> {
  const server = openServer(options)
  if (!server.ok) return server
  const text = await server.value.ask('/v1/tariffs')
  if (!text.ok) return text
  const { tariffs } = (parsed(text.value) ?? {}) as { readonly tariffs?: unknown }
  if (!Array.isArray(tariffs) || !tariffs.every(isListed)) return notUnderstood(server.value)
  const remote = serverPricer(server.value)
  const lists = tariffs.map((listed) => ({
    ...listed,
    load: async (): Promise<Result<OpenList>> => {
      const list = await loadList(server.value, listed)
      return list.ok ? ok({ ...list.value, remote }) : list
    },
  }))
  return ok(allowedLists(lists, options).map(ownName))
}

const isListed = (json: Partial<Listed> | null): json is Listed =>
  [json?.id, json?.provider, json?.currency, json?.sha256].every((text) => typeof text === 'string')

/** The lists that come with Ratecard are named by what they are for. */
const ownName = ({
  id,
  provider,
  scope,
  currency,
  name,
  origin,
  load,
}: Listed & Pick<ListedList, 'load'>): ListedList => ({
  id,
  provider,
  ...(scope !== undefined && { scope }),
  currency,
  ...(origin === 'file' && name && { name }),
  load,
})

/** By its hash, so that a browser may keep it for ever, and a list that is another is not taken for it. */
async function loadList(server: AskedServer, { sha256 }: Listed): Promise<Result<OpenList>> {
  const text = await server.ask(`/v1/tariffs/${encodeURIComponent(sha256)}`)
  if (!text.ok) return text
  const tariff = parsed(text.value) as Tariff | undefined
  const hash = await sha256Of(text.value)
  if (tariff?.schema !== 'ratecard/tariff@1' || (hash !== '' && hash !== sha256)) return notUnderstood(server)
  try {
    const list = openList(tariff, sha256)
    // One of a later version may hold what this one cannot compile.
    list.tableFor(list.models[0] ?? '', Date.now())
    return ok(list)
  } catch {
    return notUnderstood(server)
  }
}
