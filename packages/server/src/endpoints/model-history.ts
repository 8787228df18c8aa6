import { type Evidence, failed, findModel, ok, priceHistory, priceHistoryToJson } from '@ratecard/core'
import { z } from 'zod'
import { keptResponse } from '../api/api-message.ts'
import { endpoint } from '../api/endpoint.ts'
import { choiceShape } from '../pricing/choice-schema.ts'
import { filterFor } from '../pricing/rate-request.ts'
import { filterOf, momentOf, readMoment, wordsOf } from '../pricing/read-choice.ts'

const { provider, scope, currency, tariff, asOf, allowEvidence } = choiceShape

const query = z.object({ provider, scope, currency, tariff, asOf, allowEvidence })

/** Which price list is meant, and as of when. */
export type ModelHistoryQuery = z.input<typeof query>

export const modelHistory = endpoint({
  id: 'modelHistory',
  scope: 'tariffs',
  method: 'GET',
  path: '/v1/models/{id}/history',
  group: 'lists',
  pathParameters: z.object({ id: z.string() }),
  query,
  example: { parameters: { id: 'qwen-max', currency: 'USD' } },
  answered: {
    mediaType: 'application/json',
    schema: { $ref: '#/components/schemas/PriceHistory' },
  },
  problems: ['unknown-model', 'ambiguous-model', 'unknown-tariff'],
  answer({ parameters }, { services }) {
    const known = readMoment(parameters.asOf, '/asOf')
    if (!known.ok) return known
    const evidence = wordsOf(parameters.allowEvidence) as readonly Evidence[]
    const { tariff } = parameters
    const [now, filter] = [momentOf(services.now()), filterFor({ filter: filterOf(parameters), tariff }, services)]
    const asked = { model: parameters.id, at: now.instant, filter, tariff, allowEvidence: evidence }
    const tables = services.book.tablesFor({ ...asked, asOf: known.value?.instant })
    if (!tables.ok) return tables
    const found = findModel(parameters.id, tables.value, filter, now.text)
    if (!found.ok) return failed(...found.issues.map((issue) => ({ ...issue, path: '/id' })))
    const { tariff: list, hashes } = found.value.list.table
    const options = { allowEvidence: evidence, ...(known.value && { asOf: known.value.instant }) }
    return ok(keptResponse(priceHistoryToJson(priceHistory(list, parameters.id, options), hashes)))
  },
})
