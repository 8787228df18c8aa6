import { z } from 'zod'
import { PROBLEM_CODES, type ProblemCode } from './problem-status.ts'

export const problemIssue = z
  .object({
    code: z.string().meta({ description: 'With `params`, the contract: stable, and never translated.' }),
    path: z.string().meta({ description: 'JSON pointer into what was sent; empty for the whole of it.' }),
    params: z
      .record(z.string(), z.union([z.string(), z.array(z.string()).readonly()]))
      .meta({ description: 'What fills the placeholders of the message.' }),
    message: z.string().meta({
      description: "What was expected, what came and how to mend it, in the reader's language.",
    }),
  })
  .meta({ id: 'ProblemIssue' })

export const problemSchema = z
  .object({
    type: z.string().meta({ description: 'Where this kind of problem is explained.' }),
    title: z.string(),
    status: z.int(),
    detail: z.string().meta({ description: 'The message of the first issue.' }),
    instance: z.string().meta({ description: 'Names the request, as the header X-Request-Id does.' }),
    code: z.enum(PROBLEM_CODES as readonly [ProblemCode, ...ProblemCode[]]),
    issues: z
      .array(problemIssue)
      .readonly()
      .meta({ description: 'Everything that was found wrong, not only the first.' }),
    error: z
      .object({ type: z.string(), code: z.string(), message: z.string() })
      .exactOptional()
      .meta({ description: 'The same for clients that look here: those of the compatible endpoints.' }),
  })
  .meta({ id: 'Problem', description: 'Why there is no answer: a problem detail of RFC 9457.' })

export type Problem = z.output<typeof problemSchema>
