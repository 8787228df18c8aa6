import type { ProblemCode } from '../problems/problem-status.ts'

/** Bytes of a body with texts: a million tokens of English, and read in a fraction of the time of a tick. */
export const TEXT_LIMIT = 4_000_000

/** What any count can come to. */
export const COUNT_PROBLEMS = ['count-deadline', 'busy'] as const satisfies readonly ProblemCode[]
