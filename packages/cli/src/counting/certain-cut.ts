import type { mayDivide } from '@ratecard/tokenizers'

/** Bytes of the longest character. */
const LONGEST = 4
const LINE_FEED = 0x0a
const BLANK = 0x20

/** Bytes before a place and behind it that say whether it is a certain cut. */
export const AROUND = LONGEST + 1

const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

/**
 * The first place where UTF-8 can be divided so that the tokens of its parts are those of the whole, for every
 * tokenizer: `mayDivide` says so of the characters around it. It is an argument, so that only a count loads tokenizers.
 *
 * @returns the index into `bytes` of what comes after the cut, at least `AROUND` bytes into them; -1 without one.
 */
export function certainCut(bytes: Uint8Array, divides: typeof mayDivide): number {
  for (let at = AROUND; at + AROUND <= bytes.length; at++) {
    if (!isCandidate(bytes, at)) continue
    const [before, after] = [bytes.subarray(at - AROUND, at), bytes.subarray(at, at + AROUND)]
    if (divides(decoder.decode(before), decoder.decode(after))) return at
  }
  return -1
}

/** Only of these is it asked: a blank after what is visible, or a line that begins with it, after one that ends so. */
function isCandidate(bytes: Uint8Array, at: number): boolean {
  const before = bytes[at - 1] as number
  const after = bytes[at] as number
  if (after === BLANK) return before > BLANK
  return before === LINE_FEED && after > BLANK && (bytes[at - 2] as number) > BLANK
}
