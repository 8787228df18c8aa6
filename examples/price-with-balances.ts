import {
  balancesToJson,
  compileTariff,
  exactly,
  openBalances,
  prepaid,
  rate,
  rational,
  receiptToJson,
  type Usage,
} from '@ratecard/core'
import { BUNDLED_TARIFFS } from '@ratecard/core/tariffs'

const [list] = BUNDLED_TARIFFS.filter(({ provider }) => provider === 'atomgit-ai')
if (!list) throw new Error('no price list')
const tariff = await list.load()

// The quota of November, known from third parties and so only when asked for.
const opened = openBalances(tariff, { opened: '2026-09-03', at: '2026-11-21', allowEvidence: ['catalogue'] })
if (!opened.ok) throw new Error(opened.issues.map(({ code }) => code).join())

const usage: Usage = {
  at: '2026-11-21T12:00:00+08:00',
  grain: 'request',
  requests: rational(1),
  model: 'text-generation',
  facets: {},
  dimensions: {},
  quantities: {
    input_tokens: { ...exactly(rational(1_500_000)), basis: 'reported' },
    output_tokens: { ...exactly(rational(600_000)), basis: 'reported' },
  },
  issues: [],
}
const state = { remaining: {}, usedInPeriod: {}, prepaid: prepaid(opened.value) }
const receipt = rate(usage, [compileTariff(tariff, { hashes: list })], {
  id: 'example',
  engine: 'example',
  state,
})
if (!receipt.ok) throw new Error(receipt.issues.map(({ code }) => code).join())

export const totals = receiptToJson(receipt.value).totals // [{ currency: 'ATOMGIT-TOKEN', amount: '100000', complete: true }]
// What the next usage begins with.
export const left = balancesToJson(receipt.value.state?.after.balances ?? [])
