import { type TokenRun, tokenRun, type WindowMerger } from './merge-window.ts'

/** Bytes merged at once: enough that windows cost little, few enough to stay in the processor's cache. */
const WINDOW = 1024
/** Bytes of a window, at least, that are merged once more with the next one. */
const OVERLAP = 128

/**
 * Merges a piece of any length in time proportional to it and in the memory of one window; `take` is given each part
 * of its tokens in order, and must not keep the run.
 *
 * A window is merged by itself, then the next from one of its tokens on. The two belong together if the token before
 * that place and the token after it are what byte-pair encoding makes of their bytes: a row of tokens is the encoding
 * of its bytes exactly if each two neighbours are the encoding of theirs (`bpe`, github/rust-gems). Else a place
 * further ahead is tried, and at last a larger window.
 */
export type MergeLong = (bytes: Uint8Array, from: number, to: number, take: (run: TokenRun) => void) => void

export function longMerger({ merge }: WindowMerger, window = WINDOW, overlap = OVERLAP): MergeLong {
  let done = tokenRun(window)
  let next = tokenRun(window)
  const pair = tokenRun(2 * overlap)

  function agree(bytes: Uint8Array, before: number, at: number, end: number): boolean {
    merge(bytes, before, next.count > 1 ? at + (next.starts[1] as number) : end, pair)
    return pair.count === 2 && pair.starts[1] === at - before
  }

  /** Merges from a token of `done` on into `next`; gives how many tokens of `done` stay, 0 if no place was found. */
  function join(bytes: Uint8Array, from: number, size: number, to: number): number {
    let kept = done.count - 1
    while (kept > 0 && (done.starts[kept] as number) > size - overlap) kept--
    for (let back = 1; kept > 0; kept -= back, back *= 2) {
      const at = from + (done.starts[kept] as number)
      const end = Math.min(at + window, to)
      merge(bytes, at, end, next)
      if (agree(bytes, from + (done.starts[kept - 1] as number), at, end)) return kept
    }
    return 0
  }

  return (bytes, from, to, take) => {
    let at = from
    let size = window
    merge(bytes, at, Math.min(at + size, to), done)
    while (at + size < to) {
      const kept = join(bytes, at, size, to)
      if (kept === 0) {
        size *= 2
        merge(bytes, at, Math.min(at + size, to), done)
        continue
      }
      at += done.starts[kept] as number
      size = window
      done.count = kept
      take(done)
      ;[done, next] = [next, done]
    }
    take(done)
  }
}
