import { failed, ok, rateCoreHours, rational, readDuration, receiptToJson } from '@ratecard/core'
import { z } from 'zod'
import { jsonResponse } from '../api/api-message.ts'
import { endpoint } from '../api/endpoint.ts'
import { choiceDocuments, choiceShape, count, label, quantity } from '../pricing/choice-schema.ts'
import { issueReceipt, openPricing } from '../pricing/rate-request.ts'
import { momentOf, readChoice } from '../pricing/read-choice.ts'
import { readPositive } from '../pricing/read-quantities.ts'
import { RECEIPT } from './receipt-answer.ts'

const { remaining, balances, fx } = choiceDocuments

const fields = z.strictObject({
  model: label.exactOptional().meta({ example: 'notebook' }),
  duration: z.string({ error: 'text' }).meta({ example: '1h30m' }),
  instances: count(1).exactOptional(),
  tariff: choiceShape.tariff,
  at: choiceShape.at,
  asOf: choiceShape.asOf,
  displayCurrency: choiceShape.displayCurrency,
})

const documents = { cores: quantity, remaining, balances, fx }

/** The running time of a notebook or space. */
export type CoreHoursRequest = z.input<ReturnType<typeof fields.extend<typeof documents>>>

export const coreHours = endpoint({
  id: 'coreHours',
  scope: 'price',
  method: 'POST',
  path: '/v1/core-hours',
  group: 'prices',
  body: { name: 'CoreHoursRequest', fields, documents, limit: 100_000 },
  example: { body: { model: 'notebook', cores: '16', duration: '10m', at: '2026-11-01T12:00:00+08:00' } },
  answered: RECEIPT,
  problems: ['unknown-model', 'unknown-tariff'],
  answer({ fields: given, documents: own }, { services }) {
    const { model = 'notebook', instances = 1, duration, ...rest } = given
    const choice = readChoice(rest.tariff === undefined ? { ...rest, provider: 'atomgit-ai' } : rest, own)
    const cores = readPositive(own.cores, '/cores')
    const seconds = readDuration(duration, '/duration')
    if (!choice.ok || !cores.ok || !seconds.ok)
      return failed(...[choice, cores, seconds].flatMap((read) => (read.ok ? [] : read.issues)))
    const at = choice.value.at ?? momentOf(services.now())
    const pricing = openPricing(model, at, choice.value, services)
    if (!pricing.ok) return pricing
    const { tables, options } = pricing.value
    const request = {
      model,
      at: at.text,
      cores: cores.value,
      seconds: seconds.value,
      instances: rational(Number(instances)),
    }
    const receipt = issueReceipt(() => rateCoreHours(request, tables, options), tables, choice.value)
    return receipt.ok ? ok(jsonResponse(receiptToJson(receipt.value))) : receipt
  },
})
