/** Bytes of the longest character. */
const LONGEST = 4
const LINE_FEED = 10

const VISIBLE_END = /[\p{L}\p{M}\p{N}\p{P}\p{S}]$/u
const VISIBLE_START = /^(?!\/)[\p{L}\p{N}\p{P}\p{S}]/u

const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

/**
 * A place where a file can be divided so that the tokens of its parts are those of the whole, for every tokenizer that
 * splits text by a pattern: after a line feed that follows no white space, before a character that is neither white
 * space, a slash nor a mark.
 *
 * No pattern goes on across it: white space ends there, and a run of punctuation takes line breaks and slashes after it
 * and nothing else. And none ends otherwise because the text does: `\s+(?!\S)` leaves the last of several spaces to what
 * follows, but a single line feed is all there is. No special token has a line feed, and no character composes with one.
 *
 * @returns the index into `bytes` of what comes after the line feed, at least `LONGEST` bytes into them; -1 without one.
 */
export function certainCut(bytes: Uint8Array): number {
  for (let at = bytes.indexOf(LINE_FEED, LONGEST); at >= 0; at = bytes.indexOf(LINE_FEED, at + 1)) {
    const next = at + 1
    if (next + LONGEST > bytes.length) return -1
    const isVisible = VISIBLE_END.test(decoder.decode(bytes.subarray(at - LONGEST, at)))
    if (isVisible && VISIBLE_START.test(decoder.decode(bytes.subarray(next, next + LONGEST)))) return next
  }
  return -1
}
