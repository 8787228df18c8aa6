import { z } from 'zod'
import { described, named } from './annotations.ts'
import { issueSchema } from './error-schema.ts'
import { wireDecimal } from './number-schemas.ts'
import { anyText } from './text-schemas.ts'

const countsSchema = named(
  'LintCounts',
  z.object({ errors: wireDecimal, warnings: wireDecimal, waived: wireDecimal }),
  'How many findings. Of each rule at most the first 100 errors are looked for: of 100 there may be more.',
)

/** What is wrong with price lists, and what may be: `ratecard/lint@1`. */
export const lintSchema = z.object({
  schema: z.literal('ratecard/lint@1', { error: 'one-of' }),
  today: described(anyText, 'The calendar day as of which the age of prices is told.'),
  tariffs: z.array(
    z.object({
      source: described(anyText, 'The file, or the id of a price list.'),
      errors: described(z.array(issueSchema), 'Such a price list cannot be used.'),
      warnings: described(z.array(issueSchema), 'So unlike other prices that they may be mistakes.'),
      waived: described(z.array(issueSchema), 'Warnings that a sourced waiver silences.'),
    }),
  ),
  counts: countsSchema,
})
