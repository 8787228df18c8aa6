import type { AsciiWords } from '../split/splitter.ts'

/** Characters that are looked at together. */
export const WINDOW = 8

const APOSTROPHE = 0x27

/** Bits of two units of UTF-16 that ASCII has not. */
export const NOT_ASCII = 0xff80ff80 | 0

/** Four ASCII characters, one byte each, of two pairs of units. */
export const packed = (first: number, second: number): number =>
  ((first | (first >>> 8)) & 0xffff) | ((second | (second >>> 8)) << 16)

/** The high bits of the bytes that are ASCII letters: no byte carries into the next. */
export function letters(four: number): number {
  const lower = four | 0x20202020
  return (lower + 0x1f1f1f1f) & ~(lower + 0x05050505)
}

/** The high bits of four bytes as four bits. */
export const gathered = (four: number): number => Math.imul((four >>> 7) & 0x01010101, 0x10204080) >>> 28

/** The number of zero bits below the lowest one of a byte. */
export const FIRST_BIT = /* @__PURE__ */ Uint8Array.from({ length: 256 }, (_, bits) =>
  bits === 0 ? WINDOW : 31 - Math.clz32(bits & -bits),
)

/**
 * How many of eight ASCII characters belong to the word that the characters before them have begun; `small` is 1 where
 * a small letter stands before them. Without a branch for each: where a word ends is hard to foresee.
 */
function lettersOf(low: number, high: number, small: number, endsBeforeCapital: boolean): number {
  const lowLetters = letters(low)
  const highLetters = letters(high)
  const others = gathered(~lowLetters) | (gathered(~highLetters) << 4)
  if (!endsBeforeCapital) return FIRST_BIT[others] as number
  const capitals = gathered(lowLetters & ~(low << 2)) | (gathered(highLetters & ~(high << 2)) << 4)
  const smalls = (~(capitals | others) << 1) | small
  return FIRST_BIT[others | (capitals & smalls & 0xff)] as number
}

/** Length of the word that goes on behind eight characters of it, if it is simple; 0 if not. */
export function longWordLength(
  view: DataView,
  at: number,
  { endsBeforeCapital, takesContraction }: AsciiWords,
): number {
  const next = at + WINDOW
  const first = view.getInt32(2 * next, true)
  const second = view.getInt32(2 * next + 4, true)
  const third = view.getInt32(2 * next + 8, true)
  const fourth = view.getInt32(2 * next + 12, true)
  if (((first | second | third | fourth) & NOT_ASCII) !== 0) return 0
  const small = (view.getUint16(2 * next - 2, true) >> 5) & 1
  const more = lettersOf(packed(first, second), packed(third, fourth), small, endsBeforeCapital)
  if (more === WINDOW || (takesContraction && view.getUint16(2 * (next + more), true) === APOSTROPHE)) return 0
  return WINDOW + more
}
