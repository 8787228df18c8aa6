import type { Vocabulary } from './vocabulary.ts'

/** Bytes of the longest token. */
export function longestToken({ size, left, right }: Vocabulary): number {
  const lengths = new Uint16Array(size).fill(1)
  let longest = 1
  for (let id = 0; id < size; id++) {
    const first = left[id] as number
    if (first < 0) continue
    const length = (lengths[first] as number) + (lengths[right[id] as number] as number)
    lengths[id] = length
    if (length > longest) longest = length
  }
  return longest
}
