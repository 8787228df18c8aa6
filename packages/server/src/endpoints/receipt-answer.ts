import type { Answered } from '../api/endpoint.ts'

/** The answer of whatever prices: `ratecard/receipt@1`. */
export const RECEIPT: Answered = {
  description: 'The receipt: every line with its price, its reason and its source.',
  mediaType: 'application/json',
  schema: { $ref: '#/components/schemas/Receipt' },
}
