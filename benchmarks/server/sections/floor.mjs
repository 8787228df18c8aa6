import { digits, markdownTable } from '../../tokenizers/markdown-table.mjs'
import { median } from '../../tokenizers/median.mjs'
import { priceBodies } from '../bodies.mjs'
import { loadServer, startServer } from '../servers.mjs'

const FLOORS = { socket: 'a socket, no HTTP', http: 'node:http' }

/** What the machine and Node alone can do with requests and answers of the size of a price. */
export async function measureFloor({ rounds, seconds }) {
  const body = JSON.stringify(priceBodies['a call of qwen-max'])
  const ours = await startServer('ratecard')
  const headers = { 'content-type': 'application/json' }
  const answer = await (await fetch(`${ours.url}/v1/price`, { method: 'POST', headers, body })).text()
  const { sent, received } = await loadServer(ours, { path: '/v1/price', bodies: [body], seconds })
  await ours.stop()
  const rows = []
  for (const [kind, name] of Object.entries(FLOORS)) {
    const server = await startServer('floor', { kind, answer })
    const runs = []
    for (let round = 0; round <= rounds; round++)
      runs.push(await loadServer(server, { path: '/v1/price', bodies: [body], seconds }))
    const middle = (key) => median(runs.slice(1).map((run) => run[key]))
    rows.push({ name, rate: middle('rate'), cpu: middle('cpu'), generator: middle('generator') })
    await server.stop()
  }
  return { sent, received, rows }
}

export function renderFloor({ sent, received, rows }) {
  const intro =
    `One price of qwen-max is ${digits(sent)} bytes to the server and ${digits(received)} bytes back, heads included. As many bytes over\n` +
    'loopback, from the same generator, with less and less of a server; a generator near 100 % of its core is the limit itself.'
  const table = rows.map(({ name, rate, cpu, generator }) => [
    name,
    digits(rate),
    digits((rate * (sent + received)) / 1e6),
    digits(cpu),
    `${digits(generator * 100)} %`,
  ])
  return `## What is below\n\n${intro}\n\n${markdownTable(['server', 'requests per second', 'MB/s', 'µs', 'generator'], table)}`
}
