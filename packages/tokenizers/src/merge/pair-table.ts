import type { Vocabulary } from '../vocabulary/vocabulary.ts'

/** What {@link PairTable.find} gives for two tokens that do not merge: more than any rank. */
export const NO_MERGE = 0xffffff

/** Bits of an id; a slot of two ints holds three: 18 and 14 bits in the first, 4 and 18 in the second. */
const ID_BITS = 18
const [LOW_BITS, HIGH_BITS] = [32 - ID_BITS, 2 * ID_BITS - 32]
/** Tokens of which all pairs have a table: the single bytes are among them, whatever the vocabulary begins with. */
const FIRST = 320

/** Bits of the filter that most pairs that do not merge are turned away by: 256 kB, which the table is far from. */
const FILTER_BITS = 21

/** Which two tokens merge into which: a hash table with open addressing. */
export interface PairTable {
  /** The id that `left` and `right` merge into, or {@link NO_MERGE}. */
  find(left: number, right: number): number
}

export function pairTable({ size, left: lefts, right: rights }: Vocabulary): PairTable {
  // Three quarters full at most: what a search looks through is beside where it begins, and most are turned away.
  const bits = Math.ceil(Math.log2((size * 4) / 3))
  const slots = new Int32Array(2 << bits)
  const wrap = slots.length - 1
  const shift = 32 - bits
  const filter = new Uint8Array(1 << (FILTER_BITS - 3))
  const firsts = new Int32Array(FIRST * FIRST).fill(NO_MERGE)

  for (let id = 0; id < size; id++) {
    const left = lefts[id] as number
    if (left < 0) continue
    const right = rights[id] as number
    if (left < FIRST && right < FIRST) {
      firsts[left * FIRST + right] = id
      continue
    }
    const hash = pairHash(left, right)
    const bit = hash >>> (32 - FILTER_BITS)
    filter[bit >>> 3] = (filter[bit >>> 3] as number) | (1 << (bit & 7))
    let slot = 2 * (hash >>> shift)
    while (slots[slot + 1] !== 0) slot = (slot + 2) & wrap
    slots[slot] = left | (right << ID_BITS)
    // An id is never 0 here: both of its parts are lower.
    slots[slot + 1] = (right >>> LOW_BITS) | (id << HIGH_BITS)
  }

  function find(left: number, right: number): number {
    if (left < FIRST && right < FIRST) return firsts[left * FIRST + right] as number
    const hash = pairHash(left, right)
    const bit = hash >>> (32 - FILTER_BITS)
    if (((filter[bit >>> 3] as number) & (1 << (bit & 7))) === 0) return NO_MERGE
    const low = left | (right << ID_BITS)
    const high = right >>> LOW_BITS
    let slot = 2 * (hash >>> shift)
    for (;;) {
      const found = slots[slot + 1] as number
      if (found === 0) return NO_MERGE
      if (slots[slot] === low && (found & ((1 << HIGH_BITS) - 1)) === high) return found >>> HIGH_BITS
      slot = (slot + 2) & wrap
    }
  }

  return { find }
}

const pairHash = (left: number, right: number): number => Math.imul(Math.imul(left, 0x9e3779b1) + right, 0x85ebca6b)
