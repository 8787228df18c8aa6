import type { Socket } from 'node:net'
import type { Request, RequestHandler, Response } from 'express'
import type { About } from '../api/api-message.ts'
import { logRequest } from './log-request.ts'
import type { Log } from './open-log.ts'
import type { Metrics } from './open-metrics.ts'
import type { Tracer } from './open-tracer.ts'
import { methodOf, type Seen } from './seen.ts'

/** Who is told of the requests; each is optional. */
export interface Observers {
  readonly log?: Log | undefined
  readonly metrics?: Metrics | undefined
  readonly tracer?: Tracer | undefined
}

/**
 * Watches each request from its beginning to the last byte of its answer. To stand first among the middlewares.
 *
 * @example
 * const metrics = await openMetrics()
 * const app = createApp({ ...services, metrics }, { middlewares: [observe({ log: await openLog(), metrics })] })
 */
export function observe({ log, metrics, tracer }: Observers): RequestHandler {
  return (request, response, next) => {
    const started = performance.now()
    metrics?.began()
    const span = tracer?.begin(request)
    response.on('close', () => {
      const seen = see(request, response, performance.now() - started)
      metrics?.ended(seen)
      if (log) logRequest(log, seen)
      span?.end(seen)
    })
    if (span) span.run(next)
    else next()
  }
}

function see(request: Request, response: Response, milliseconds: number): Seen {
  const about: About = response.locals.about ?? {}
  const status = response.headersSent ? response.statusCode : undefined
  const isBroken = about.error !== undefined || (status !== undefined && status >= 500)
  const [bytesIn, bytesOut] = bytesOf(request.socket)
  return {
    about,
    method: methodOf(request.method),
    status,
    milliseconds,
    bytesIn,
    bytesOut,
    isBroken,
    isAborted: !response.writableFinished && !isBroken,
  }
}

/** What a connection had carried when the last answer on it ended: the next request begins there. */
const carried = new WeakMap<Socket, { read: number; written: number }>()

function bytesOf(socket: Socket): readonly [read: number, written: number] {
  const { bytesRead, bytesWritten } = socket
  const before = carried.get(socket)
  if (before === undefined) {
    carried.set(socket, { read: bytesRead, written: bytesWritten })
    return [bytesRead, bytesWritten]
  }
  const { read, written } = before
  before.read = bytesRead
  before.written = bytesWritten
  return [bytesRead - read, bytesWritten - written]
}
