import { tokenBytes } from '../vocabulary/token-bytes.ts'
import type { Vocabulary } from '../vocabulary/vocabulary.ts'

/** A token may reach from this character into a part of the next, or into this one from a part of the one before. */
export const [REACHES_OUT, REACHED_INTO] = [1, 2]

const FILTER_BITS = 19

/**
 * What the tokens of a vocabulary join, by character: nearly all are of whole characters, and few of the pairs there
 * are of Chinese characters stand side by side in one. That allows two short cuts that change no token.
 *
 * - A character that no token joins with a part of another one is merged by itself first: where it is a token, merging
 *   may begin with that.
 * - Between two characters that no token holds side by side there is a border of tokens. That makes words of a text
 *   without spaces, short enough to be remembered.
 */
export interface CharacterBorders {
  /** The token of each character of one UTF-16 unit, -1 for none. */
  readonly ids: Int32Array
  /** {@link REACHES_OUT} and {@link REACHED_INTO} by UTF-16 unit; both for half of a character. */
  readonly reach: Uint8Array
  /** A bit for each {@link borderHash} of two characters that a token holds: a wrong bit hides a border, and no more. */
  readonly joined: Uint8Array
}

/** Kana and Han: texts of other scripts have spaces. */
export const isDivisible = (unit: number): boolean => unit >= 0x3040 && unit < 0xa000

/** The bit of `joined` that stands for two characters. */
export const borderHash = (before: number, after: number): number =>
  Math.imul((before << 16) | after, 0x9e3779b1) >>> (32 - FILTER_BITS)

/** Looks through the bytes of all tokens: some milliseconds. */
export function characterBorders(vocabulary: Vocabulary): CharacterBorders {
  const { size, left } = vocabulary
  const { bytes, offsets } = tokenBytes(vocabulary)
  const ids = new Int32Array(0x10000).fill(-1)
  const reach = new Uint8Array(0x10000).fill(REACHES_OUT | REACHED_INTO, 0xd800, 0xe000)
  const joined = new Uint8Array(1 << (FILTER_BITS - 3))

  for (let id = 0; id < size; id++) {
    const half = left[id] as number
    if (half < 0) continue
    const from = offsets[id] as number
    const to = offsets[id + 1] as number
    const border = from + (offsets[half + 1] as number) - (offsets[half] as number)
    if (to - from === widthOf(bytes[from] as number)) ids[unitAt(bytes, from)] = id
    // What is joined inside of the halves is known from them: they are tokens too.
    if (((bytes[border] as number) & 0xc0) !== 0x80) noteBorder(from, border, to)
  }

  /** A border of characters inside of a token is either one of two whole characters, or a part is beside it. */
  function noteBorder(from: number, border: number, to: number): void {
    let start = border - 1
    while (start > from && ((bytes[start] as number) & 0xc0) === 0x80) start--
    const isWholeBefore = border - start === widthOf(bytes[start] as number)
    const missing = border + widthOf(bytes[border] as number) - to
    const after = unitAt(bytes, border)
    if (isWholeBefore && missing <= 0) {
      const hash = borderHash(unitAt(bytes, start), after)
      mark(joined, hash >>> 3, 1 << (hash & 7))
    } else if (isWholeBefore) mark(reach, unitAt(bytes, start), REACHES_OUT)
    else if (missing <= 0) mark(reach, after, REACHED_INTO)
    else markAll(after, 6 * missing)
  }

  /** Parts of two characters are joined: the second may be any that begins as `first` does, but for its last bits. */
  function markAll(first: number, open: number): void {
    const begin = (first >> open) << open
    for (let unit = begin; unit < begin + (1 << open) && unit < 0x10000; unit++) mark(reach, unit, REACHED_INTO)
  }

  return { ids, reach, joined }
}

/** Bytes of the character that begins with `byte`; 0 for a byte inside of one. */
const widthOf = (byte: number): number => (byte < 0x80 ? 1 : byte < 0xc0 ? 0 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4)

/** The code unit of a character; for one that takes two of them, half of it. */
function unitAt(bytes: Uint8Array, at: number): number {
  const first = bytes[at] as number
  const second = (bytes[at + 1] as number) & 0x3f
  if (first < 0x80) return first
  if (first < 0xe0) return ((first & 0x1f) << 6) | second
  if (first < 0xf0) return ((first & 0x0f) << 12) | (second << 6) | ((bytes[at + 2] as number) & 0x3f)
  return 0xd800
}

function mark(table: Uint8Array, at: number, bits: number): void {
  table[at] = (table[at] as number) | bits
}
