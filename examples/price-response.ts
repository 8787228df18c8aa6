import {
  compileTariff,
  detectMapping,
  normalizeUsage,
  type Result,
  rate,
  readJson,
  receiptToJson,
} from '@ratecard/core'
import { renderIssue } from '@ratecard/core/messages'
import { BUNDLED_TARIFFS } from '@ratecard/core/tariffs'

function unwrap<T>(result: Result<T>): T {
  if (result.ok) return result.value
  throw new Error(result.issues.map((issue) => renderIssue(issue, 'en')).join('\n'))
}

const response = '{"model":"qwen-plus","created":1734321600,"usage":{"prompt_tokens":3000,"completion_tokens":1000}}'
const body = unwrap(readJson(response))
const usage = unwrap(normalizeUsage(body, unwrap(detectMapping(body))))

const lists = BUNDLED_TARIFFS.filter(({ scope, currency }) => scope === 'international' && currency === 'USD')
const tables = await Promise.all(lists.map(async ({ load }) => compileTariff(await load())))

export const { totals } = receiptToJson(unwrap(rate(usage, tables, { id: 'example', engine: 'example' }))) // 0.018 USD
