/** A stream of pino that writes what it is given, whatever else it does. */
export interface LineStream {
  write(text: string): boolean
  flush(done?: (error?: Error) => unknown): void
  flushSync(): void
}

/** Characters: a hundred lines or so. */
const TOGETHER = 16_384

/**
 * Lets a stream write many lines together: a write costs as much as the rest of the work for twenty lines, and a stream
 * that joins them itself looks through all that it holds with each line.
 */
export function joinLines<S extends LineStream>(stream: S): S {
  const { write, flush, flushSync } = stream
  let held = ''
  const hand = () => {
    const text = held
    held = ''
    if (text !== '') write.call(stream, text)
  }
  const joining: LineStream = {
    write(line) {
      held += line
      if (held.length >= TOGETHER) hand()
      return true
    },
    flush(done) {
      hand()
      flush.call(stream, done)
    },
    flushSync() {
      hand()
      flushSync.call(stream)
    },
  }
  return Object.assign(stream, joining)
}
