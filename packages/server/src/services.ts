import { ownCounter, type TokenCounter } from './counting/token-counter.ts'
import type { Metrics } from './observe/open-metrics.ts'
import { bundledLists, openPriceBook, type PriceBook } from './pricing/price-book.ts'

/** What an answer is made with. Everything impure is here, so that a test or a host can bring its own. */
export interface Services {
  /** The price lists, loaded and ready to be compiled for a model. */
  readonly book: PriceBook
  readonly counter: TokenCounter
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly newId: () => string
  /** What GET /metrics shows. */
  readonly metrics?: Metrics
}

/**
 * Loads the price lists that come with Ratecard; tokens are counted in this process.
 *
 * @example
 * const services = await openServices()
 * const answer = await handle({ method: 'GET', path: '/v1/tariffs', query: '', headers: {}, body: [] }, services)
 * answer.status // 200
 */
export async function openServices(): Promise<Services> {
  return {
    book: openPriceBook(await bundledLists()),
    counter: ownCounter,
    now: Date.now,
    newId: () => crypto.randomUUID(),
  }
}
