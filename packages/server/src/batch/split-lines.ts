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
 * The lines of a stream of bytes, as each part of it comes: all that a part completes, together. Of a line that is longer
 * than the limit nothing is kept. Numbers count from 1; lines of white space alone are passed over.
 *
 * Issues of a line: `line-too-long`, `invalid-text`.
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
  readonly #held = new JoinedBytes()
  /** Of the line that has begun, also where none of it is kept any more. */
  #length = 0

  constructor(limit: number) {
    this.#limit = limit
  }

  take(part: Uint8Array): readonly Line[] {
    const first = part.indexOf(LINE_FEED)
    if (first < 0) {
      this.#hold(part)
      return []
    }
    this.#hold(part.subarray(0, first))
    const lines = this.end()
    const last = part.lastIndexOf(LINE_FEED)
    if (first < last) this.#addAll(lines, part.subarray(first + 1, last))
    this.#hold(part.subarray(last + 1))
    return lines
  }

  end(): Line[] {
    const lines: Line[] = []
    const held = this.#held.take()
    this.#add(lines, this.#length > this.#limit ? undefined : held)
    this.#length = 0
    return lines
  }

  #hold(bytes: Uint8Array): void {
    this.#length += bytes.length
    if (this.#length > this.#limit) this.#held.take()
    else if (bytes.length > 0) this.#held.add(bytes)
  }

  /** Many lines are quickest decoded at once. Where one of them is too long or no text it must be found: each for itself. */
  #addAll(lines: Line[], bytes: Uint8Array): void {
    const whole = bytes.length > this.#limit ? undefined : decoded(bytes)
    if (whole !== undefined) {
      for (const text of whole.split('\n')) this.#addText(lines, text)
      return
    }
    let start = 0
    while (start <= bytes.length) {
      const found = bytes.indexOf(LINE_FEED, start)
      const end = found < 0 ? bytes.length : found
      this.#add(lines, end - start > this.#limit ? undefined : bytes.subarray(start, end))
      start = end + 1
    }
  }

  /** @param bytes undefined: too many. */
  #add(lines: Line[], bytes: Uint8Array | undefined): void {
    const text = bytes && decoded(bytes)
    if (text !== undefined) this.#addText(lines, text)
    else {
      const issue = bytes
        ? serverIssue('invalid-text', '')
        : serverIssue('line-too-long', '', { limit: String(this.#limit) })
      lines.push({ number: ++this.#number, text: failed(issue) })
    }
  }

  #addText(lines: Line[], text: string): void {
    this.#number++
    if (isBlank(text)) return
    lines.push({ number: this.#number, text: ok(text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text) })
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
