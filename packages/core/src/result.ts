/** Values that fill the placeholders of a message: decimal strings, names, places. */
export type Params = { readonly [name: string]: string | readonly string[] }

/**
 * An expected, data-caused problem. `code` and `params` are the contract; prose is rendered from them in the reader's
 * language by `renderMessage` of `@ratecard/core/messages`.
 */
export interface Issue {
  readonly code: string
  /** JSON pointer into the value that was read; empty for the whole value. */
  readonly path: string
  readonly params: Params
}

/** Either a value, or every issue that was found, never only the first. */
export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly issues: readonly Issue[] }

export const ok = <T>(value: T): Result<T> => ({ ok: true, value })

export const failed = (...issues: readonly Issue[]): Result<never> => ({ ok: false, issues })

export const issue = (code: string, path: string, params: Params = {}): Issue => ({ code, path, params })

/** Each issue once, however many lines met it: with all the `meters` that it was met at, where it names them. */
export function uniqueIssues(issues: readonly Issue[]): readonly Issue[] {
  const found = new Map<string, Issue>()
  for (const one of issues) {
    const { meters, ...params } = one.params
    const key = JSON.stringify({ ...one, params })
    const all = [found.get(key)?.params.meters ?? [], meters ?? []].flat()
    found.set(key, meters ? { ...one, params: { ...one.params, meters: [...new Set(all)] } } : one)
  }
  return [...found.values()]
}

const MAX_SHOWN = 80

/** What came, shortened so that a message stays readable and bounded whatever the input was. */
export const shown = (text: string): string => (text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text)

/** The same for a value that may be no text: lists and objects are only hinted at. */
export function shownValue(value: unknown): string {
  if (Array.isArray(value)) return '[…]'
  return shown(typeof value === 'object' && value !== null ? '{…}' : String(value))
}
