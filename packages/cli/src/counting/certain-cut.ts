import { mayDivide } from '@ratecard/tokenizers'

/** Bytes of the longest character. */
const LONGEST = 4
const LINE_FEED = 0x0a
const BLANK = 0x20

/** Bytes before a place and behind it that say whether it is a certain cut. */
export const AROUND = LONGEST + 1

const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

/**
 * The first place where UTF-8 can be divided so that the tokens of its parts are those of the whole, for every
 * tokenizer: `mayDivide` says so of the characters around it.
 *
 * @returns the index into `bytes` of what comes after the cut, at least `AROUND` bytes into them; -1 without one.
 */
export function certainCut(bytes: Uint8Array): number {
  for (let at = AROUND; at + AROUND <= bytes.length; at++) {
    if (bytes[at] !== BLANK && bytes[at - 1] !== LINE_FEED) continue
    const [before, after] = [bytes.subarray(at - AROUND, at), bytes.subarray(at, at + AROUND)]
    if (mayDivide(decoder.decode(before), decoder.decode(after))) return at
  }
  return -1
}
