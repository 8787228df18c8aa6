import { once } from 'node:events'
import { createRequire } from 'node:module'
import { Worker } from 'node:worker_threads'
import type { CountTask } from './count-worker.ts'

/** Finds the file both from the sources, beside which it is built, and as it is published. */
const workerFile = () => createRequire(import.meta.url).resolve('#count-worker')

interface Thread {
  readonly worker: Worker
  idle?: NodeJS.Timeout
}

/**
 * Threads that carry out one task each. The first starts at once, another when a task comes that no idle one can take: how
 * many tasks there are at once is up to the caller.
 */
export class CountThreads {
  readonly #megabytes: number
  readonly #idleMs: number
  readonly #all = new Set<Thread>()
  /** The one that was busy last is the first to be busy again, so that the others may end. */
  readonly #idle: Thread[] = []
  #isClosed = false

  /**
   * @param megabytes of memory that a thread may take.
   * @param idleMs milliseconds after which a thread without a task ends, but for the last one.
   */
  constructor(megabytes: number, idleMs: number) {
    this.#megabytes = megabytes
    this.#idleMs = idleMs
    this.#rest(this.#start())
  }

  get size(): number {
    return this.#all.size
  }

  /**
   * What the worker answers. The thread ends with a task that is aborted: nothing else stops a count.
   *
   * @throws As rejections: what broke the thread, and an `AbortError`.
   */
  async run(task: CountTask, signal: AbortSignal): Promise<unknown> {
    const thread = this.#idle.pop() ?? this.#start()
    clearTimeout(thread.idle)
    thread.worker.ref()
    try {
      thread.worker.postMessage(task)
      const [answer] = await once(thread.worker, 'message', { signal })
      this.#rest(thread)
      return answer
    } catch (error) {
      await this.#end(thread)
      throw error
    }
  }

  /** Ends all threads, and starts no more by itself. */
  async close(): Promise<void> {
    this.#isClosed = true
    await Promise.all([...this.#all].map((thread) => this.#end(thread)))
  }

  #start(): Thread {
    const worker = new Worker(workerFile(), { resourceLimits: { maxOldGenerationSizeMb: this.#megabytes } })
    const thread: Thread = { worker }
    this.#all.add(thread)
    // Whoever waits for the thread is told by what it waits for; without a listener the process would end.
    worker.on('error', () => this.#forget(thread))
    return thread
  }

  /** Keeps no process alive. */
  #rest(thread: Thread): void {
    thread.worker.unref()
    this.#idle.push(thread)
    thread.idle = setTimeout(() => this.#all.size > 1 && this.#end(thread), this.#idleMs).unref()
  }

  /** Another thread takes the place of the last one, so that the next task finds it ready. */
  async #end(thread: Thread): Promise<void> {
    this.#forget(thread)
    if (this.#all.size === 0 && !this.#isClosed) this.#rest(this.#start())
    await thread.worker.terminate()
  }

  #forget(thread: Thread): void {
    clearTimeout(thread.idle)
    this.#all.delete(thread)
    const at = this.#idle.indexOf(thread)
    if (at >= 0) this.#idle.splice(at, 1)
  }
}
