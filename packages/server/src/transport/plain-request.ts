import type { Request, Response } from 'express'
import type { About, ApiRequest } from '../api/api-message.ts'
import { bodyParts } from './body-parts.ts'

/** A request may name its whole address, as to a proxy (RFC 9112, 3.2.2). */
const ORIGIN = /^https?:\/\/[^/?]*/i

/** A request of Express as plain data. */
export function plainRequest(request: Request, response: Response, tell: (told: About) => void): ApiRequest {
  const [path = '', ...query] = request.url.replace(ORIGIN, '').split('?')
  let signal: AbortSignal | undefined
  return {
    method: request.method,
    path,
    query: query.join('?'),
    // The only one that Node gives as a list is Set-Cookie, which nobody reads.
    headers: request.headers as ApiRequest['headers'],
    get protocol() {
      return request.protocol
    },
    get address() {
      return request.ip
    },
    body: bodyParts(request),
    tell,
    // Few answers take so long that they ask for it.
    get signal() {
      signal ??= goneSignal(response)
      return signal
    },
  }
}

/** Aborted when the connection ends before the answer has. */
function goneSignal(response: Response): AbortSignal {
  const gone = new AbortController()
  response.once('close', () => {
    if (!response.writableFinished) gone.abort()
  })
  return gone.signal
}
