import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { type AppOptions, createApp } from './express.ts'
import { openServices, type Services } from './services.ts'

export interface ServeOptions extends AppOptions {
  /** An address of this machine; default 127.0.0.1, which no other machine reaches. */
  readonly host?: string
  /** 0 for any that is free; default 8080. */
  readonly port?: number
  /** Default: those of {@link openServices}. */
  readonly services?: Services
}

/** A server that answers. */
export interface Serving {
  readonly url: string
  /** Takes no more requests, and waits for those that it took. */
  readonly close: () => Promise<void>
}

/**
 * Serves the API over HTTP.
 *
 * @throws As rejections: errors of the system, such as `EADDRINUSE`.
 * @example
 * const serving = await serve({ port: 0 })
 * const response = await fetch(`${serving.url}/v1/tariffs`)
 * await serving.close()
 */
export async function serve(options: ServeOptions = {}): Promise<Serving> {
  const { host = '127.0.0.1', port = 8080, services: given, ...app } = options
  const services = given ?? (await openServices())
  const closeServices = given ? async () => {} : services.close
  const server = createApp(services, app).listen(port, host)
  await once(server, 'listening').catch(async (error) => {
    await closeServices()
    throw error
  })
  const { address, family, port: actual } = server.address() as AddressInfo
  return {
    url: `http://${family === 'IPv6' ? `[${address}]` : address}:${actual}`,
    close: async () => {
      const closed = once(server, 'close')
      server.close()
      // A connection whose last request is answered would be kept for the next.
      const sweep = setInterval(() => server.closeIdleConnections(), 20)
      await closed
      clearInterval(sweep)
      await closeServices()
    },
  }
}
