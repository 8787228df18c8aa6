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
  summary: 'What many calls cost',
  description:
    'A line in for each call, as POST /v1/price takes it, and a line out for each, in the same order and while the rest ' +
    'is still being sent. A line that cannot be priced is told and does not stop the others; the last line counts them.',
  query: z.object({
    receipt: z
      .enum(['compact', 'full'], { error: 'one-of' })
      .exactOptional()
      .meta({ description: 'Whether each line has the whole receipt; default compact.' }),
  }),
  lines: priceBody,
  answered: {
    description: 'A line for each line, and one that counts them.',
    mediaType: 'application/x-ndjson',
    schema: batchLineSchema,
  },
  problems: [],
  answer({ parameters, bytes }, { services, locale }) {
    const isWhole = parameters.receipt === 'full'
    const headers = { 'content-type': 'application/x-ndjson; charset=utf-8', 'content-language': locale }
    return ok({ status: 200, headers, body: priceLines(bytes, services, { isWhole, locale }) })
  },
})
