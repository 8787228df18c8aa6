import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createApp, observe, openLog, openMetrics, openServices, openTracer } from '@ratecard/server'

const metrics = await openMetrics()
const log = await openLog({ level: 'error' }) // by default a line for every request
const watch = observe({ log, metrics, tracer: await openTracer() })
const services = { ...(await openServices()), metrics }
const server = createServer(createApp(services, { middlewares: [watch] })).listen(0, '127.0.0.1')
await once(server, 'listening')
const { port } = server.address() as AddressInfo

const response = await fetch(`http://127.0.0.1:${port}/metrics`)
export const isServed = (await response.text()).includes('ratecard_http_requests_in_flight 1')

server.close()
await services.close()
