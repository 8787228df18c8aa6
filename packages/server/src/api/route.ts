import type { Endpoint } from './endpoint.ts'

/** An endpoint, and how its path is told from others. */
interface Route {
  readonly endpoint: Endpoint
  readonly pattern: RegExp
}

/** What a path leads to. */
export interface Found {
  /** Of the method; undefined where the path has only others. */
  readonly endpoint: Endpoint | undefined
  readonly parameters: Readonly<Record<string, string>>
  /** The methods of the path. */
  readonly allowed: readonly string[]
}

/** Finds endpoints by their paths. A parameter takes slashes, too: ids of price lists and names of models have them. */
export function routesOf(endpoints: readonly Endpoint[]): (method: string, path: string) => Found | undefined {
  const routes: readonly Route[] = endpoints.filter(hasParameters).map((endpoint) => ({
    endpoint,
    pattern: new RegExp(`^${endpoint.path.replaceAll('.', '\\.').replaceAll(/\{(\w+)\}/g, '(?<$1>.+)')}$`),
  }))
  const plain = new Map<string, readonly Endpoint[]>()
  for (const endpoint of endpoints.filter((one) => !hasParameters(one)))
    plain.set(endpoint.path, [...(plain.get(endpoint.path) ?? []), endpoint])
  return (method, path) => {
    const own = plain.get(path)?.map((endpoint) => ({ endpoint, parameters: {} }))
    const found = own ?? matching(routes, path)
    if (found.length === 0) return undefined
    const exact = found.find(({ endpoint }) => endpoint.method === (method === 'HEAD' ? 'GET' : method))
    const methods = found.map(({ endpoint }) => endpoint.method)
    const allowed = [...new Set(methods.flatMap((own) => (own === 'GET' ? ['GET', 'HEAD'] : [own])))]
    return { endpoint: exact?.endpoint, parameters: exact?.parameters ?? {}, allowed }
  }
}

const hasParameters = ({ path }: Endpoint): boolean => path.includes('{')

const matching = (routes: readonly Route[], path: string) =>
  routes.flatMap(({ endpoint, pattern }) => {
    const match = pattern.exec(path)
    return match ? [{ endpoint, parameters: decoded(match.groups) }] : []
  })

const decoded = (groups: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(groups).map(([name, text]) => [name, decode(text)]))

/** What is no percent-encoding stays as it is: it names nothing. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
