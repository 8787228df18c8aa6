import { setImmediate } from 'node:timers/promises'
import { type Issue, ok, type Receipt, type Result, rankReceipts, receiptToJson } from '@ratecard/core'
import { z } from 'zod'
import { jsonResponse } from '../api/api-message.ts'
import { type Context, endpoint } from '../api/endpoint.ts'
import { issueMessage } from '../messages/say.ts'
import { choiceDocuments, choiceShape, label, quantities } from '../pricing/choice-schema.ts'
import { filterOf } from '../pricing/read-choice.ts'
import { problemIssue } from '../problems/problem-schema.ts'
import { priceUsed } from './price-body.ts'

const fields = z.strictObject({
  models: z.array(label, { error: 'array' }).min(1, { error: 'not-empty' }).max(50),
  ...choiceShape,
})

const documents = { ...choiceDocuments, usage: quantities }

/** One use, to be priced by several models and price lists. */
export type CompareRequest = z.input<ReturnType<typeof fields.extend<typeof documents>>>

const comparison = z
  .object({
    schema: z.literal('ratecard/compare@1'),
    results: z.array(
      z.object({
        model: z.string(),
        tariff: z.string().exactOptional(),
        receipt: z
          .unknown()
          .meta({ override: { $ref: '#/components/schemas/Receipt' } })
          .exactOptional(),
        issues: z.array(problemIssue).exactOptional(),
      }),
    ),
  })
  .meta({ id: 'Comparison' })

/** Receipts of one use, the cheapest first. */
export type Comparison = z.output<typeof comparison>

export const compare = endpoint({
  id: 'compare',
  scope: 'price',
  method: 'POST',
  path: '/v1/compare',
  group: 'prices',
  body: { name: 'CompareRequest', fields, documents, limit: 1_000_000 },
  example: {
    body: {
      models: ['qwen-max', 'qwen-plus'],
      currency: 'USD',
      at: '2024-12-16T12:00:00+08:00',
      usage: { input_tokens: '1000', output_tokens: '200' },
    },
  },
  answered: { mediaType: 'application/json', schema: comparison },
  problems: ['unknown-tariff'],
  async answer({ fields: given, documents: own }, context) {
    const { models, ...choice } = given
    const { book } = context.services
    const rows: Row[] = []
    for (const model of new Set(models)) {
      // Each may have to be compiled; between them it is the turn of other requests.
      await setImmediate()
      const began = performance.now()
      const lists = book.listsFor({ model, filter: filterOf(choice), tariff: choice.tariff })
      if (!lists.ok) return lists
      const knowing = lists.value.filter(({ knows }) => knows(model) !== 'not').map(({ list }) => list.id)
      const receiptBy = (tariff: string) => priceUsed({ ...choice, model, tariff }, own, context.services)
      const nowhere = () => priceUsed({ ...choice, model }, own, context.services)
      if (knowing.length === 0) rows.push({ model, receipt: nowhere() })
      else rows.push(...knowing.map((tariff) => ({ model, tariff, receipt: receiptBy(tariff) })))
      context.computed(performance.now() - began)
    }
    const wrong = rows.map(({ receipt }) => receipt).find(isOfRequest)
    if (wrong) return wrong
    const ranked = rankReceipts(rows, ({ receipt }) => (receipt.ok ? receipt.value : undefined))
    return ok(jsonResponse({ schema: 'ratecard/compare@1', results: ranked.map((row) => rowToJson(row, context)) }))
  },
})

interface Row {
  readonly model: string
  readonly tariff?: string
  readonly receipt: Result<Receipt>
}

/** What one model or list refuses another may take; what is wrong with the request itself none does. */
const OF_A_LIST: ReadonlySet<string> = new Set([
  'unknown-model',
  'ambiguous-price-list',
  'ambiguous-model',
  'unknown-facet',
  'invalid-facet-value',
  'no-allowance',
  'unknown-allowance',
  'balance-currency',
  'contract-for-other-list',
])

const isOfRequest = (receipt: Result<Receipt>): receipt is Extract<Result<Receipt>, { ok: false }> =>
  !receipt.ok && receipt.issues.some(({ code }) => !OF_A_LIST.has(code))

const rowToJson = ({ model, tariff, receipt }: Row, { locale }: Context) => ({
  model,
  ...(tariff !== undefined && { tariff }),
  ...(receipt.ok
    ? { receipt: receiptToJson(receipt.value) }
    : { issues: receipt.issues.map((issue: Issue) => ({ ...issue, message: issueMessage(issue, locale) })) }),
})
