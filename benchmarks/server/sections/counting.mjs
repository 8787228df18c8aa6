import { readCorpus } from '../../corpora/corpus.mjs'
import { digits, markdownTable } from '../../tokenizers/markdown-table.mjs'
import { median } from '../../tokenizers/median.mjs'
import { prefixOf } from '../../tokenizers/prefix-of.mjs'
import { shapes } from '../../tokenizers/shapes.mjs'
import { priceBodies } from '../bodies.mjs'
import { askServer, loadServer, startServer } from '../servers.mjs'

const TOKENIZER = 'qwen'
const SIZES = [1000, 10_000, 100_000]
/** Of each size, so that a text is not always the one before. */
const TEXTS = 10
const PATH = '/v1/count'

/** Requests per second of `POST /v1/count`, and how long a price waits while a long text is counted. */
export async function measureCounting({ rounds, seconds, steady }) {
  const server = await startServer('ratecard')
  const rows = []
  for (const size of SIZES) {
    const runs = []
    for (let round = 0; round <= rounds; round++)
      runs.push(await loadServer(server, { path: PATH, bodies: countBodies(size), seconds }))
    const middle = (key) => median(runs.slice(1).map((run) => run[key]))
    rows.push({ size, rate: middle('rate'), cpu: middle('cpu') })
  }
  const waiting = measureWaiting(server, steady)
  await server.stop()
  return { rows, waiting }
}

function countBodies(size) {
  const text = readCorpus('mixed')
  const step = Math.floor(text.length / TEXTS)
  const texts = Array.from({ length: TEXTS }, (_, at) => prefixOf(text.slice(at * step), size))
  return texts.map((own) => JSON.stringify({ tokenizer: TOKENIZER, text: own }))
}

function measureWaiting({ url }, seconds) {
  const text = shapes['Chinese without punctuation'](1_000_000, 1)
  const body = JSON.stringify(priceBodies['a call of qwen-max'])
  const asked = { url: `${url}/v1/price`, body, rate: 100, seconds }
  const beside = { url: `${url}${PATH}`, body: JSON.stringify({ tokenizer: TOKENIZER, text }) }
  return { alone: askServer('pace', asked), counting: askServer('pace', { ...asked, beside }) }
}

export function renderCounting({ rows, waiting }) {
  const intro = `\`POST /v1/count\` of mixed text by ${TOKENIZER}: requests per second over 32 connections.`
  const table = rows.map(({ size, rate, cpu }) => [
    `${size / 1000} kB`,
    digits(rate),
    digits((rate * size) / 1e6),
    digits(cpu),
  ])
  const { alone, counting } = waiting
  const told =
    'Milliseconds for `POST /v1/price`, 100 requests a second, alone and while 1 MB of Chinese without punctuation is\n' +
    `counted again and again (${digits(counting.beside)} ms each):`
  const times = Object.entries({ alone, 'beside the count': counting }).map(([name, { p50, p99, p999, max }]) => [
    name,
    ...[p50, p99, p999, max].map(digits),
  ])
  return [
    `## Tokens\n\n${intro}`,
    markdownTable(['text', 'requests per second', 'MB/s', 'µs of processors'], table),
    told,
    markdownTable(['price', 'p50', 'p99', 'p99.9', 'most'], times),
  ].join('\n\n')
}
