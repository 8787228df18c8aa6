import { compileTariff, countScripts, estimate, rational, receiptToJson } from '@ratecard/core'
import { BUNDLED_TARIFFS } from '@ratecard/core/tariffs'

const lists = BUNDLED_TARIFFS.filter(({ provider }) => provider === 'atomgit-ai')
const tables = await Promise.all(lists.map(async ({ load }) => compileTariff(await load())))

const receipt = estimate(
  {
    model: 'text-generation',
    at: '2026-11-21T12:00:00+08:00',
    text: { scripts: countScripts('你好，我是通义千问') },
    outputTokens: rational(100),
    turns: 3,
  },
  tables,
  { id: 'example', engine: 'example' },
)

export const totals = receipt.ok ? receiptToJson(receipt.value).totals : [] // a range, in AtomGit tokens
