import { NO_MERGE, type PairTable } from './pair-table.ts'

/** Merges `ids[0..count)` in place and returns how many tokens are left. */
export type ShortMerger = (ids: Int32Array, count: number) => number

/** Tokens that a short merger is given at most. */
export const SHORT = 48
/** A pair is its rank and, in so many low bits, its place: the lowest is the next to merge, the first of several. */
const PLACE_BITS = 6
const PLACE = (1 << PLACE_BITS) - 1
const NO_PAIR = NO_MERGE << PLACE_BITS

/**
 * Merges as byte-pair encoding does, always the pair of the lowest rank and the first of several, looking at every
 * pair for every merge: fastest for a word, quadratic for a page.
 */
export function shortMerger({ find }: PairTable): ShortMerger {
  const pairs = new Int32Array(SHORT)
  const next = new Int32Array(SHORT)
  const previous = new Int32Array(SHORT)

  function pairUp(ids: Int32Array, count: number): void {
    for (let at = 0; at < count; at++) {
      next[at] = at + 1
      previous[at] = at - 1
      pairs[at] = at + 1 < count ? (find(ids[at] as number, ids[at + 1] as number) << PLACE_BITS) | at : NO_PAIR
    }
  }

  return (ids, count) => {
    pairUp(ids, count)
    for (;;) {
      const lowest = lowestOf(pairs, count)
      if (lowest >= NO_PAIR) break
      const at = lowest & PLACE
      const id = lowest >> PLACE_BITS
      const gone = next[at] as number
      const after = next[gone] as number
      const before = previous[at] as number
      ids[at] = id
      next[at] = after
      pairs[gone] = NO_PAIR
      pairs[at] = NO_PAIR
      if (after < count) {
        previous[after] = at
        pairs[at] = (find(id, ids[after] as number) << PLACE_BITS) | at
      }
      if (before >= 0) pairs[before] = (find(ids[before] as number, id) << PLACE_BITS) | before
    }
    let left = 0
    for (let at = 0; at < count; at = next[at] as number) ids[left++] = ids[at] as number
    return left
  }
}

/** The lowest of so many pairs, without a branch: which is the lower of two cannot be foreseen. */
function lowestOf(pairs: Int32Array, count: number): number {
  let lowest = NO_PAIR
  for (let at = 0; at < count; at++) {
    const difference = (pairs[at] as number) - lowest
    lowest += difference & (difference >> 31)
  }
  return lowest
}
