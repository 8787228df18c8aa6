import type { IncomingMessage, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import cors from 'cors'
import express, { type Express, type RequestHandler } from 'express'
import helmet, { type HelmetOptions } from 'helmet'
import type { About, ApiRequest, ApiResponse } from './api/api-message.ts'
import { bodyParts } from './api/body-parts.ts'
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

/** What helmet sets is the same for every answer, so it is asked once. Whether only TLS is spoken is for the proxy to say. */
const SECURITY_HEADERS: Readonly<Record<string, string>> = askHelmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"], baseUri: ["'none'"], formAction: ["'none'"] },
  },
  strictTransportSecurity: false,
  // For browsers of another age, and of no use to what is no page.
  originAgentCluster: false,
  xDnsPrefetchControl: false,
  xDownloadOptions: false,
  xPermittedCrossDomainPolicies: false,
  xXssProtection: false,
})

function askHelmet(options: HelmetOptions): Readonly<Record<string, string>> {
  const headers: Record<string, string> = {}
  const setHeader = (name: string, value: string) => Object.assign(headers, { [name.toLowerCase()]: value })
  const response = { setHeader, removeHeader: () => {} } as unknown as ServerResponse
  helmet(options)({} as IncomingMessage, response, () => {})
  return headers
}

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
  if (origins.length > 0) app.use(cors({ ...OPEN_TO_PAGES, origin: [...origins] }))
  app.use(async (request, response) => {
    const about: About = {}
    const tell = (told: About) => void Object.assign(about, told)
    response.locals.about = about
    const answer = await handle(plainRequest(request, response, tell), current(), report)
    send(answer, request, response, current().state() === 'stopping')
    if (typeof answer.body === 'string') return
    await sendParts(answer.body, response, tell)
    // A body that was given up is not waited for.
    if (!request.complete) request.socket.destroySoon()
  })
  return app
}

function send(answer: ApiResponse, request: express.Request, response: express.Response, isStopping: boolean): void {
  const headers: Record<string, string | number> = { ...SECURITY_HEADERS, ...answer.headers }
  // That of CORS stays.
  const vary = response.getHeader('vary')
  if (vary !== undefined) headers.vary = `${vary}, ${headers.vary}`
  if (typeof answer.body !== 'string') {
    response.writeHead(answer.status, headers)
    return
  }
  // A server that stops keeps no connection, nor is one kept for what is left of a body that was refused.
  if (isStopping || !request.complete) headers.connection = 'close'
  if (answer.status !== 304) headers['content-length'] = Buffer.byteLength(answer.body)
  response.writeHead(answer.status, headers)
  const body = request.method === 'HEAD' ? '' : answer.body
  if (request.complete) response.end(body)
  else endAfterHearing(request, response, body)
}

/** Milliseconds in which a client that is still sending may hear that it was refused. */
const HEARING = 1000

/** To close a connection on which something comes would take back what was sent: it is heard, and thrown away. */
function endAfterHearing(request: express.Request, response: express.Response, body: string): void {
  response.write(body)
  const timer = setTimeout(() => response.end(), HEARING)
  request.on('close', () => {
    clearTimeout(timer)
    response.end()
  })
  request.resume()
}

function plainRequest(request: express.Request, response: express.Response, tell: (told: About) => void): ApiRequest {
  const [path = '', ...query] = request.url.split('?')
  let signal: AbortSignal | undefined
  return {
    method: request.method,
    path,
    query: query.join('?'),
    // The only one that Node gives as a list is Set-Cookie, which nobody reads.
    headers: request.headers as ApiRequest['headers'],
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
