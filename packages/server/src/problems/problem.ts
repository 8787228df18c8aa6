import type { Issue } from '@ratecard/core'
import type { Locale } from '@ratecard/core/messages'
import { firstIssues } from '@ratecard/core/schema'
import type { ApiResponse } from '../api/api-message.ts'
import { issueMessage, say } from '../messages/say.ts'
import type { Problem } from './problem-schema.ts'
import { PROBLEM_STATUS, problemOf } from './problem-status.ts'

/** What is known of the request that a problem answers. */
export interface ProblemContext {
  readonly locale: Locale
  readonly requestId: string
}

/** A problem detail of RFC 9457 for issues that were found, with all of them in the language of the reader. */
export function problemFor(issues: readonly Issue[], { locale, requestId }: ProblemContext): Problem {
  const told = firstIssues(issues).map((issue) => ({ ...issue, message: issueMessage(issue, locale) }))
  const code = problemOf(issues[0]?.code)
  return {
    type: `/problems/${code}`,
    title: say(`problem.${code}.title`, locale),
    status: PROBLEM_STATUS[code],
    detail: told[0]?.message ?? say(`problem.${code}.title`, locale),
    instance: `urn:ratecard:request:${requestId}`,
    code,
    issues: told,
  }
}

export const problemResponse = (problem: Problem, { locale }: ProblemContext): ApiResponse => ({
  status: problem.status,
  headers: {
    'content-type': 'application/problem+json; charset=utf-8',
    'content-language': locale,
    'cache-control': 'no-store',
  },
  body: JSON.stringify(problem),
})
