import { digits, markdownTable } from '../../tokenizers/markdown-table.mjs'
import { median } from '../../tokenizers/median.mjs'
import { priceBodies } from '../bodies.mjs'
import { configurations } from '../configurations.mjs'
import { askServer, loadServer, startServer } from '../servers.mjs'

/** How long `POST /v1/price` takes at half of the most requests that it answers. */
export async function measureLatency({ rounds, seconds, steady }) {
  const rows = []
  for (const [configuration, { options, headers }] of Object.entries(configurations)) {
    const server = await startServer('ratecard', options)
    for (const [name, body] of Object.entries(priceBodies)) {
      const text = JSON.stringify(body)
      const peaks = []
      for (let round = 0; round <= rounds; round++)
        peaks.push(await loadServer(server, { path: '/v1/price', bodies: [text], headers, seconds }))
      const rate = Math.round(median(peaks.slice(1).map((peak) => peak.rate)) / 2)
      const measured = askServer('pace', { url: `${server.url}/v1/price`, body: text, headers, rate, seconds: steady })
      rows.push({ configuration, body: name, rate, ...measured })
    }
    await server.stop()
  }
  return rows
}

export function renderLatency(rows) {
  const intro =
    'Milliseconds for an answer while requests come at half of the rate that the server can answer, each at its time\n' +
    'whether or not the ones before are answered. Counted from when a request was due: what keeps the server or the\n' +
    'generator back is in the figure. The last column is how late the generator was for one request in a hundred.'
  const header = ['body', 'configuration', 'requests per second', 'p50', 'p99', 'p99.9', 'most', 'sent late']
  const table = rows.map(({ body, configuration, rate, ...row }) => [
    body,
    configuration,
    digits(rate),
    ...[row.p50, row.p99, row.p999, row.max, row.sentLate].map(digits),
  ])
  return `## Time to an answer\n\n${intro}\n\n${markdownTable(header, table)}`
}
