import { openPooledCounter, type PoolOptions } from './counting/pooled-counter.ts'
import type { TokenCounter } from './counting/token-counter.ts'
import { bundledLists, openPriceBook, type PriceBook } from './pricing/price-book.ts'

/** What an answer is made with. Everything impure is here, so that a test or a host can bring its own. */
export interface Services {
  /** The price lists, loaded and ready to be compiled for a model. */
  readonly book: PriceBook
  readonly counter: TokenCounter
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly newId: () => string
  /** Ends the threads that count. */
  readonly close: () => Promise<void>
}

export interface ServicesOptions extends PoolOptions {
  /** In place of the threads that the other options describe. */
  readonly counter?: TokenCounter
}

/**
 * Loads the price lists that come with Ratecard; texts are counted in threads, which `close` ends.
 *
 * @example
 * const services = await openServices()
 * const answer = await handle({ method: 'GET', path: '/v1/tariffs', query: '', headers: {}, body: [] }, services)
 * answer.status // 200
 */
export async function openServices({ counter, ...pool }: ServicesOptions = {}): Promise<Services> {
  const counting = counter ?? openPooledCounter(pool)
  return {
    book: openPriceBook(await bundledLists()),
    counter: counting,
    now: Date.now,
    newId: () => crypto.randomUUID(),
    close: () => counting.close(),
  }
}
