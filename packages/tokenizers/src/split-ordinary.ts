import { nextCertainCut } from './certain-cut.ts'
import { PieceTooLongError } from './tokenizer-error.ts'

/**
 * UTF-8 bytes that a stretch without a certain cut may have. The engine's time grows with the square of a piece:
 * 32 KiB take about 1 s, 128 KiB 11 s, and at 1 MB its regex runs out of stack and traps.
 */
export const pieceLimit = 32_768

/** UTF-16 units after which a part ends at the next cut: enough to make calls rare, little enough to bound memory. */
const partUnits = 65_536

/** A UTF-16 unit is at most 3 bytes of UTF-8, and NFC makes a text at most 3 times as long. */
const certainlyShortUnits = Math.floor(pieceLimit / 9)

/** How {@link splitOrdinary} reads its text. */
interface SplitOrdinaryOptions {
  readonly normalize: (text: string) => string
  /** Whether more text follows: then the end is not known to be a boundary. */
  readonly more: boolean
}

/**
 * Divides text without special tokens into normalised parts whose tokens, in order, are those of the whole. Returns
 * the end of the text that has to be read again with what follows it: empty when nothing does.
 *
 * @throws {@link PieceTooLongError}
 */
export function* splitOrdinary(text: string, options: SplitOrdinaryOptions): Generator<string, string> {
  const { normalize, more } = options
  let start = 0
  let cut = 0
  for (let next = nextCertainCut(text, cut); next >= 0; next = nextCertainCut(text, cut)) {
    requireShort(text, cut, next, normalize)
    cut = next
    if (cut - start < partUnits) continue
    yield normalize(text.slice(start, cut))
    start = cut
  }
  requireShort(text, cut, text.length, normalize)
  const end = more ? cut : text.length
  if (end > start) yield normalize(text.slice(start, end))
  return text.slice(end)
}

function requireShort(text: string, from: number, to: number, normalize: (text: string) => string): void {
  if (to - from <= certainlyShortUnits) return
  const bytes = Buffer.byteLength(normalize(text.slice(from, to)))
  if (bytes > pieceLimit) throw new PieceTooLongError(bytes, pieceLimit)
}
