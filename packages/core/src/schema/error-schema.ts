import { z } from 'zod'
import { described, named } from './annotations.ts'
import { anyText } from './text-schemas.ts'

export const params = z.record(anyText, z.union([anyText, z.array(anyText)], { error: 'text-or-list' }))

const issueShape = {
  code: described(anyText, 'With `params`, the contract: stable, and never translated.'),
  path: described(anyText, 'JSON pointer into what was read; empty for the whole of it.'),
  params: described(params, 'What fills the placeholders of the message.'),
}

/** An issue inside a document, where no reader's language is known. */
export const issueSchema = named(
  'Issue',
  z.object({ ...issueShape, message: described(anyText, "In the reader's language.").exactOptional() }),
  'A problem found in data, or something worth telling.',
)

const told = z
  .array(
    z.object({
      ...issueShape,
      message: described(anyText, "What was expected, what came, where, and how to mend it, in the reader's language."),
    }),
  )
  .min(1, { error: 'not-empty' })

/** What every face answers when it refuses its input: `ratecard/error@1`. */
export const errorSchema = z.object({
  schema: z.literal('ratecard/error@1', { error: 'one-of' }),
  issues: told,
})

/** What is worth telling beside an answer: `ratecard/notices@1`. */
export const noticesSchema = z.object({
  schema: z.literal('ratecard/notices@1', { error: 'one-of' }),
  notices: told,
})
