import { failed, type Issue, issue, ok, type Result } from '../result.ts'

/** A number that a double would change: kept as the text that was read. */
export interface ExactNumber {
  readonly number: string
}

/** A parsed JSON value in which no digit is lost: safe integers are numbers, every other number is its text. */
export type LosslessJson =
  | null
  | boolean
  | string
  | number
  | ExactNumberValue
  | readonly LosslessJson[]
  | { readonly [key: string]: LosslessJson }

/** The text of a number, told apart from objects by its class. */
export class ExactNumberValue implements ExactNumber {
  readonly number: string
  constructor(text: string) {
    this.number = text
  }
}

export interface ReadJsonOptions {
  /** Deeper nesting is refused before it can exhaust the stack of a reader. Default 64. */
  readonly maxDepth?: number
}

type Container = { readonly items: LosslessJson[] } | { readonly members: Record<string, LosslessJson>; key: string }

const SCALAR = /(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)|(true|false|null)/y
/** No count or price is longer; a bound keeps hostile digits from costing time. */
const MAX_SCALAR = 1000
const QUOTE = 34
const BACKSLASH = 92
const SPACE = 32
const INTEGER = /^-?(?:0|[1-9]\d{0,15})$/

/**
 * Reads JSON without losing a digit, without recursion, and without trusting a key: objects have no prototype, a
 * duplicate key is refused, and nesting is bounded.
 *
 * Issues, each with line and column: `json-syntax`, `json-depth`, `json-duplicate-key`.
 *
 * @example
 * readJson('{"prompt_tokens": 9007199254740993}') // the number is kept as its text
 */
export function readJson(text: string, options: ReadJsonOptions = {}): Result<LosslessJson> {
  const reader = new Reader(text, options.maxDepth ?? 64)
  return reader.read()
}

type Expecting = 'value' | 'value-or-end' | 'key' | 'key-or-end' | 'colon' | 'comma-or-end' | 'nothing'

class Reader {
  readonly #text: string
  readonly #maxDepth: number
  readonly #stack: Container[] = []
  #expecting: Expecting = 'value'
  #result: LosslessJson = null
  #at = 0

  constructor(text: string, maxDepth: number) {
    this.#text = text.startsWith('\uFEFF') ? text.slice(1) : text
    this.#maxDepth = maxDepth
  }

  read(): Result<LosslessJson> {
    for (;;) {
      this.#skipSpace()
      if (this.#at === this.#text.length) break
      const problem = this.#take(this.#text.charAt(this.#at), this.#at)
      if (problem) return failed(problem)
    }
    return this.#expecting === 'nothing' ? ok(this.#result) : failed(this.#syntax(this.#at))
  }

  #skipSpace(): void {
    while (this.#at < this.#text.length && isSpace(this.#text.charCodeAt(this.#at))) this.#at++
  }

  #take(mark: string, start: number): Issue | undefined {
    if ('{}[],:'.includes(mark)) {
      this.#at++
      return this.#takeMark(mark, start)
    }
    if (mark !== '"') return this.#takeScalar(start)
    const text = this.#takeString()
    if (text === undefined) return this.#syntax(start)
    if (this.#expecting.startsWith('key')) return this.#takeKey(text, start)
    if (!this.#expecting.startsWith('value')) return this.#syntax(start)
    this.#add(text)
    return undefined
  }

  #takeScalar(start: number): Issue | undefined {
    SCALAR.lastIndex = 0
    const match = SCALAR.exec(this.#text.slice(start, start + MAX_SCALAR))
    if (match === null || match[0].length === MAX_SCALAR || !this.#expecting.startsWith('value'))
      return this.#syntax(start)
    const [found, number, word] = match
    this.#at = start + found.length
    this.#add(number === undefined ? (word === 'null' ? null : word === 'true') : readNumber(number))
    return undefined
  }

  /** Finds the closing quote in one pass and leaves escapes and control characters to the host's own reader. */
  #takeString(): string | undefined {
    const start = this.#at
    let [end, isPlain] = [start + 1, true]
    for (; end < this.#text.length; end++) {
      const code = this.#text.charCodeAt(end)
      if (code === QUOTE) break
      if (code === BACKSLASH) end++
      if (code === BACKSLASH || code < SPACE) isPlain = false
    }
    this.#at = end + 1
    if (isPlain && end < this.#text.length) return this.#text.slice(start + 1, end)
    try {
      return JSON.parse(this.#text.slice(start, end + 1)) as string
    } catch {
      return undefined
    }
  }

  #takeMark(mark: string, start: number): Issue | undefined {
    if (mark === '{' || mark === '[') return this.#open(mark, start)
    if (mark === ':' && this.#expecting === 'colon') this.#expecting = 'value'
    else if (mark === ',' && this.#expecting === 'comma-or-end')
      this.#expecting = 'items' in (this.#stack.at(-1) ?? { items: [] }) ? 'value' : 'key'
    else if ((mark === '}' || mark === ']') && this.#isEnd(mark)) this.#close()
    else return this.#syntax(start)
    return undefined
  }

  #isEnd(mark: '}' | ']'): boolean {
    const top = this.#stack.at(-1)
    if (top === undefined) return false
    const isList = 'items' in top
    return (
      isList === (mark === ']') &&
      (this.#expecting === 'comma-or-end' || this.#expecting === (isList ? 'value-or-end' : 'key-or-end'))
    )
  }

  #open(mark: '{' | '[', start: number): Issue | undefined {
    if (!this.#expecting.startsWith('value')) return this.#syntax(start)
    if (this.#stack.length >= this.#maxDepth)
      return issue('json-depth', '', { ...this.#place(start), limit: String(this.#maxDepth) })
    if (mark === '[') this.#stack.push({ items: [] })
    else this.#stack.push({ members: Object.create(null) as Record<string, LosslessJson>, key: '' })
    this.#expecting = mark === '[' ? 'value-or-end' : 'key-or-end'
    return undefined
  }

  #close(): void {
    const top = this.#stack.pop()
    if (top) this.#add('items' in top ? top.items : top.members)
  }

  #takeKey(key: string, start: number): Issue | undefined {
    const top = this.#stack.at(-1)
    if (top === undefined || 'items' in top) return this.#syntax(start)
    if (key in top.members) return issue('json-duplicate-key', '', { ...this.#place(start), key: key.slice(0, 80) })
    top.key = key
    this.#expecting = 'colon'
    return undefined
  }

  #add(value: LosslessJson): void {
    const top = this.#stack.at(-1)
    if (top === undefined) this.#result = value
    else if ('items' in top) top.items.push(value)
    else top.members[top.key] = value
    this.#expecting = top === undefined ? 'nothing' : 'comma-or-end'
  }

  #syntax(at: number): Issue {
    const found = this.#text.slice(at, at + 20)
    return issue('json-syntax', '', { ...this.#place(at), found: found === '' ? '' : JSON.stringify(found) })
  }

  #place(at: number): { line: string; column: string } {
    const before = this.#text.slice(0, at)
    const lineStart = before.lastIndexOf('\n') + 1
    return { line: String(before.split('\n').length), column: String(at - lineStart + 1) }
  }
}

/** Space, tab, line feed, carriage return. */
const isSpace = (code: number): boolean => code === 32 || code === 9 || code === 10 || code === 13

function readNumber(text: string): number | ExactNumberValue {
  const value = INTEGER.test(text) ? Number(text) : Number.NaN
  return Number.isSafeInteger(value) && !Object.is(value, -0) ? value : new ExactNumberValue(text)
}
