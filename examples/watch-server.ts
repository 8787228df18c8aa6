import { observe, openLog, openMetrics, openServices, openTracer, serve } from '@ratecard/server'

const metrics = await openMetrics()
const log = await openLog({ level: 'error' }) // by default a line for every request
const watch = observe({ log, metrics, tracer: await openTracer() })
const services = { ...(await openServices()), metrics }
const serving = await serve({ port: 0, services, middlewares: [watch] })

const response = await fetch(`${serving.url}/metrics`)
export const isServed = (await response.text()).includes('ratecard_http_requests_in_flight 1')

await serving.close()
