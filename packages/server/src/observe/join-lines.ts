/** A stream that pino writes to, as `pino.destination` opens it. */
export interface LineStream {
  write(text: string): boolean
  flush(done?: (error?: Error) => unknown): void
  flushSync(): void
}

/** Characters: a hundred lines or so. */
const TOGETHER = 16_384

/** For a stream whose lines are joined: it begins to write when it is given so many. */
export const JOINED = { sync: false, minLength: TOGETHER, maxWrite: 4 * TOGETHER }

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
      // A stream that is writing does no more than end that; what it was given since is for the next time.
      flush.call(stream, done && (() => flush.call(stream, done)))
    },
    flushSync() {
      hand()
      flushSync.call(stream)
    },
  }
  return Object.assign(stream, joining)
}
