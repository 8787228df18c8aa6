import type { Request, Response } from 'express'
import type { About, ApiRequest } from '../api/api-message.ts'
import { bodyParts } from './body-parts.ts'

/** A request may name its whole address, as to a proxy (RFC 9112, 3.2.2). */
const ORIGIN = /^https?:\/\/[^/?]*/i

/** A request of Express as plain data. */
export class PlainRequest implements ApiRequest {
  readonly method: string
  readonly path: string
  readonly query: string
  readonly headers: ApiRequest['headers']
  readonly body: ApiRequest['body']
  readonly tell: (told: About) => void
  readonly #request: Request
  readonly #response: Response
  #signal: AbortSignal | undefined

  constructor(request: Request, response: Response, tell: (told: About) => void) {
    const [path = '', ...query] = request.url.replace(ORIGIN, '').split('?')
    this.method = request.method
    this.path = path
    this.query = query.join('?')
    // The only one that Node gives as a list is Set-Cookie, which nobody reads.
    this.headers = request.headers as ApiRequest['headers']
    this.body = bodyParts(request)
    this.tell = tell
    this.#request = request
    this.#response = response
  }

  get protocol(): string {
    return this.#request.protocol
  }

  get address(): string | undefined {
    return this.#request.ip
  }

  /** Few answers take so long that they ask for it. */
  get signal(): AbortSignal {
    this.#signal ??= goneSignal(this.#response)
    return this.#signal
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
