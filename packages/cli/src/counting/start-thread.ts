import { on } from 'node:events'
import type { Thread } from '../io.ts'

/** Starts a thread that runs `count-thread`, as it is built. */
export async function startThread(setup: unknown): Promise<Thread> {
  const { Worker } = await import('node:worker_threads')
  const worker = new Worker(new URL('./thread/count-thread.js', import.meta.url), {
    workerData: setup,
    // A chunk of text is garbage as soon as it is counted: room for more of it only takes memory.
    resourceLimits: { maxYoungGenerationSizeMb: 2 },
  })
  // Rejects where the thread broke, with what broke it.
  const messages = on(worker, 'message')
  return {
    post: (message) => worker.postMessage(message),
    next: async () => {
      const { value } = await messages.next()
      return value[0]
    },
    stop: async () => {
      await worker.terminate()
    },
  }
}
