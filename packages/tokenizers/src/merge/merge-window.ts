import { NO_MERGE, type PairTable } from './pair-table.ts'

/** Positions in one key of the heap: a key is exact up to 2 ** 53, and ranks stay below 2 ** 18. */
const POSITIONS = 2 ** 32

/** Tokens in a row, and at which byte of their text each begins. */
export interface TokenRun {
  ids: Int32Array
  starts: Int32Array
  count: number
}

/** An empty run with room for `room` tokens. */
export const tokenRun = (room: number): TokenRun => ({
  ids: new Int32Array(room),
  starts: new Int32Array(room),
  count: 0,
})

/**
 * Merges bytes as byte-pair encoding does, always the pair of the lowest rank and the first of several, with a heap of
 * pairs: n log n for n bytes, whatever they are. The memory it works in stays with it.
 */
export interface WindowMerger {
  /** The tokens of the bytes from `from` to `to`, written to `run`. */
  merge(bytes: Uint8Array, from: number, to: number, run: TokenRun): void
}

export function windowMerger({ find }: PairTable, byteIds: Int32Array): WindowMerger {
  let next = new Int32Array()
  let previous = new Int32Array()
  let ranks = new Int32Array()
  let heap = new Float64Array()
  let heaped = 0

  function makeRoom(run: TokenRun, count: number): void {
    if (run.ids.length < count) {
      run.ids = new Int32Array(count)
      run.starts = new Int32Array(count)
    }
    if (next.length >= count) return
    next = new Int32Array(count)
    previous = new Int32Array(count)
    ranks = new Int32Array(count)
    // Each byte is paired once at first; a merge takes a pair away and makes at most two.
    heap = new Float64Array(2 * count)
  }

  function push(rank: number, at: number): void {
    const key = rank * POSITIONS + at
    let child = heaped++
    while (child > 0) {
      const parent = (child - 1) >> 1
      const other = heap[parent] as number
      if (other <= key) break
      heap[child] = other
      child = parent
    }
    heap[child] = key
  }

  function pop(): number {
    const top = heap[0] as number
    const key = heap[--heaped] as number
    let parent = 0
    for (;;) {
      let child = 2 * parent + 1
      if (child >= heaped) break
      if (child + 1 < heaped && (heap[child + 1] as number) < (heap[child] as number)) child++
      const other = heap[child] as number
      if (other >= key) break
      heap[parent] = other
      parent = child
    }
    heap[parent] = key
    return top
  }

  function setRank(at: number, rank: number): void {
    ranks[at] = rank
    if (rank !== NO_MERGE) push(rank, at)
  }

  function pairUp(bytes: Uint8Array, from: number, count: number, ids: Int32Array): void {
    heaped = 0
    for (let at = 0; at < count; at++) {
      ids[at] = byteIds[bytes[from + at] as number] as number
      next[at] = at + 1
      previous[at] = at - 1
    }
    for (let at = 0; at + 1 < count; at++) setRank(at, find(ids[at] as number, ids[at + 1] as number))
    ranks[count - 1] = NO_MERGE
  }

  /** Puts `id` in place of the two tokens at `at`. */
  function join(at: number, id: number, count: number, ids: Int32Array): void {
    const gone = next[at] as number
    const after = next[gone] as number
    const before = previous[at] as number
    ids[at] = id
    ranks[gone] = NO_MERGE
    next[at] = after
    if (after < count) previous[after] = at
    setRank(at, after < count ? find(id, ids[after] as number) : NO_MERGE)
    if (before >= 0) setRank(before, find(ids[before] as number, id))
  }

  function merge(bytes: Uint8Array, from: number, to: number, run: TokenRun): void {
    const count = to - from
    makeRoom(run, count)
    const { ids, starts } = run
    pairUp(bytes, from, count, ids)
    while (heaped > 0) {
      const key = pop()
      const rank = Math.floor(key / POSITIONS)
      const at = key - rank * POSITIONS
      // Else it is left over from a pair that has changed since.
      if (ranks[at] === rank) join(at, rank, count, ids)
    }
    run.count = 0
    for (let at = 0; at < count; at = next[at] as number) {
      ids[run.count] = ids[at] as number
      starts[run.count++] = at
    }
  }

  return { merge }
}
