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
  summary: 'What a call cost',
  description:
    'Prices quantities of a model, or the counts in the answer of a provider. A line without a price is no problem: ' +
    'the receipt says so, and why.',
  body: priceBody,
  answered: RECEIPT,
  problems: ['unknown-model', 'ambiguous-model', 'unknown-tariff'],
  answer({ fields, documents }, { services }) {
    const receipt = priceUsed(fields, documents, services)
    return receipt.ok ? ok(jsonResponse(receiptToJson(receipt.value))) : receipt
  },
})
