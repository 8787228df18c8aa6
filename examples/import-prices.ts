import { compileTariff, formatExact, rate, rational } from '@ratecard/core'
import { importPriceMap } from '@ratecard/core/import'

// One provider of a price map, as genai-prices publishes it.
const text = `[{
  "id": "acme",
  "name": "Acme",
  "models": [{
    "id": "big",
    "match": { "starts_with": "big-" },
    "prices": { "input_mtok": { "base": 1.25, "tiers": [{ "start": 200000, "price": 2.5 }] }, "file_searches_kcount": 10 }
  }]
}]`

const imported = importPriceMap(text, { checked: '2026-11-22' })
if (!imported.ok) throw new Error(JSON.stringify(imported.issues))
export const { counts, left, tariffs } = imported.value

// What a third party says is used only when it is asked for.
const tables = tariffs.map((tariff) => compileTariff(tariff, { allowEvidence: ['catalogue'] }))
const tokens = {
  low: rational(200_001),
  likely: rational(200_001),
  high: rational(200_001),
  basis: 'reported',
} as const
const usage = {
  at: '2026-11-22T12:00:00Z',
  grain: 'request',
  requests: rational(1),
  model: 'big',
  facets: {},
  dimensions: {},
  quantities: { input_tokens: tokens },
  issues: [],
} as const
const receipt = rate(usage, tables, { id: '1', engine: 'example' })
export const amount = receipt.ok ? receipt.value.totals.map((total) => formatExact(total.amount.likely)) : [] // ['0.5000025']
