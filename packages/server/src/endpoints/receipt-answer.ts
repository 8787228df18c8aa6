import type { Answered } from '../api/endpoint.ts'

/** The answer of whatever prices: `ratecard/receipt@1`. */
export const RECEIPT: Answered = {
  mediaType: 'application/json',
  schema: { $ref: '#/components/schemas/Receipt' },
}
