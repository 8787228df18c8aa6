import { countChunks, loadTokenizer, workerTokenizer } from '@ratecard/tokenizers'
import type { ExactCounter } from './exact-counter.ts'
import { rest } from './rest.ts'
import { slicesOf } from './slices-of.ts'

/**
 * A counter in a worker; in the page itself, in turns with it, where a worker cannot be had: one that a policy forbids, or
 * whose script is of another origin.
 *
 * @param tokenizer which is asked for first.
 */
export const openExactCounter = (startWorker: () => Worker, tokenizer: string): Promise<ExactCounter> =>
  openInWorker(startWorker, tokenizer).catch(openInPage)

async function openInWorker(startWorker: () => Worker, tokenizer: string): Promise<ExactCounter> {
  let worker = startWorker()
  // A script that cannot be loaded is told by an event alone, so a first question shows whether there is anybody.
  await workerTokenizer(worker, tokenizer).decode([])
  /** One that is at a text which nobody waits for is ended: nothing else breaks off a count. */
  const asking = async <T>(signal: AbortSignal, ask: (worker: Worker) => Promise<T>): Promise<T> => {
    const own = worker
    const end = () => {
      if (worker !== own) return
      // Those who wait for another of its answers are told.
      workerTokenizer(own, tokenizer).terminate()
      worker = startWorker()
    }
    signal.addEventListener('abort', end)
    try {
      return await ask(own)
    } finally {
      signal.removeEventListener('abort', end)
    }
  }
  return {
    count: (text, name, signal) => asking(signal, (own) => workerTokenizer(own, name).count(text, { signal })),
    pieces: (text, name, signal) => asking(signal, (own) => workerTokenizer(own, name).pieces(text, { signal })),
    close: () => worker.terminate(),
  }
}

async function openInPage(): Promise<ExactCounter> {
  async function* slices(text: string, signal: AbortSignal) {
    for (const slice of slicesOf(text)) {
      await rest()
      signal.throwIfAborted()
      yield slice
    }
  }
  return {
    count: async (text, tokenizer, signal) => countChunks(await loadTokenizer(tokenizer), slices(text, signal)),
    pieces: async (text, tokenizer) => (await loadTokenizer(tokenizer)).pieces(text),
    close: () => {},
  }
}
