import { digits, markdownTable } from '../../tokenizers/markdown-table.mjs'
import { median } from '../../tokenizers/median.mjs'
import { priceBodies } from '../bodies.mjs'
import { configurations } from '../configurations.mjs'
import { loadServer, startServer } from '../servers.mjs'

/** Requests per second of `POST /v1/price` and of the bare route of Express, in turn. */
export async function measurePrice({ rounds, seconds }) {
  const bodies = Object.values(priceBodies).map((body) => JSON.stringify(body))
  const rows = []
  for (const [configuration, { options, headers }] of Object.entries(configurations)) {
    const ours = await startServer('ratecard', options)
    const answers = []
    for (const body of bodies) answers.push(await answerTo(`${ours.url}/v1/price`, body, headers))
    const theirs = await startServer('express', { answers })
    for (const [at, body] of bodies.entries()) {
      const measured = await inTurn(rounds, {
        ours: () => loadServer(ours, { path: '/v1/price', bodies: [body], headers, seconds }),
        bare: () => loadServer(theirs, { path: `/${at}`, bodies: [body], headers, seconds }),
      })
      const sizes = { asked: Buffer.byteLength(body), answered: Buffer.byteLength(answers[at]) }
      rows.push({ configuration, body: Object.keys(priceBodies)[at], ...sizes, ...measured })
    }
    await ours.stop()
    await theirs.stop()
  }
  return rows
}

async function answerTo(url, body, own) {
  const headers = { 'content-type': 'application/json', ...own }
  const response = await fetch(url, { method: 'POST', headers, body })
  if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`)
  return response.text()
}

/** The median of each figure of each call over the rounds; the round before them warms up. */
async function inTurn(rounds, calls) {
  const measured = Object.fromEntries(Object.keys(calls).map((name) => [name, []]))
  for (let round = 0; round <= rounds; round++)
    for (const [name, call] of Object.entries(calls)) {
      const run = await call()
      if (round > 0) measured[name].push(run)
    }
  return Object.fromEntries(Object.entries(measured).map(([name, runs]) => [name, middle(runs)]))
}

const middle = (runs) =>
  Object.fromEntries(Object.keys(runs[0]).map((key) => [key, median(runs.map((run) => run[key]))]))

export const ratioOf = ({ ours, bare }) => ours.rate / bare.rate

export function renderPrice(rows) {
  const runs = rows.flatMap(({ ours, bare }) => [ours, bare])
  const generator = Math.max(...runs.map((run) => run.generator))
  const server = Math.min(...runs.map(({ rate, cpu }) => (rate * cpu) / 1e6))
  const intro =
    'Requests per second of `POST /v1/price`, and of a route of Express that parses the same JSON and sends as many bytes.\n' +
    '32 connections, in turn, the medians of the rounds; beside them the microseconds of processors for one request.\n' +
    `The servers had at least ${digits(server * 100)} % of a core (below 90 %, the machine was busy and the figures are low), the\n` +
    `generator of the load at most ${digits(generator * 100)} %.`
  const header = [
    'body',
    'configuration',
    'bytes in, out',
    'ratecard',
    'bare Express',
    'ratio',
    'µs',
    'bare µs',
    'ratio of µs',
  ]
  const table = rows.map((row) => [
    row.body,
    row.configuration,
    `${row.asked}, ${row.answered}`,
    ...[row.ours.rate, row.bare.rate].map(digits),
    `**${digits(ratioOf(row) * 100)} %**`,
    ...[row.ours.cpu, row.bare.cpu].map(digits),
    `${digits((row.bare.cpu / row.ours.cpu) * 100)} %`,
  ])
  return `## Prices of one call\n\n${intro}\n\n${markdownTable(header, table)}`
}
