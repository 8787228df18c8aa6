/**
 * Divides text into pieces, as the pattern of an encoding does: no token crosses from one piece into the next.
 *
 * Gives the end of the piece that begins at `at`, in UTF-16 that is over at `end`, where {@link SENTINEL} has to stand.
 */
export type PieceEnd = (units: Uint16Array, at: number, end: number) => number

/** Stands behind the text, so that a run of characters ends without counting. */
export const SENTINEL = 0xffff

/** A pattern: how it divides text, and what is simple about it. */
export interface Splitter {
  readonly pieceEnd: PieceEnd
  readonly words: AsciiWords
}

/** How a pattern matches a word of ASCII letters with nothing but ASCII around it. */
export interface AsciiWords {
  /** 1 for each ASCII character that belongs to the word it stands before. */
  readonly leads: Uint8Array
  /** Whether a word ends where a capital follows a small letter. */
  readonly endsBeforeCapital: boolean
  /** Whether a contraction belongs to the word before it. */
  readonly takesContraction: boolean
}
