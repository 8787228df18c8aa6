import { pointer } from '../compile/lint/json-pointer.ts'
import { ExactNumberValue, type LosslessJson } from '../json/read-json.ts'
import { type Issue, issue, shown, shownValue } from '../result.ts'

export type JsonMembers = { readonly [key: string]: LosslessJson }

export const isMembers = (value: LosslessJson | undefined): value is JsonMembers =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof ExactNumberValue)

export const isItems = (value: LosslessJson | undefined): value is readonly LosslessJson[] => Array.isArray(value)

/** More are not seen in what is shown. */
const MOST_PARTS = 80

/** JSON with its numbers as they were written, as far as a message shows it. */
export function jsonText(value: LosslessJson | undefined): string {
  if (value instanceof ExactNumberValue) return value.number
  if (isItems(value)) return shown(`[${value.slice(0, MOST_PARTS).map(jsonText).join()}]`)
  if (!isMembers(value)) return shown(JSON.stringify(value) ?? '')
  const members = Object.entries(value).slice(0, MOST_PARTS)
  return shown(`{${members.map(([name, inner]) => `${JSON.stringify(name)}:${jsonText(inner)}`).join()}}`)
}

/** What came, for a message; a text in its quotes, so that it is told from a number. */
export function cameOf(value: LosslessJson | undefined): string {
  if (typeof value === 'string') return JSON.stringify(shown(value))
  return value instanceof ExactNumberValue ? shown(value.number) : shownValue(value)
}

/** Members that nobody knows may change a price: they are listed with what they say. */
export const unknownMembers = (
  members: JsonMembers,
  known: readonly string[],
  model: string,
  path: readonly (string | number)[],
): readonly Issue[] =>
  Object.entries(members).flatMap(([field, value]) =>
    known.includes(field) || value === null
      ? []
      : [issue('import-no-meter', pointer([...path, field]), { model, field, price: cameOf(value) })],
  )

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
