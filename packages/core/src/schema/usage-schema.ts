import { z } from 'zod'
import type { Basis } from '../usage/usage.ts'
import { described, named } from './annotations.ts'
import { issueSchema } from './error-schema.ts'
import { numberShape, numbersAgree } from './number-schemas.ts'
import { anyText, instant, meterId, textMap } from './text-schemas.ts'

const BASES = ['reported', 'counted', 'estimated'] as const satisfies readonly Basis[]

export const basis = described(
  z.enum(BASES, { error: 'one-of' }),
  'Reported by the provider, counted by an exact tokenizer or formula, or estimated by a published rule of thumb.',
)

export const grain = described(
  z.enum(['request', 'aggregate'], { error: 'one-of' }),
  'One request, or the sum of several, for which no price per request size is chosen.',
)

const quantitySchema = named(
  'Quantity',
  z.object({ ...numberShape('value', 'The quantity'), basis: basis }).superRefine(numbersAgree('value')),
  'An amount of one meter, and how it is known.',
)

/** What was used, normalised: `ratecard/usage@1`. Fields may be added, so unknown ones are passed over. */
export const usageSchema = z
  .object({
    schema: z.literal('ratecard/usage@1', { error: 'one-of' }),
    id: anyText.exactOptional(),
    at: described(instant, 'RFC 3339 with an offset.').exactOptional(),
    grain: grain,
    ...numberShape('requests', 'How many requests it covers'),
    provider: anyText.exactOptional(),
    model: anyText,
    facets: described(textMap, 'Properties of the request that choose a price, such as thinking: on.'),
    dimensions: described(textMap, 'What reports group by, such as workspace.'),
    quantities: described(
      z.partialRecord(meterId, quantitySchema),
      'Disjoint leaves by meter: a token is in exactly one of them.',
    ),
    issues: described(z.array(issueSchema), 'What was noticed while the record was read.'),
  })
  .superRefine(numbersAgree('requests'))
