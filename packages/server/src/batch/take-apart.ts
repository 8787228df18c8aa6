/** A line taken apart: its form, and what fills it. */
export interface Filled {
  /** The line without the text of `at` and the numbers of `usage`: lines of one form differ in nothing else. */
  readonly form: readonly string[]
  /** What stands between the pieces of the form, whatever it is. */
  readonly fills: readonly string[]
  /** Which of them is `at`; -1: none. */
  readonly instantAt: number
}

/** What fills a form in a line; undefined for a line of another form. */
export function fillsOf(line: string, form: readonly string[]): readonly string[] | undefined {
  const fills: string[] = []
  let at = 0
  for (const piece of form) {
    if (at > 0) {
      // No number has the character that the next piece begins with, nor has an instant.
      const end = line.indexOf(piece[0] as string, at)
      if (end < 0) return undefined
      fills.push(line.slice(at, end))
      at = end
    }
    if (!line.startsWith(piece, at)) return undefined
    at += piece.length
  }
  return at === line.length ? fills : undefined
}

/**
 * Takes a line of a batch apart, in the way in which nearly every line is written: an object of texts without escapes,
 * or of objects of such texts, with numbers or texts in `usage`. Undefined for a line written in any other way.
 *
 * Only as much is looked at as tells where `at` and `usage` are: that the rest is JSON is for its reader to say.
 */
export function takeApart(line: string): Filled | undefined {
  // Without escapes a text ends at the next quote.
  if (line.includes('\\')) return undefined
  const cursor = new Cursor(line)
  return cursor.takeMembers() ? cursor.filled() : undefined
}

const QUOTE = 34
const COLON = 58
const COMMA = 44
const OPEN = 123
const CLOSE = 125
const SPACE = 32

class Cursor {
  readonly #line: string
  readonly #form: string[] = []
  readonly #fills: string[] = []
  #instantAt = -1
  #at = 0
  /** Up to where the line is in the form. */
  #until = 0

  constructor(line: string) {
    this.#line = line
  }

  filled(): Filled {
    this.#form.push(this.#line.slice(this.#until))
    return { form: this.#form, fills: this.#fills, instantAt: this.#instantAt }
  }

  takeMembers(): boolean {
    if (!this.#takes(OPEN)) return false
    do {
      const name = this.#takeName()
      const isTaken =
        name === 'usage'
          ? this.#takeNumbers()
          : name === 'at'
            ? this.#takeInstant()
            : name !== undefined && this.#passes()
      if (!isTaken) return false
    } while (this.#takes(COMMA))
    return this.#takes(CLOSE)
  }

  #takes(mark: number): boolean {
    this.#passSpaces()
    const isThere = this.#line.charCodeAt(this.#at) === mark
    if (isThere) this.#at++
    return isThere
  }

  #passSpaces(): void {
    while (this.#line.charCodeAt(this.#at) === SPACE) this.#at++
  }

  #passText(): boolean {
    if (!this.#takes(QUOTE)) return false
    this.#at = this.#line.indexOf('"', this.#at) + 1
    return this.#at > 0
  }

  /** A name with its colon and the spaces before the value. */
  #passName(): boolean {
    if (!this.#passText() || !this.#takes(COLON)) return false
    this.#passSpaces()
    return true
  }

  #takeName(): string | undefined {
    this.#passSpaces()
    const start = this.#at + 1
    if (!this.#passText()) return undefined
    const name = this.#line.slice(start, this.#at - 1)
    if (!this.#takes(COLON)) return undefined
    this.#passSpaces()
    return name
  }

  /** A text, or an object of texts. */
  #passes(): boolean {
    if (!this.#takes(OPEN)) return this.#passText()
    do {
      if (!this.#passName() || !this.#passText()) return false
    } while (this.#takes(COMMA))
    return this.#takes(CLOSE)
  }

  #takeInstant(): boolean {
    const start = this.#at + 1
    if (!this.#passText()) return false
    this.#instantAt = this.#fills.length
    this.#cut(start, this.#at - 1)
    return true
  }

  #takeNumbers(): boolean {
    if (!this.#takes(OPEN)) return false
    do {
      if (!this.#passName()) return false
      const start = this.#at
      const isText = this.#line.charCodeAt(start) === QUOTE
      if (!(isText ? this.#passText() : this.#passDecimal())) return false
      if (isText) this.#cut(start + 1, this.#at - 1)
      else this.#cut(start, this.#at)
    } while (this.#takes(COMMA))
    return this.#takes(CLOSE)
  }

  /** At least one digit, point or minus. */
  #passDecimal(): boolean {
    const start = this.#at
    while (isOfDecimal(this.#line.charCodeAt(this.#at))) this.#at++
    return this.#at > start
  }

  /** Leaves a piece of the line out of the form. */
  #cut(start: number, end: number): void {
    this.#form.push(this.#line.slice(this.#until, start))
    this.#fills.push(this.#line.slice(start, end))
    this.#until = end
  }
}

const isOfDecimal = (code: number): boolean => (code >= 48 && code <= 57) || code === 46 || code === 45
