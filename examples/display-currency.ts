import { compileTariff, exactly, type FxTable, rate, rational, receiptToJson, withDisplay } from '@ratecard/core'
import { BUNDLED_TARIFFS } from '@ratecard/core/tariffs'

const lists = BUNDLED_TARIFFS.filter(({ id }) => id === 'alibaba-model-studio/international-usd')
const [tariff] = await Promise.all(lists.map((list) => list.load()))
if (!tariff) throw new Error('no price list')

const rated = rate(
  {
    at: '2024-12-16T12:00:00+08:00',
    grain: 'request',
    requests: rational(1),
    model: 'qwen-max',
    facets: {},
    dimensions: {},
    quantities: { input_tokens: { ...exactly(rational(1000)), basis: 'reported' } },
    issues: [],
  },
  [compileTariff(tariff)],
  { id: 'example', engine: 'example' },
)
if (!rated.ok) throw new Error(rated.issues.map(({ code }) => code).join())

// Rates of your own. A month's rate is the one that its usage is shown at, whatever is added later.
const fx: FxTable = {
  schema: 'ratecard/fx@1',
  name: 'Our exchange rates',
  source: { url: 'https://rates.example/usd-cny', title: 'Daily reference rates', checked: '2025-01-02' },
  rates: [{ from: 'USD', to: 'CNY', rate: '7.19', month: '2024-12' }],
}
const receipt = receiptToJson(withDisplay(rated.value, fx, { currency: 'CNY', timeZone: tariff.timeZone }))

export const totals = receipt.totals // [{ currency: 'USD', amount: '0.01', complete: true }]
export const display = receipt.display // [{ currency: 'CNY', amount: '0.0719', from: 'USD', rate: '7.19', … }]
