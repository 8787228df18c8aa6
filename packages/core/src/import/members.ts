import { ExactNumberValue, type LosslessJson } from '../json/read-json.ts'
import { shown, shownValue } from '../result.ts'

export type JsonMembers = { readonly [key: string]: LosslessJson }

export const isMembers = (value: LosslessJson | undefined): value is JsonMembers =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof ExactNumberValue)

export const isItems = (value: LosslessJson | undefined): value is readonly LosslessJson[] => Array.isArray(value)

/** What came, for a message; a text in its quotes, so that it is told from a number. */
export function cameOf(value: LosslessJson | undefined): string {
  if (typeof value === 'string') return JSON.stringify(shown(value))
  return value instanceof ExactNumberValue ? shown(value.number) : shownValue(value)
}

/** Reads the members of an object, and knows which of them nobody asked for: nothing is dropped unseen. */
export class Members {
  readonly #members: JsonMembers
  readonly #taken = new Set<string>()

  constructor(members: JsonMembers) {
    this.#members = members
  }

  take(name: string): LosslessJson | undefined {
    this.#taken.add(name)
    return Object.hasOwn(this.#members, name) ? this.#members[name] : undefined
  }

  rest(): readonly (readonly [string, LosslessJson])[] {
    return Object.entries(this.#members).filter(([name]) => !this.#taken.has(name))
  }
}
