import { tokenBytes } from '../vocabulary/token-bytes.ts'
import type { Vocabulary } from '../vocabulary/vocabulary.ts'

const FILTER_BITS = 19
/** Bits of what is told of the second of two characters in {@link partKey}. */
const AFTER_BITS = 11

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
  /** A bit for each {@link partKey} of two characters of which a token holds a part and something of the other. */
  readonly parted: Uint8Array
  /** A bit for each {@link borderHash} of two characters that a token holds: a wrong bit hides a border, and no more. */
  readonly joined: Uint8Array
}

/**
 * Han and kana, and from Devanagari on the scripts of South and Southeast Asia and those beside them: either without
 * spaces, or with few tokens of several characters.
 */
export const isDivisible = (unit: number): boolean =>
  (unit >= 0x0900 && unit < 0x1e00) || (unit >= 0x3040 && unit < 0xa000)

/** The bit of `joined` that stands for two characters. */
export const borderHash = (before: number, after: number): number =>
  Math.imul((before << 16) | after, 0x9e3779b1) >>> (32 - FILTER_BITS)

/**
 * The bit of `parted` for two characters, each told by what a token may hold of it: the first by its last byte, the
 * second by all but that. Half of a character, which may stand alone and become another, has bits of its own.
 */
export const partKey = (before: number, after: number): number => (lastPart(before) << AFTER_BITS) | firstPart(after)

const isHalf = (unit: number): boolean => (unit & 0xf800) === 0xd800
const lastPart = (unit: number): number => (unit < 0x80 ? unit : 0x80 | (unit & 0x3f) | (isHalf(unit) ? 0x40 : 0))
const firstPart = (unit: number): number => (unit < 0x80 ? unit : 0x80 + (unit >>> 6))

/** Looks through the bytes of all tokens: some milliseconds. */
export function characterBorders(vocabulary: Vocabulary): CharacterBorders {
  const { size, left } = vocabulary
  const { bytes, offsets } = tokenBytes(vocabulary)
  const ids = new Int32Array(0x10000).fill(-1)
  const parted = new Uint8Array(1 << (8 + AFTER_BITS - 3))
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
    if (isWholeBefore && missing <= 0) mark(joined, borderHash(unitAt(bytes, start), after))
    // The last byte as a unit has the same last part as the character.
    else markParted(bytes[border - 1] as number, after, Math.max(missing, 0))
  }

  /** The second may be any character that begins as `after` does, but for so many bytes. */
  function markParted(before: number, after: number, missing: number): void {
    const open = 1 << (6 * missing)
    const first = after & -open
    for (let unit = first; unit < first + open && unit < 0x10000; unit += 64) mark(parted, partKey(before, unit))
  }

  function markHalves(): void {
    ids.fill(-1, 0xd800, 0xe000)
    for (let half = 0xd800; half < 0xe000; half += 64) {
      for (let last = 0; last < 0xc0; last++) mark(parted, partKey(last, half))
    }
    parted.fill(0xff, partKey(0xd800, 0) >> 3)
  }

  markHalves()
  return { ids, parted, joined }
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

function mark(bits: Uint8Array, at: number): void {
  bits[at >>> 3] = (bits[at >>> 3] as number) | (1 << (at & 7))
}

/** Whether a bit is set. */
export const hasBit = (bits: Uint8Array, at: number): number => ((bits[at >>> 3] as number) >>> (at & 7)) & 1
