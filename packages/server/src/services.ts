import type { PriceListNames } from '@ratecard/core'
import type { Access } from './access/authorize.ts'
import { ownCounter } from './counting/own-counter.ts'
import { openPooledCounter, type PoolOptions } from './counting/pooled-counter.ts'
import type { TokenCounter } from './counting/token-counter.ts'
import type { UsageLimit } from './limits/usage-limit.ts'
import type { Metrics } from './observe/open-metrics.ts'
import { readOwnLists } from './pricing/own-lists.ts'
import { bundledLists, openPriceBook, type PriceBook } from './pricing/price-book.ts'
import { ServeError } from './problems/serve-error.ts'

/** What an answer is made with. Everything impure is here, so that a test or a host can bring its own. */
export interface Services {
  /** The price lists, loaded and ready to be compiled for a model. */
  readonly book: PriceBook
  readonly counter: TokenCounter
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly newId: () => string
  /** Which price list is meant where several know a model; undefined where none is. */
  readonly defaults: PriceListNames | undefined
  /** Who may ask; undefined where the host of the API sees to it. */
  readonly access: Access | undefined
  /** How much each caller may use; undefined for no limit. */
  readonly usageLimit: UsageLimit | undefined
  readonly bodies: BodyLimits
  /** What GET /metrics shows; undefined where nothing is counted. */
  readonly metrics: Metrics | undefined
  /** Whether there is anything to answer with yet, and whether new requests should rather go elsewhere. */
  readonly state: () => 'starting' | 'ready' | 'stopping'
  /** Aborted when what was begun has to end. */
  readonly stopping: AbortSignal
  /** Ends the threads that count. */
  readonly close: () => Promise<void>
}

/** What is taken of a body. */
export interface BodyLimits {
  /** At most, also where an endpoint takes more. */
  readonly bytes: number
  /** Milliseconds in which nothing of it comes, and after which it is given up. */
  readonly idle: number
}

/** Before any price list is loaded, and without threads. */
export const emptyServices: Services = {
  book: openPriceBook([]),
  counter: ownCounter,
  now: Date.now,
  newId: () => crypto.randomUUID(),
  defaults: undefined,
  access: undefined,
  usageLimit: undefined,
  bodies: { bytes: 16_000_000, idle: 30_000 },
  metrics: undefined,
  state: () => 'ready',
  stopping: new AbortController().signal,
  close: async () => {},
}

/** What services are opened with. */
export interface ServicesOptions extends PoolOptions {
  /** Directories with price lists of one's own; a list takes the place of one of the same id. */
  readonly tariffs?: readonly string[]
  /** In place of the threads that the other options describe. */
  readonly counter?: TokenCounter
}

/**
 * Loads the price lists that come with Ratecard, and those of one's own; texts are counted in threads, which `close` ends.
 *
 * @throws ServeError As a rejection, where a list of one's own is not right.
 * @example
 * const services = await openServices()
 * const answer = await handle({ method: 'GET', path: '/v1/tariffs', query: '', headers: {}, body: [] }, services)
 * answer.status // 200
 */
export async function openServices({ tariffs = [], counter, ...pool }: ServicesOptions = {}): Promise<Services> {
  const [bundled, own] = await Promise.all([bundledLists(), readOwnLists(tariffs)])
  if (!own.ok) throw new ServeError(own.issues)
  const ids = new Set(own.value.map(({ list }) => list.id))
  const book = openPriceBook([...bundled.filter(({ list }) => !ids.has(list.id)), ...own.value])
  const counting = counter ?? openPooledCounter(pool)
  return { ...emptyServices, book, counter: counting, close: () => counting.close() }
}
