import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { cacheFolder } from '../../corpora/cache-folder.mjs'
import { digits, markdownTable } from '../../tokenizers/markdown-table.mjs'
import { median } from '../../tokenizers/median.mjs'
import { batchLines } from '../bodies.mjs'
import { askServer, startServer } from '../servers.mjs'

const PATH = '/v1/price/batch'

/** Lines per second of `POST /v1/price/batch`, of a bare pipeline that sends the same bytes, and of no work at all. */
export async function measureBatch({ lines, batches }) {
  const folder = cacheFolder('server')
  const [file, answers, again] = ['lines', 'answers', 'answers-of-bare'].map((name) => join(folder, `${name}.ndjson`))
  const texts = batchLines(lines).map((line) => `${JSON.stringify(line)}\n`)
  writeFileSync(file, texts.join(''))
  const ours = await startServer('ratecard')
  askServer('post-lines', { url: `${ours.url}${PATH}`, file, into: answers })
  checkAllRated(answers, lines)
  const bare = await startServer('lines', { answers })
  askServer('post-lines', { url: bare.url, file, into: again })
  if (!readFileSync(answers).equals(readFileSync(again))) throw new Error('the bare pipeline sent other lines')
  const floor = await startServer('floor', { kind: 'http', answer: '' })
  const servers = { ours, bare, floor }
  const runs = Object.fromEntries(Object.keys(servers).map((name) => [name, []]))
  for (let round = 0; round < batches; round++)
    for (const [name, server] of Object.entries(servers)) runs[name].push(await sendBatch(server, file))
  const peaks = Object.fromEntries(
    await Promise.all(Object.entries(servers).map(async ([name, server]) => [name, (await server.used()).peak])),
  )
  for (const server of Object.values(servers)) await server.stop()
  return Object.entries(runs).map(([name, own]) => {
    const middle = (key) => median(own.map((run) => run[key]))
    const { sent, received } = own[0]
    return {
      name,
      lines,
      sent,
      received,
      rate: lines / middle('seconds'),
      first: middle('first'),
      cpu: middle('cpu') / lines,
      peak: peaks[name],
    }
  })
}

async function sendBatch(server, file) {
  const before = await server.used()
  const measured = askServer('post-lines', { url: `${server.url}${PATH}`, file })
  const after = await server.used()
  return { ...measured, cpu: after.cpu - before.cpu }
}

/** A line that is refused early would be quick. */
function checkAllRated(answers, lines) {
  const last = JSON.parse(readFileSync(answers, 'utf8').trim().split('\n').at(-1))
  if (last.counts.rated !== String(lines)) throw new Error(`not all are rated: ${JSON.stringify(last.counts)}`)
}

export const batchRatio = ([ours, bare]) => ours.rate / bare.rate

const NAMES = {
  ours: 'ratecard',
  bare: 'bare: split, parse, write the same objects',
  floor: 'node:http, the body sent back',
}

export function renderBatch(rows) {
  const [{ lines }] = rows
  const intro =
    `${digits(lines)} lines of a mix of models, instants and quantities in one \`POST /v1/price/batch\`, beside a bare server of\n` +
    'node:http that splits the body, parses each line and writes the object that we answer, from memory; the two answers\n' +
    'are the same bytes. In turn, the medians of the rounds.'
  const header = [
    'server',
    'lines per second',
    'of bare',
    'MB/s in',
    'MB/s out',
    'µs a line',
    'ms to first byte',
    'most MB',
  ]
  const table = rows.map((row) => [
    NAMES[row.name],
    digits(row.rate),
    `${digits((row.rate / rows[1].rate) * 100)} %`,
    ...[row.sent, row.received].map((bytes) => digits((bytes / lines) * (row.rate / 1e6))),
    digits(row.cpu),
    digits(row.first * 1000),
    digits(row.peak),
  ])
  return `## Prices of many calls\n\n${intro}\n\n${markdownTable(header, table)}`
}
