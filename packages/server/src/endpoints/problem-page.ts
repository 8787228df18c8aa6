import { failed, ok } from '@ratecard/core'
import { z } from 'zod'
import { endpoint } from '../api/endpoint.ts'
import { htmlResponse } from '../api/html-response.ts'
import { problemHtml, problemsHtml } from '../pages/problems.ts'
import { PROBLEM_CODES } from '../problems/problem-status.ts'
import { serverIssue, shorten } from '../problems/server-issue.ts'

const answered = { mediaType: 'text/html', schema: { type: 'string' } } as const

/** The page that `type` of a problem leads to. */
export const problemPage = endpoint({
  id: 'problem',
  scope: 'anybody',
  method: 'GET',
  path: '/problems/{code}',
  group: 'server',
  pathParameters: z.object({ code: z.string() }),
  example: { parameters: { code: 'unknown-model' } },
  answered,
  problems: ['not-found'],
  async answer({ parameters }, { locale }) {
    const code = PROBLEM_CODES.find((one) => one === parameters.code)
    if (code === undefined)
      return failed(serverIssue('not-found', '', { path: `/problems/${shorten(parameters.code)}` }))
    return ok(htmlResponse(await problemHtml(code, locale), locale))
  },
})

export const problemPages = endpoint({
  id: 'problems',
  scope: 'anybody',
  method: 'GET',
  path: '/problems',
  group: 'server',
  answered,
  problems: [],
  answer: (_read, { locale }) => ok(htmlResponse(problemsHtml(locale), locale)),
})
