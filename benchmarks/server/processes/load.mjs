/**
 * As many requests as a server answers: `node load.mjs` reads `{url, bodies, headers, connections, seconds}`.
 *
 * Prints the requests of a second, how many bytes each sends and is answered with, and the share of a core that this
 * process had: near 1 it is this process that is measured.
 */
import { readFileSync } from 'node:fs'
import autocannon from 'autocannon'

const { url, bodies, headers, connections, seconds } = JSON.parse(readFileSync(0, 'utf8'))
let sent = 0
const since = process.cpuUsage()
const result = await autocannon({
  url,
  connections,
  duration: seconds,
  method: 'POST',
  headers: { 'content-type': 'application/json', ...headers },
  requests: bodies.map((body) => ({ body })),
  setupClient: (client) => {
    sent = client.getRequestBuffer().length
  },
})
const { user, system } = process.cpuUsage(since)
const { duration, errors, timeouts, non2xx, throughput } = result
if (errors + timeouts + non2xx > 0)
  throw new Error(`${errors} errors, ${timeouts} timeouts, ${non2xx} not answered 2xx`)
const requests = result['2xx']
console.log(
  JSON.stringify({
    requests,
    rate: requests / duration,
    sent,
    received: throughput.total / requests,
    generator: (user + system) / 1e6 / duration,
  }),
)
