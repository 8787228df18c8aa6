import { readFileSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { calcPrice, waitForUpdate } from '@pydantic/genai-prices'
import { compileTariff, exactly, formatExact, rate, rational, receiptToJson } from '@ratecard/core'
import { importPriceMap } from '@ratecard/core/import'
import { explainLine } from '@ratecard/core/messages'
import { markdownTable } from '../tokenizers/markdown-table.mjs'
import { median } from '../tokenizers/median.mjs'

/**
 * Rates the same usage of the same models with `rate` and with `calcPrice` of `@pydantic/genai-prices`, at the prices
 * that the installed package carries, in turns in one process. Each makes its whole answer: a receipt with its lines
 * and totals, and a price calculation.
 */
const CASES = [
  { provider: 'openai', model: 'gpt-4o', counts: { input_tokens: 1000, output_tokens: 200 } },
  { provider: 'openai', model: 'gpt-4o', counts: { input_tokens: 1000, output_tokens: 200, cache_read_tokens: 500 } },
  { provider: 'anthropic', model: 'claude-sonnet-4-5', counts: { input_tokens: 150_000, output_tokens: 2000 } },
  { provider: 'google', model: 'gemini-2.5-pro', counts: { input_tokens: 1000, output_tokens: 200 } },
  { provider: 'mistral', model: 'mistral-large', counts: { input_tokens: 1000, output_tokens: 200 } },
]
const AT = '2026-08-08T12:00:00Z'
const manifest = new URL('../node_modules/@pydantic/genai-prices/package.json', import.meta.url)
const { version } = JSON.parse(readFileSync(manifest, 'utf8'))
const ROUNDS = Number(process.env.ROUNDS ?? 15)
const CALLS = 20_000

const providers = await waitForUpdate()
const imported = importPriceMap(JSON.stringify(providers), { checked: '2026-11-22' })
if (!imported.ok) throw new Error(JSON.stringify(imported.issues))

const rows = CASES.map((task) => measured(task))
const table = markdownTable(
  ['model', 'usage', 'ratecard µs', 'with JSON and reasons µs', 'genai-prices µs', 'faster'],
  rows.map((row) => [row.model, row.usage, row.ours, row.told, row.theirs, row.ratio]),
)
const text = `${cpus()[0].model.trim()}, Node ${process.versions.node}, genai-prices ${version}\n\n${table}\n`
process.stdout.write(text)
if (process.argv.includes('--write'))
  writeFileSync(new URL('../../docs/benchmarks/rating.json', import.meta.url), `${JSON.stringify(rows, null, 2)}\n`)

function measured({ provider, model, counts }) {
  const tariff = imported.value.tariffs.find((own) => own.provider === provider)
  const compiled = compileTariff(tariff, {
    allowEvidence: ['catalogue'],
    models: [model],
    horizon: { from: Date.parse(AT), until: Date.parse(AT) + 1 },
  })
  const tables = [compiled]
  const usage = {
    at: AT,
    grain: 'request',
    requests: rational(1),
    model,
    facets: {},
    dimensions: {},
    quantities: Object.fromEntries(
      Object.entries(counts).map(([id, value]) => [id, { ...exactly(rational(value)), basis: 'reported' }]),
    ),
    issues: [],
  }
  const theirs = {
    input_tokens: (counts.input_tokens ?? 0) + (counts.cache_read_tokens ?? 0),
    output_tokens: counts.output_tokens,
    ...(counts.cache_read_tokens && { cache_read_tokens: counts.cache_read_tokens }),
  }
  const timestamp = new Date(AT)
  const options = { id: 'receipt', engine: 'benchmark' }
  const ours = () => rate(usage, tables, options)
  const told = () => {
    const { value } = rate(usage, tables, options)
    return [receiptToJson(value), value.lines.map((line) => explainLine(line, 'en'))]
  }
  const peer = () => calcPrice(theirs, model, { providerId: provider, timestamp })
  const [own, price] = [ours(), peer()]
  if (!own.ok) throw new Error(JSON.stringify(own.issues))
  const amount = Number(formatExact(own.value.totals[0]?.amount.likely ?? rational(0)).split('/')[0])
  if (Math.abs(amount - price.total_price) > 1e-9) throw new Error(`${model}: ${amount} is not ${price.total_price}`)
  const times = { ours: [], told: [], peer: [] }
  for (let round = 0; round < ROUNDS; round++) {
    times.ours.push(timed(ours))
    times.peer.push(timed(peer))
    times.told.push(timed(told))
  }
  const [fast, full, slow] = [median(times.ours), median(times.told), median(times.peer)]
  return {
    model: `${provider}/${model}`,
    usage: Object.entries(counts)
      .map(([id, value]) => `${id} ${value}`)
      .join(', '),
    ours: fast.toFixed(2),
    told: full.toFixed(2),
    theirs: slow.toFixed(2),
    ratio: (slow / fast).toFixed(1),
  }
}

function timed(call) {
  const start = performance.now()
  for (let at = 0; at < CALLS; at++) call()
  return ((performance.now() - start) * 1000) / CALLS
}
