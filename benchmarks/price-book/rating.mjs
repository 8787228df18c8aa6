import { calcPrice, waitForUpdate } from '@pydantic/genai-prices'
import { compileTariff, exactly, formatExact, rate, rational, receiptToJson } from '@ratecard/core'
import { importPriceMap } from '@ratecard/core/import'
import { explainLine } from '@ratecard/core/messages'
import { BUNDLED_TARIFFS } from '@ratecard/core/tariffs'
import { digits, markdownTable } from '../tokenizers/markdown-table.mjs'
import { median } from '../tokenizers/median.mjs'

const AT = '2026-11-22T12:00:00Z'
const CALLS = 20_000

/** One provider of each kind of look-up that the peer has, from its quickest to its slowest. */
const CASES = [
  { provider: 'openai', model: 'gpt-4o', counts: { input_tokens: 1000, output_tokens: 200 } },
  { provider: 'openai', model: 'gpt-4o', counts: { input_tokens: 1000, output_tokens: 200, cache_read_tokens: 500 } },
  { provider: 'anthropic', model: 'claude-sonnet-4-5', counts: { input_tokens: 150_000, output_tokens: 2000 } },
  { provider: 'google', model: 'gemini-2.5-pro', counts: { input_tokens: 1000, output_tokens: 200 } },
  { provider: 'mistral', model: 'mistral-large', counts: { input_tokens: 1000, output_tokens: 200 } },
]
/** Prices that no peer has: tiers and thinking, seen for the last time before the usage. */
const OWN = { model: 'qwen-plus', counts: { input_tokens: 1000, output_tokens: 200, reasoning_tokens: 100 } }

/**
 * Rates the same usage of the same models with `rate` and with `calcPrice` of `@pydantic/genai-prices`, at the prices
 * that the installed package carries, in turns in one process. Each makes its whole answer: a receipt with its lines
 * and totals, and a price calculation. The floor is a copy of that receipt, field by field: less cannot be written.
 */
export async function measureRating({ rounds }) {
  const imported = importPriceMap(JSON.stringify(await waitForUpdate()), { checked: '2026-11-22' })
  if (!imported.ok) throw new Error(JSON.stringify(imported.issues))
  const studio = BUNDLED_TARIFFS.find(({ id }) => id === 'alibaba-model-studio/cn-cny')
  const rows = CASES.map((task) => {
    const tariff = imported.value.tariffs.find(({ provider }) => provider === task.provider)
    return measured(task, compiled(tariff, task.model), rounds)
  })
  return [...rows, measured(OWN, compiled(await studio.load(), OWN.model), rounds)]
}

const compiled = (tariff, model) => compileTariff(tariff, { allowEvidence: ['catalogue'], models: [model] })

function measured({ provider, model, counts }, table, rounds) {
  const usage = usageOf(model, counts)
  const options = { id: 'receipt', engine: 'benchmark' }
  const ours = () => rate(usage, [table], options)
  const receipt = receiptOf(ours())
  const told = () => {
    const { value } = rate(usage, [table], options)
    return [receiptToJson(value), value.lines.map((line) => explainLine(line, 'en'))]
  }
  const calls = {
    ours,
    told,
    floor: () => copyOf(receipt),
    ...(provider && { theirs: peerOf(provider, model, counts) }),
  }
  if (calls.theirs) checkSame(receipt, calls.theirs(), model)
  const times = Object.fromEntries(Object.keys(calls).map((name) => [name, []]))
  for (const call of Object.values(calls)) timed(call)
  for (let round = 0; round < rounds; round++)
    for (const [name, call] of Object.entries(calls)) times[name].push(timed(call))
  const usageText = Object.entries(counts).map(([id, value]) => `${id} ${value}`)
  const medians = Object.fromEntries(Object.entries(times).map(([name, values]) => [name, median(values)]))
  return { model: `${provider ?? 'alibaba-model-studio'}/${model}`, usage: usageText.join(', '), ...medians }
}

const usageOf = (model, counts) => ({
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
})

/** The peer counts what was read from a cache as part of the input. */
function peerOf(provider, model, { cache_read_tokens: cached = 0, ...counts }) {
  const usage = {
    ...counts,
    input_tokens: counts.input_tokens + cached,
    ...(cached > 0 && { cache_read_tokens: cached }),
  }
  const timestamp = new Date(AT)
  return () => calcPrice(usage, model, { providerId: provider, timestamp })
}

function receiptOf(result) {
  if (!result.ok) throw new Error(JSON.stringify(result.issues))
  return result.value
}

function checkSame(receipt, price, model) {
  const amount = Number(formatExact(receipt.totals[0].amount.likely))
  if (Math.abs(amount - price.total_price) > 1e-9) throw new Error(`${model}: ${amount} is not ${price.total_price}`)
}

const copyOf = (receipt) => ({
  ...receipt,
  lines: receipt.lines.map((line) => ({
    ...line,
    quantity: { ...line.quantity },
    billable: { ...line.billable },
    amount: { ...line.amount },
    explain: { ...line.explain, params: { ...line.explain.params } },
  })),
  totals: receipt.totals.map((total) => ({ ...total, amount: { ...total.amount } })),
})

function timed(call) {
  const start = performance.now()
  for (let at = 0; at < CALLS; at++) call()
  return ((performance.now() - start) * 1000) / CALLS
}

export const ratioOf = ({ ours, theirs }) => theirs / ours

export function renderRating(rows) {
  const intro =
    'Microseconds for one usage: `rate` of a receipt, the same with its JSON and the reasons in words, a copy of that\n' +
    'receipt as the floor, and `calcPrice` of genai-prices for the same usage of the same model at the same price.'
  const header = ['model', 'usage', 'rate', 'with JSON and reasons', 'floor', 'genai-prices', 'times as fast']
  const table = rows.map((row) => [
    row.model,
    row.usage,
    ...[row.ours, row.told, row.floor].map(digits),
    ...(row.theirs ? [digits(row.theirs), digits(ratioOf(row))] : ['–', '–']),
  ])
  return `## Rating one usage\n\n${intro}\n\n${markdownTable(header, table)}`
}
