import { compileTariff, exactly, rate, rational, receiptToJson, type Usage } from '@ratecard/core'
import { explainLine } from '@ratecard/core/messages'
import { BUNDLED_TARIFFS } from '@ratecard/core/tariffs'

const lists = BUNDLED_TARIFFS.filter(({ scope, currency }) => scope === 'international' && currency === 'USD')
const tables = await Promise.all(lists.map(async (list) => compileTariff(await list.load(), { hashes: list })))

const usage: Usage = {
  at: '2024-12-16T12:00:00+08:00',
  grain: 'request',
  requests: rational(1),
  model: 'qwen-max',
  facets: {},
  dimensions: {},
  quantities: {
    input_tokens: { ...exactly(rational(1000)), basis: 'reported' },
    output_tokens: { ...exactly(rational(200)), basis: 'reported' },
  },
  issues: [],
}

const receipt = rate(usage, tables, { id: 'example', engine: 'example' })
if (!receipt.ok) throw new Error(receipt.issues.map(({ code }) => code).join())

export const totals = receiptToJson(receipt.value).totals // [{ currency: 'USD', amount: '0.016', complete: true }]
export const reasons = receipt.value.lines.map((line) => explainLine(line, 'en'))
