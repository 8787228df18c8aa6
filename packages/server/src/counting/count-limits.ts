import type { ProblemCode } from '../problems/problem-status.ts'

/** Bytes of a body with texts: about a million tokens of English. Reading it holds up other requests for some 30 ms. */
export const TEXT_LIMIT = 4_000_000

/** What any count can come to. */
export const COUNT_PROBLEMS = ['count-deadline', 'busy'] as const satisfies readonly ProblemCode[]
