import { z } from 'zod'
import { PROBLEM_CODES, type ProblemCode } from './problem-status.ts'

export const problemIssue = z
  .object({
    code: z.string(),
    path: z.string(),
    params: z.record(z.string(), z.union([z.string(), z.array(z.string()).readonly()])),
    message: z.string(),
  })
  .meta({ id: 'ProblemIssue' })

export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    instance: z.string(),
    code: z.enum(PROBLEM_CODES as readonly [ProblemCode, ...ProblemCode[]]),
    issues: z.array(problemIssue).readonly(),
    error: z.object({ type: z.string(), code: z.string(), message: z.string() }).exactOptional(),
  })
  .meta({ id: 'Problem' })

export type Problem = z.output<typeof problemSchema>
