import { ok, type Rational, type Result, readDuration } from '@ratecard/core'

/**
 * Reads the lengths of recordings such as `2m30s, 10s` in seconds.
 *
 * Issues: `invalid-duration`.
 */
export function readAudio(text: string): Result<readonly Rational[]> {
  const lengths: Rational[] = []
  for (const item of text.split(/[,;，、；\s]+/).filter((part) => part !== '')) {
    const length = readDuration(item, '/audio')
    if (!length.ok) return length
    lengths.push(length.value)
  }
  return ok(lengths)
}
