import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import express, { type Express, type RequestHandler } from 'express'
import type { ApiRequest, ApiResponse } from './api/api-message.ts'
import { handle } from './handle.ts'
import type { Services } from './services.ts'

/** What a host puts round the API. */
export interface AppOptions {
  /** Run before every request, in this order: logs, limits, keys. */
  readonly middlewares?: readonly RequestHandler[]
  /** Is told of what was thrown, with the id of the request. */
  readonly report?: (error: unknown, requestId: string) => void
}

/**
 * The API as an application of Express, to be listened with or mounted in another.
 *
 * @example
 * createApp(await openServices()).listen(8080)
 */
export function createApp(services: Services, { middlewares = [], report }: AppOptions = {}): Express {
  const app = express()
  app.disable('x-powered-by')
  app.disable('etag')
  app.set('query parser', false)
  for (const middleware of middlewares) app.use(middleware)
  app.use(async (request, response) => {
    const answer = await handle(plainRequest(request, goneSignal(response)), services, report)
    response.status(answer.status).set(answer.headers)
    // What is left of a body that was refused is not waited for.
    if (!request.complete && typeof answer.body === 'string') response.set('connection', 'close')
    if (typeof answer.body === 'string') response.end(request.method === 'HEAD' ? undefined : answer.body)
    else await sendParts(answer.body, response)
  })
  return app
}

/** Aborted when the connection ends before the answer has. */
function goneSignal(response: express.Response): AbortSignal {
  const gone = new AbortController()
  response.once('close', () => {
    if (!response.writableFinished) gone.abort()
  })
  return gone.signal
}

function plainRequest(request: express.Request, signal: AbortSignal): ApiRequest {
  const [path = '', ...query] = request.url.split('?')
  const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)])
  return {
    method: request.method,
    path,
    query: query.join('?'),
    headers: Object.fromEntries(headers),
    // The answer to a body that is too large is sent by the same socket.
    body: request.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>,
    signal,
  }
}

/** As fast as the client takes them, and no longer than it stays. */
async function sendParts(parts: Exclude<ApiResponse['body'], string>, response: express.Response): Promise<void> {
  try {
    await pipeline(Readable.from(parts, { objectMode: false }), response)
  } catch {
    response.destroy()
  }
}
