import { failed, ok, type Result } from '@ratecard/core'
import { JoinedBytes } from '../api/joined-bytes.ts'
import { serverIssue } from '../problems/server-issue.ts'

/** A line of input: its text, or why it has none. */
export interface Line {
  readonly number: number
  readonly text: Result<string>
}

const LINE_FEED = 10
const BYTE_ORDER_MARK = '\uFEFF'

/**
 * The lines of a stream of bytes, as each part of it comes: all that a part completes, together. They are to be taken in
 * turn, as each is made when it is asked for. Of a line that is longer than the limit nothing is kept. Numbers count from
 * 1; lines of white space alone are passed over.
 *
 * Issues of a line: `line-too-long`, `invalid-text`.
 */
export async function* splitLines(
  parts: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  limit: number,
): AsyncGenerator<Iterable<Line>> {
  const splitter = new Splitter(limit)
  for await (const part of parts) yield splitter.take(part)
  yield splitter.end()
}

class Splitter {
  readonly #limit: number
  #number = 0
  readonly #held = new JoinedBytes()
  /** Of the line that has begun, also where none of it is kept any more. */
  #length = 0

  constructor(limit: number) {
    this.#limit = limit
  }

  *take(part: Uint8Array): Generator<Line> {
    const first = part.indexOf(LINE_FEED)
    if (first < 0) {
      this.#hold(part)
      return
    }
    this.#hold(part.subarray(0, first))
    yield* this.end()
    const last = part.lastIndexOf(LINE_FEED)
    if (first < last) yield* this.#all(part.subarray(first + 1, last))
    this.#hold(part.subarray(last + 1))
  }

  *end(): Generator<Line> {
    const bytes = this.#held.take()
    const line = this.#lineOf(this.#length > this.#limit ? undefined : bytes)
    this.#length = 0
    if (line) yield line
  }

  #hold(bytes: Uint8Array): void {
    this.#length += bytes.length
    if (this.#length > this.#limit) this.#held.take()
    else if (bytes.length > 0) this.#held.add(bytes)
  }

  /** Many lines are quickest decoded at once. Where one of them is too long or no text it must be found: each for itself. */
  *#all(bytes: Uint8Array): Generator<Line> {
    const text = bytes.length > this.#limit ? undefined : decoded(bytes)
    const { length } = text ?? bytes
    for (let start = 0, end = 0; start <= length; start = end + 1) {
      const found = text === undefined ? bytes.indexOf(LINE_FEED, start) : text.indexOf('\n', start)
      end = found < 0 ? length : found
      const line =
        text === undefined
          ? this.#lineOf(end - start > this.#limit ? undefined : bytes.subarray(start, end))
          : this.#line(text.slice(start, end))
      if (line) yield line
    }
  }

  /** @param bytes undefined: too many. */
  #lineOf(bytes: Uint8Array | undefined): Line | undefined {
    const text = bytes && decoded(bytes)
    if (text !== undefined) return this.#line(text)
    const issue = bytes
      ? serverIssue('invalid-text', '')
      : serverIssue('line-too-long', '', { limit: String(this.#limit) })
    return { number: ++this.#number, text: failed(issue) }
  }

  /** Undefined for a blank one. */
  #line(text: string): Line | undefined {
    this.#number++
    if (isBlank(text)) return undefined
    return { number: this.#number, text: ok(text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text) }
  }
}

/** A byte order mark is left, for every line to be treated alike. */
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

function decoded(bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes)
  } catch {
    return undefined
  }
}

const isBlank = (text: string): boolean => /^[ \t\r]*$/.test(text)
