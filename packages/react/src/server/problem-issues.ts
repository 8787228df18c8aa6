import { type Issue, issue, type Params } from '@ratecard/core'

/** An issue that came with its words, in the language of the reader. */
export interface ToldIssue extends Issue {
  readonly message: string
}

/** Issues that are read, and characters of each. */
const MOST = { issues: 20, characters: 500 }

/**
 * What a server refused, as issues of the inputs: those of its problem (RFC 9457). Issues: `ui.server-key`,
 * `ui.server-limit`, `ui.server-busy` and `ui.server-failed` where it is not the inputs.
 */
export function problemIssues(
  { status, headers }: Pick<Response, 'status' | 'headers'>,
  text: string,
  host: string,
): readonly Issue[] {
  if (status === 401 || status === 403) return [issue('ui.server-key', '', { host })]
  const seconds = secondsUntil(headers.get('retry-after'))
  const until = { host, ...(seconds !== undefined && { seconds }) }
  if (status === 429) return [issue('ui.server-limit', '', until)]
  if (status === 503) return [issue('ui.server-busy', '', until)]
  const told = status < 500 ? toldIssues(text) : []
  return told.length > 0 ? told : [issue('ui.server-failed', '', { host, status: String(status) })]
}

/** `Retry-After` is a number of seconds or a date (RFC 9110, 10.2.3). */
function secondsUntil(header: string | null): string | undefined {
  if (header === null) return undefined
  if (/^\d{1,9}$/.test(header)) return header
  const date = Date.parse(header)
  return Number.isNaN(date) ? undefined : String(Math.max(0, Math.ceil((date - Date.now()) / 1000)))
}

function toldIssues(text: string): readonly ToldIssue[] {
  const problem = parsed(text) as { readonly issues?: unknown } | null | undefined
  return Array.isArray(problem?.issues) ? problem.issues.slice(0, MOST.issues).flatMap(readIssue) : []
}

function readIssue(json: Partial<ToldIssue> | null): readonly ToldIssue[] {
  const { code, path, params, message } = json ?? {}
  if (typeof code !== 'string' || typeof path !== 'string' || typeof message !== 'string') return []
  const known = typeof params === 'object' && params !== null ? (params as Params) : {}
  return [{ code, path: placeOf(path), params: known, message: message.slice(0, MOST.characters) }]
}

/** Where a field of a request stands among the inputs, when it has another name there. */
const placeOf = (path: string): string =>
  path
    .replace(/^\/usage\b/, '/quantities')
    .replace(/^\/image\b.*/, '/images')
    .replace(/^\/audio\b.*/, '/audio')

export function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
