import { ok, receiptToJson } from '@ratecard/core'
import { jsonResponse } from '../api/api-message.ts'
import { endpoint } from '../api/endpoint.ts'
import { priceBody, priceUsed } from './price-body.ts'
import { RECEIPT } from './receipt-answer.ts'

export const price = endpoint({
  id: 'price',
  scope: 'price',
  method: 'POST',
  path: '/v1/price',
  group: 'prices',
  body: priceBody,
  example: {
    body: {
      model: 'qwen-max',
      currency: 'USD',
      at: '2024-12-16T12:00:00+08:00',
      usage: { input_tokens: '1000', output_tokens: '200' },
    },
  },
  refused: { body: { model: 'qwen-mox', usage: { input_tokens: '1000' } }, code: 'unknown-model' },
  answered: RECEIPT,
  problems: ['unknown-model', 'ambiguous-model', 'unknown-tariff'],
  answer({ fields, documents }, { services }) {
    const receipt = priceUsed(fields, documents, services)
    return receipt.ok ? ok(jsonResponse(receiptToJson(receipt.value))) : receipt
  },
})
