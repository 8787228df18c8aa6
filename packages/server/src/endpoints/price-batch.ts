import { ok } from '@ratecard/core'
import { z } from 'zod'
import { endpoint } from '../api/endpoint.ts'
import { batchLineSchema } from '../batch/batch-line.ts'
import { priceLines } from '../batch/price-lines.ts'
import { priceBody } from './price-body.ts'

export const priceBatch = endpoint({
  id: 'priceBatch',
  scope: 'price',
  method: 'POST',
  path: '/v1/price/batch',
  group: 'prices',
  query: z.object({
    receipt: z.enum(['compact', 'full'], { error: 'one-of' }).exactOptional(),
  }),
  lines: priceBody,
  example: {
    lines: [
      { model: 'qwen-max', currency: 'USD', at: '2024-12-16T12:00:00+08:00', usage: { input_tokens: '1000' } },
      { model: 'notebook', at: '2026-11-01T12:00:00+08:00', usage: { core_seconds: '1600' } },
      { model: 'qwen-mox', usage: { input_tokens: '1000' } },
    ],
  },
  answered: {
    mediaType: 'application/x-ndjson',
    schema: batchLineSchema,
  },
  problems: [],
  answer({ parameters, bytes }, { services, locale, computed }) {
    const isWhole = parameters.receipt === 'full'
    const headers = { 'content-type': 'application/x-ndjson; charset=utf-8', 'content-language': locale }
    return ok({ status: 200, headers, body: priceLines(bytes, services, { isWhole, locale, computed }) })
  },
})
