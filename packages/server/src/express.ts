import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import cors from 'cors'
import express, { type Express, type RequestHandler } from 'express'
import helmet from 'helmet'
import type { About, ApiRequest, ApiResponse } from './api/api-message.ts'
import { handle } from './handle.ts'
import type { Services } from './services.ts'

/** What a host puts round the API. */
export interface AppOptions {
  /** Run before every request, in this order. */
  readonly middlewares?: readonly RequestHandler[]
  /** Is told of what was thrown, with the id of the request. */
  readonly report?: (error: unknown, requestId: string) => void
  /** Web sites whose pages may ask; default none. */
  readonly origins?: readonly string[]
  /** How many proxies stand before the server, or their addresses; default none, so that no header is believed. */
  readonly trustProxy?: number | readonly string[]
}

const securityHeaders = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"], baseUri: ["'none'"], formAction: ["'none'"] },
  },
})

const OPEN_TO_PAGES = {
  methods: ['GET', 'POST'],
  allowedHeaders: ['authorization', 'content-type', 'x-api-key', 'x-request-id', 'accept-language'],
  exposedHeaders: ['etag', 'ratelimit', 'ratelimit-policy', 'retry-after', 'x-request-id'],
  maxAge: 3600,
}

/**
 * The API as an application of Express, to be listened with or mounted in another.
 *
 * @param services or what gives those of the moment.
 * @example
 * createApp(await openServices()).listen(8080)
 */
export function createApp(services: Services | (() => Services), options: AppOptions = {}): Express {
  const { middlewares = [], report, origins = [], trustProxy = 0 } = options
  const current = typeof services === 'function' ? services : () => services
  const app = express()
  app.disable('x-powered-by')
  app.disable('etag')
  app.set('query parser', false)
  app.set('trust proxy', trustProxy)
  for (const middleware of middlewares) app.use(middleware)
  app.use(securityHeaders)
  if (origins.length > 0) app.use(cors({ ...OPEN_TO_PAGES, origin: [...origins] }))
  app.use(async (request, response) => {
    const about: About = {}
    const tell = (told: About) => void Object.assign(about, told)
    response.locals.about = about
    const answer = await handle(plainRequest(request, response, tell), current(), report)
    const { vary = '', ...headers } = answer.headers
    response.status(answer.status).set(headers).vary(vary)
    // What is left of a body that was refused is not waited for, and a server that stops keeps no connection.
    const isLast = !request.complete || current().state() === 'stopping'
    if (isLast && typeof answer.body === 'string') response.set('connection', 'close')
    if (typeof answer.body === 'string') response.end(request.method === 'HEAD' ? undefined : answer.body)
    else await sendParts(answer.body, response, tell)
  })
  return app
}

function plainRequest(request: express.Request, response: express.Response, tell: (told: About) => void): ApiRequest {
  const [path = '', ...query] = request.url.split('?')
  const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)])
  let signal: AbortSignal | undefined
  return {
    method: request.method,
    path,
    query: query.join('?'),
    headers: Object.fromEntries(headers),
    address: request.ip,
    // The answer to a body that is too large is sent by the same socket.
    body: request.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>,
    tell,
    // Few answers take so long that they ask for it.
    get signal() {
      signal ??= goneSignal(response)
      return signal
    },
  }
}

/** Aborted when the connection ends before the answer has. */
function goneSignal(response: express.Response): AbortSignal {
  const gone = new AbortController()
  response.once('close', () => {
    if (!response.writableFinished) gone.abort()
  })
  return gone.signal
}

/** As fast as the client takes them, and no longer than it stays. */
async function sendParts(
  parts: Exclude<ApiResponse['body'], string>,
  response: express.Response,
  tell: (about: About) => void,
): Promise<void> {
  const source = Readable.from(parts, { objectMode: false }).once('error', (error) => tell({ error }))
  try {
    await pipeline(source, response)
  } catch {
    response.destroy()
  }
}
