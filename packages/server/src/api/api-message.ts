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
  readonly body: AsyncIterable<Uint8Array> | Iterable<Uint8Array>
  /** Aborted when nobody waits for the answer any more. */
  readonly signal?: AbortSignal | undefined
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
  const etag = `"${createHash('sha256')
    .update(response.body as string)
    .digest('hex')}"`
  return { ...response, headers: { ...response.headers, etag, 'cache-control': 'no-cache' } }
}
