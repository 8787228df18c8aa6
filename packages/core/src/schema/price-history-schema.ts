import { z } from 'zod'
import type { SegmentStatus } from '../history/price-history.ts'
import { described, named } from './annotations.ts'
import { historyRateSchema } from './history-rate-schema.ts'
import { anyText, instant, meterId, textMap } from './text-schemas.ts'

const STATUSES = [
  'known',
  'interpolated',
  'between',
  'carried',
  'no-longer-listed',
  'before-first-observation',
  'unpriced',
] as const satisfies readonly SegmentStatus[]

const stated = 'Whether a notice states this bound; otherwise it is that of an observation.'

const segmentSchema = named(
  'Segment',
  z.object({
    from: described(instant, 'Missing where it is open.').exactOptional(),
    fromStated: described(z.boolean(), stated).exactOptional(),
    until: described(instant, 'Exclusive; missing where it is open.').exactOptional(),
    untilStated: described(z.boolean(), stated).exactOptional(),
    status: described(z.enum(STATUSES, { error: 'one-of' }), 'How the price is known over this time.'),
    reason: described(anyText, 'Why there is no price.').exactOptional(),
    rate: historyRateSchema.exactOptional(),
    candidates: described(z.array(historyRateSchema), 'The prices that may hold where none is known.').exactOptional(),
  }),
  'A stretch of time over which one price is known in one way.',
)

/** Every price of a model along time: `ratecard/price-history@1`. */
export const priceHistorySchema = z.object({
  schema: z.literal('ratecard/price-history@1', { error: 'one-of' }),
  model: anyText,
  tariff: z.object({ id: anyText, version: anyText, sha256: anyText.exactOptional() }),
  scope: anyText.exactOptional(),
  currency: anyText,
  timeZone: described(anyText, "The offset of the vendor's clock."),
  lines: z.array(
    z.object({
      meter: meterId,
      facets: described(textMap, 'Those on which the price of this meter depends.'),
      tier: described(anyText, 'Such as 0 < n <= 32000.').exactOptional(),
      segments: described(z.array(segmentSchema), 'In the order of time, without gaps.'),
    }),
  ),
})
