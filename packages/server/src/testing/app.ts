import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { type AppOptions, createApp } from '../express.ts'
import type { Services } from '../services.ts'

/** An application that listens, for what only a socket shows. */
export interface Listening {
  readonly origin: string
  readonly port: number
  readonly close: () => Promise<void>
}

export async function listen(services: Services, options: AppOptions): Promise<Listening> {
  const server = createApp(services, options).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${port}`,
    port,
    async close() {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}
