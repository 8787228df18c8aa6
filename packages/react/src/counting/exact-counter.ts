import type { TokenPiece } from '@ratecard/core'

/** Counts tokens exactly, without keeping the page waiting. */
export interface ExactCounter {
  /** @throws As rejections: the reason of the signal; an error where the tokenizer cannot be loaded. */
  readonly count: (text: string, tokenizer: string, signal: AbortSignal) => Promise<number>
  readonly pieces: (text: string, tokenizer: string, signal: AbortSignal) => Promise<readonly TokenPiece[]>
  readonly close: () => void
}

/**
 * A counter that is loaded, with what it needs, when it is first asked.
 *
 * @param startWorker throws or fails where there can be none.
 */
export function exactCounter(startWorker: () => Worker): ExactCounter {
  let inside: Promise<ExactCounter> | undefined
  const open = (tokenizer: string) => {
    inside ??= import('./open-exact-counter.ts').then(({ openExactCounter }) =>
      openExactCounter(startWorker, tokenizer),
    )
    // What could not be loaded is tried again.
    inside.catch(() => {
      inside = undefined
    })
    return inside
  }
  return {
    count: async (text, tokenizer, signal) => (await open(tokenizer)).count(text, tokenizer, signal),
    pieces: async (text, tokenizer, signal) => (await open(tokenizer)).pieces(text, tokenizer, signal),
    close: () => void inside?.then((counter) => counter.close()),
  }
}
