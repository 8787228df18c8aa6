import type { TokenizeOptions, TokenPiece } from '@ratecard/core'
import { connectionTo, type WorkerLike } from './worker-connection.ts'
import type { WorkerRequest } from './worker-protocol.ts'

/** Options of every {@link WorkerTokenizer} method. */
export interface WorkerOptions {
  /** Stops waiting: the request is rejected with the signal's reason. What the worker has begun, it finishes. */
  readonly signal?: AbortSignal
}

/** A tokenizer in a worker: the methods of a `Tokenizer`, each with a promise of its result. */
export interface WorkerTokenizer {
  readonly id: string
  count(text: string, options?: TokenizeOptions & WorkerOptions): Promise<number>
  encode(text: string, options?: TokenizeOptions & WorkerOptions): Promise<readonly number[]>
  decode(ids: Iterable<number>, options?: WorkerOptions): Promise<string>
  pieces(text: string, options?: TokenizeOptions & WorkerOptions): Promise<readonly TokenPiece[]>
  /**
   * Terminates the worker, and rejects what is pending for every tokenizer in it. A web worker does not tell when it is
   * terminated otherwise: what is pending then is never answered.
   */
  terminate(): void
}

/**
 * A tokenizer that counts in a worker, so that a page or a server goes on meanwhile. The worker runs
 * `@ratecard/tokenizers/worker`, or a module of yours that imports it; it loads the tokenizer at the first request, and
 * may hold several.
 *
 * Requests are rejected with a {@link WorkerError}: its code is that of the error in the worker, or `worker-failed` or
 * `worker-terminated` when there is no worker any more.
 *
 * @example
 * ```ts
 * // A browser: tokenizer-worker.js is a file of yours with one line, import '@ratecard/tokenizers/worker'
 * const worker = new Worker(new URL('./tokenizer-worker.js', import.meta.url), { type: 'module' })
 * // Node: new Worker(new URL(import.meta.resolve('@ratecard/tokenizers/worker'))) of node:worker_threads
 * const qwen = workerTokenizer(worker, 'qwen')
 * await qwen.count('Nice to meet you.') // 5
 * qwen.terminate()
 * ```
 */
export function workerTokenizer(worker: WorkerLike, id: string): WorkerTokenizer {
  const connection = connectionTo(worker)
  const ask = async <T>(
    method: WorkerRequest['method'],
    input: unknown,
    { signal, ...options }: TokenizeOptions & WorkerOptions = {},
  ) => (await connection.ask({ tokenizer: id, method, input, options }, signal)) as T
  return {
    id,
    count: (text, options) => ask('count', text, options),
    encode: (text, options) => ask('encode', text, options),
    decode: async (ids, options) => ask('decode', Array.from(ids), options),
    pieces: (text, options) => ask('pieces', text, options),
    terminate: connection.terminate,
  }
}
