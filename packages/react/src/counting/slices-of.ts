/** UTF-16 units that are counted before the page may do something else: some 10 ms. */
const SLICE = 65_536

/** A text in slices that divide no surrogate pair. */
export function* slicesOf(text: string): Generator<string> {
  for (let at = 0; at < text.length; ) {
    const end = at + SLICE
    const isInPair = /[\ud800-\udbff]/.test(text[end - 1] ?? '')
    const next = isInPair ? end + 1 : end
    yield text.slice(at, next)
    at = next
  }
}
