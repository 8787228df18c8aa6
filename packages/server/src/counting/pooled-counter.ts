import { createRequire } from 'node:module'
import { availableParallelism } from 'node:os'
import { failed, type Result } from '@ratecard/core'
import { Piscina } from 'piscina'
import { serverIssue } from '../problems/server-issue.ts'
import type { CountTask } from './count-worker.ts'
import { ownCounter } from './own-counter.ts'
import type { TokenCounter, Waiter } from './token-counter.ts'
import { WaitingLine } from './waiting-line.ts'

export interface PoolOptions {
  /** How many there are at most. Default: one less than the machine has processors, from 1 to 4. */
  readonly threads?: number
  /** How many counts may wait for a thread; the next one is refused. Default 64. */
  readonly queue?: number
  /** Milliseconds that a count may wait for a thread, and then take. Default 10,000. */
  readonly deadlineMs?: number
  /** Megabytes of memory that a thread may take; it ends where it needs more, and another one begins. Default 256. */
  readonly threadMegabytes?: number
}

/** Characters that are counted by script in a millisecond at most: not worth to wait for a thread. */
const SHORT = 65_536
/** A thread that has nothing to do for so long ends, but for the first. */
const IDLE_MS = 60_000

/** Finds the file both from the sources, beside which it is built, and as it is published. */
const threadFile = () => createRequire(import.meta.url).resolve('#count-thread')

/**
 * Counts in threads, so that whatever is counted, other requests are answered meanwhile. The first thread starts at once,
 * others when they are needed; each loads the tokenizers that it is asked for. An idle one keeps no process alive.
 *
 * @throws As rejections of a count: what broke its thread, such as `ERR_WORKER_OUT_OF_MEMORY`. The others go on.
 *
 * @example
 * const counter = openPooledCounter({ threads: 1 })
 * const tokens = await counter.count('qwen', ['Nice to meet you.', ''])
 * await counter.close()
 * tokens // { ok: true, value: [5, 0] }
 */
export function openPooledCounter({
  threads = Math.min(4, Math.max(1, availableParallelism() - 1)),
  queue = 64,
  deadlineMs = 10_000,
  threadMegabytes = 256,
}: PoolOptions = {}): TokenCounter {
  const pool = new Piscina({
    filename: threadFile(),
    minThreads: 1,
    maxThreads: threads,
    idleTimeout: IDLE_MS,
    concurrentTasksPerWorker: 1,
    resourceLimits: { maxOldGenerationSizeMb: threadMegabytes },
    recordTiming: false,
  })
  // A thread that breaks while nobody waits for it is replaced.
  pool.on('error', () => {})
  const line = new WaitingLine(threads, queue)
  const stops = new Set<AbortController>()
  let isClosed = false
  let expired = 0

  async function ask<T>(method: CountTask['method'], args: CountTask['args'], waiter: Waiter = {}): Promise<Result<T>> {
    const { signal: gone } = waiter
    if (isClosed || gone?.aborted) return failed(busy())
    const stop = new AbortController()
    const giveUp = () => stop.abort(busy())
    const deadline = setTimeout(() => {
      expired++
      stop.abort(tooLong(deadlineMs))
    }, deadlineMs)
    stops.add(stop)
    gone?.addEventListener('abort', giveUp)
    try {
      if (!(await line.enter(stop.signal))) return failed(busy())
      deadline.refresh()
      return await run({ method, args }, stop.signal, waiter)
    } finally {
      clearTimeout(deadline)
      stops.delete(stop)
      gone?.removeEventListener('abort', giveUp)
    }
  }

  async function run<T>(task: CountTask, signal: AbortSignal, { computed }: Waiter): Promise<Result<T>> {
    const began = performance.now()
    try {
      return await pool.run(task, { signal })
    } catch (error) {
      if (signal.aborted) return failed(signal.reason)
      throw error
    } finally {
      computed?.(performance.now() - began)
      line.leave()
    }
  }

  return {
    count: (tokenizer, texts, waiter) => ask('count', [tokenizer, texts], waiter),
    countMessages: (tokenizer, messages, template, waiter) =>
      ask('countMessages', [tokenizer, messages, template], waiter),
    countScripts: (texts, waiter) =>
      isShort(texts) ? ownCounter.countScripts(texts) : ask('countScripts', [texts], waiter),
    countCharacters: (text, rule, waiter) =>
      isShort([text]) ? ownCounter.countCharacters(text, rule) : ask('countCharacters', [text, rule], waiter),
    load: () => ({ threads: pool.threads.length, counting: line.inside, waiting: line.waiting, expired }),
    close: async () => {
      isClosed = true
      // The pool would have another thread for one that ends, even after it is destroyed.
      pool.options.minThreads = 0
      const ended = pool.destroy()
      for (const stop of stops) stop.abort(busy())
      await ended
    },
  }
}

const busy = () => serverIssue('busy', '')
const tooLong = (milliseconds: number) => serverIssue('count-deadline', '', { milliseconds: String(milliseconds) })

const isShort = (texts: readonly string[]) => texts.reduce((length, text) => length + text.length, 0) <= SHORT
