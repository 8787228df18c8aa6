import { createHash } from 'node:crypto'

/** A request as plain data. */
export interface ApiRequest {
  readonly method: string
  /** As it was sent: its segments are percent-encoded. */
  readonly path: string
  /** What stands after the question mark, as it was sent. */
  readonly query: string
  /** By names in small letters. */
  readonly headers: Readonly<Record<string, string | undefined>>
  /** By which the client asked, as far as the server believes it; `http` where it is not known. */
  readonly protocol?: string | undefined
  /** The address of who asks; undefined where it is not known. */
  readonly address?: string | undefined
  readonly body: AsyncIterable<Uint8Array> | Iterable<Uint8Array>
  /** Is told what is known of the request, as soon as it is: for logs, metrics and traces. */
  readonly tell?: (about: About) => void
  /** Aborted when nobody waits for the answer any more. */
  readonly signal?: AbortSignal | undefined
}

/** What may be told of a request to those who watch: nothing that it holds. */
export interface About {
  /** The id of the endpoint, or `none`. */
  readonly operation?: string
  readonly requestId?: string
  /** Of the key that was shown, where that is a known one; never the key. */
  readonly keyId?: string
  /** What was thrown while it was answered. */
  readonly error?: unknown
}

/** An answer as plain data. */
export interface ApiResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  /** Of parts where it is made while the request is read. */
  readonly body: string | AsyncIterable<string>
}

export const jsonResponse = (json: unknown, headers: ApiResponse['headers'] = {}): ApiResponse => ({
  status: 200,
  headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
  body: JSON.stringify(json),
})

/** JSON that changes only when the server does: a client may keep it, and asks whether it still holds. */
export function keptResponse(json: unknown): ApiResponse {
  const response = jsonResponse(json)
  const headers = { ...response.headers, etag: etagOf(response.body as string), 'cache-control': 'no-cache' }
  return { ...response, headers }
}

/** The tag of a text: another text has another. */
export const etagOf = (text: string): string => `"${createHash('sha256').update(text).digest('hex')}"`
