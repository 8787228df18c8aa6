import cors from 'cors'
import express, { type Express, type RequestHandler } from 'express'
import type { About } from './api/api-message.ts'
import { handle } from './handle.ts'
import type { Services } from './services.ts'
import { PlainRequest } from './transport/plain-request.ts'
import { sendAnswer } from './transport/send-answer.ts'

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

const OPEN_TO_PAGES = {
  methods: ['GET', 'POST'],
  // Those that a page asks for: clients have many of their own, and none opens what a key does not.
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
    const answer = await handle(new PlainRequest(request, response, tell), current(), report)
    await sendAnswer(answer, request, response, { isStopping: current().state() === 'stopping', tell })
  })
  return app
}
