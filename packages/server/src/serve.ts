import { once, setMaxListeners } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type AppOptions, createApp } from './express.ts'
import { LIMIT_SECONDS } from './limits/usage-limit.ts'
import { observe } from './observe/observe.ts'
import { flushLog, openLog } from './observe/open-log.ts'
import { openMetrics } from './observe/open-metrics.ts'
import { openTracer } from './observe/open-tracer.ts'
import { ServeError } from './problems/serve-error.ts'
import { serverIssue } from './problems/server-issue.ts'
import { emptyServices, openServices, type Services } from './services.ts'
import { contradictionsIn } from './settings/load-settings.ts'
import { type ServerSettings, type StatedSettings, withDefaultSettings } from './settings/server-settings.ts'
import { openedBy, servicesBy } from './settings/services-by.ts'
import { Connections } from './transport/connections.ts'
import { expressMessages } from './transport/express-messages.ts'
import { HEADERS_TIMEOUT, MOST_HEADER_BYTES, refuseBroken } from './transport/refuse-broken.ts'

/** Settings, and what only a program can give. */
export interface ServeOptions extends StatedSettings, Pick<AppOptions, 'middlewares' | 'report'> {
  /** In place of those that {@link openServices} makes; what settings say of them goes before. */
  readonly services?: Services
}

/** A server that answers. */
export interface Serving {
  readonly url: string
  /** Takes no more requests, and waits for those that it took, as long as `shutdownSeconds` allows. */
  readonly close: () => Promise<void>
}

/**
 * Serves the API over HTTP. Without settings it serves this machine alone, at port 8080.
 *
 * @throws ServeError As a rejection, with its issues: `needs-keys`, `repeated-key-id`, `cannot-listen`, and those of price
 * lists of one's own.
 * @example
 * const serving = await serve({ port: 0 })
 * const response = await fetch(`${serving.url}/v1/tariffs`)
 * await serving.close()
 */
export async function serve({ services, middlewares = [], report, ...stated }: ServeOptions = {}): Promise<Serving> {
  const settings = withDefaultSettings(stated)
  const issues = contradictionsIn(settings)
  if (issues.length > 0) throw new ServeError(issues)
  const life = new Life()
  const [log, metrics, tracer] = await Promise.all([openLog({ level: settings.logLevel }), openMetrics(), openTracer()])
  const own = { ...servicesBy(settings), metrics, state: () => life.state, stopping: life.ending.signal }
  let current: Services = { ...emptyServices, ...own }
  const watched = [observe({ log, metrics, tracer }), ...middlewares]
  const app = createApp(() => current, { ...settings, middlewares: watched, ...(report && { report }) })
  const server = createServer({ ...CONNECTIONS, ...expressMessages(app) }, app)
  server.timeout = quietOf(settings)
  // What a client expects beside `100-continue` is nothing that this server knows of: it answers as ever.
  server.on('checkExpectation', app)
  refuseBroken(server)
  const connections = new Connections(server)
  await listen(server, settings)
  try {
    current = { ...(services ?? (await openServices(openedBy(settings)))), ...own }
  } catch (error) {
    server.close()
    throw error
  }
  metrics.watchPool(current.counter.load)
  life.state = 'ready'
  const close = async () => {
    await drain(server, connections, life, settings)
    if (services === undefined) await current.close()
    await flushLog(log)
  }
  return { url: urlOf(server), close }
}

/** From its start to its end. */
class Life {
  state: 'starting' | 'ready' | 'stopping' = 'starting'
  readonly ending = new AbortController()

  constructor() {
    // Each batch that waits until its caller may go on listens.
    setMaxListeners(0, this.ending.signal)
  }
}

const CONNECTIONS = {
  maxHeaderSize: MOST_HEADER_BYTES,
  headersTimeout: HEADERS_TIMEOUT,
  // Bodies have a limit of their own, which a long batch can keep.
  requestTimeout: 0,
  // Longer than proxies usually keep theirs: it is for them to close.
  keepAliveTimeout: 75_000,
}

/**
 * Milliseconds after which a connection is cut on which nothing comes or goes: longer than anything that has a deadline of
 * its own, such as a count in a line, or a batch that waits until its caller may go on.
 */
const quietOf = ({ idleSeconds, countSeconds }: ServerSettings): number =>
  1000 * (Math.max(4 * idleSeconds, 2 * countSeconds, LIMIT_SECONDS) + 10)

async function listen(server: Server, { host, port }: ServerSettings): Promise<void> {
  server.listen(port, host)
  await once(server, 'listening').catch((error: NodeJS.ErrnoException) => {
    throw new ServeError([serverIssue('cannot-listen', `${host}:${port}`, { reason: error.code ?? error.name })])
  })
}

function urlOf(server: Server): string {
  const { address, family, port } = server.address() as AddressInfo
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`
}

/** Time to send what was answered to bodies that were given up. */
const LAST_WORDS = 500

async function drain(
  server: Server,
  connections: Connections,
  life: Life,
  { shutdownSeconds }: ServerSettings,
): Promise<void> {
  life.state = 'stopping'
  const closed = once(server, 'close')
  server.close()
  // A connection whose last request is answered would be kept for the next.
  const sweep = setInterval(() => connections.closeIdle(), 20)
  const end = setTimeout(() => life.ending.abort(), shutdownSeconds * 1000 - LAST_WORDS)
  const cut = setTimeout(() => server.closeAllConnections(), shutdownSeconds * 1000)
  await closed
  clearInterval(sweep)
  clearTimeout(end)
  clearTimeout(cut)
}
