/** A line of input, or that one was too long to be held. */
export type Line =
  | { readonly number: number; readonly bytes: Uint8Array }
  | { readonly number: number; readonly tooLong: true }

const LINE_FEED = 10

/**
 * The lines of a stream of bytes, as each part of it comes: all that a part completes, together. Of a line that is longer
 * than the limit nothing is kept. Numbers count from 1; lines of white space alone are passed over.
 */
export async function* splitLines(
  parts: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  limit: number,
): AsyncGenerator<readonly Line[]> {
  const splitter = new Splitter(limit)
  for await (const part of parts) {
    const lines = splitter.take(part)
    if (lines.length > 0) yield lines
  }
  const last = splitter.end()
  if (last.length > 0) yield last
}

class Splitter {
  readonly #limit: number
  #number = 0
  #held: Uint8Array[] = []
  #length = 0

  constructor(limit: number) {
    this.#limit = limit
  }

  take(part: Uint8Array): readonly Line[] {
    const lines: Line[] = []
    let start = 0
    for (let end = part.indexOf(LINE_FEED); end >= 0; end = part.indexOf(LINE_FEED, start)) {
      this.#hold(part.subarray(start, end))
      lines.push(...this.end())
      start = end + 1
    }
    this.#hold(part.subarray(start))
    return lines
  }

  end(): readonly Line[] {
    const [first, ...more] = this.#held
    const [length, number] = [this.#length, ++this.#number]
    this.#held = []
    this.#length = 0
    if (length > this.#limit) return [{ number, tooLong: true }]
    const bytes = first === undefined || more.length === 0 ? first : Buffer.concat([first, ...more])
    return bytes === undefined || isBlank(bytes) ? [] : [{ number, bytes }]
  }

  #hold(bytes: Uint8Array): void {
    this.#length += bytes.length
    if (this.#length > this.#limit) this.#held = []
    else if (bytes.length > 0) this.#held.push(bytes)
  }
}

const isBlank = (bytes: Uint8Array): boolean => bytes.every((byte) => byte === 32 || byte === 9 || byte === 13)
