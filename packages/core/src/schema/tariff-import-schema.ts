import { z } from 'zod'
import { described, named } from './annotations.ts'
import { issueSchema } from './error-schema.ts'
import { wireDecimal } from './number-schemas.ts'
import { anyText } from './text-schemas.ts'
import { mappingSchema } from './usage-mappings-schema.ts'

const FORMATS = ['genai-prices', 'litellm', 'models-dev', 'csv'] as const

const countsSchema = named(
  'ImportCounts',
  z.object({
    models: wireDecimal,
    imported: wireDecimal,
    partly: wireDecimal,
    left: wireDecimal,
    rejected: wireDecimal,
  }),
  'How many models the file has, and how each ended.',
)

const importedSchema = named(
  'ImportedTariff',
  z.object({
    id: anyText,
    provider: anyText,
    models: described(wireDecimal, 'How many models it prices.'),
    file: described(anyText, 'Where it was written, if it was.').exactOptional(),
  }),
  'A price list that was made.',
)

/** What became of a price map: `ratecard/tariff-import@1`. */
export const tariffImportSchema = z.object({
  schema: z.literal('ratecard/tariff-import@1', { error: 'one-of' }),
  format: z.enum(FORMATS, { error: 'one-of' }),
  counts: countsSchema,
  tariffs: z.array(importedSchema),
  left: described(z.array(issueSchema), 'What the file says and a tariff cannot.'),
  rejected: described(z.array(issueSchema), 'Faults: what they are about is not in the tariffs.'),
  mappings: described(z.array(mappingSchema), 'How response bodies become usage, as the file says.'),
  mappingFiles: described(z.array(anyText), 'Where the mappings were written, if they were.').exactOptional(),
})
