import { pointer } from '../compile/lint/json-pointer.ts'
import { ExactNumberValue } from '../json/read-json.ts'
import { type Issue, issue } from '../result.ts'

/** No document of ours is near these; they keep the time and the memory for a hostile one in bounds. */
const LIMITS = { depth: 32, values: 500_000, items: 100_000 } as const

/** JSON as the schemas read it, and what can not be part of any document. */
export interface PlainJson {
  readonly value: unknown
  readonly issues: readonly Issue[]
}

/**
 * Copies JSON into plain objects, within bounds: members that are undefined or named `__proto__` are left out, and an
 * exact number becomes the nearest double, which no schema of ours takes where digits matter.
 *
 * Issues: `shape-too-large`, with which nothing else is read, and `shape-unknown-field` for `__proto__`.
 */
export function plainJson(json: unknown): PlainJson {
  const copier = new Copier()
  const value = copier.copy(json)
  return copier.tooLarge === undefined
    ? { value, issues: copier.issues }
    : { value: undefined, issues: [copier.tooLarge] }
}

class Copier {
  readonly issues: Issue[] = []
  tooLarge: Issue | undefined
  #values = 0
  /** Where it is. */
  readonly #path: (string | number)[] = []

  copy(json: unknown): unknown {
    if (++this.#values > LIMITS.values) this.#refuse('values', this.#values, [])
    if (this.tooLarge || typeof json !== 'object' || json === null) return json
    if (json instanceof ExactNumberValue) return Number(json.number)
    if (this.#path.length >= LIMITS.depth) return this.#refuse('depth', this.#path.length + 1)
    return Array.isArray(json) ? this.#copyItems(json) : this.#copyMembers(json)
  }

  #copyItems(items: readonly unknown[]): unknown {
    if (items.length > LIMITS.items) return this.#refuse('items', items.length)
    return Array.from(items, (item, at) => this.#copyAt(at, item))
  }

  #copyMembers(json: object): unknown {
    const names = Object.keys(json)
    if (names.length > LIMITS.items) return this.#refuse('items', names.length)
    const copy: Record<string, unknown> = {}
    for (const name of names) {
      const member = (json as Readonly<Record<string, unknown>>)[name]
      if (name === '__proto__')
        this.issues.push(issue('shape-unknown-field', pointer([...this.#path, name]), { field: name }))
      else if (member !== undefined) copy[name] = this.#copyAt(name, member)
    }
    return copy
  }

  #copyAt(key: string | number, value: unknown): unknown {
    this.#path.push(key)
    const copy = this.copy(value)
    this.#path.pop()
    return copy
  }

  #refuse(what: keyof typeof LIMITS, came: number, path: readonly (string | number)[] = this.#path): undefined {
    this.tooLarge ??= issue('shape-too-large', pointer(path), { what, limit: String(LIMITS[what]), came: String(came) })
    return undefined
  }
}
