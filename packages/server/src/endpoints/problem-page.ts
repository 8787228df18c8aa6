import { failed, ok } from '@ratecard/core'
import type { Locale } from '@ratecard/core/messages'
import { z } from 'zod'
import { endpoint } from '../api/endpoint.ts'
import { htmlResponse } from '../api/html-response.ts'
import { say } from '../messages/say.ts'
import { PROBLEM_CODES, PROBLEM_STATUS, type ProblemCode } from '../problems/problem-status.ts'
import { serverIssue, shorten } from '../problems/server-issue.ts'

const answered = { description: 'A page for people.', mediaType: 'text/html', schema: { type: 'string' } } as const

/** The page that `type` of a problem leads to. */
export const problemPage = endpoint({
  id: 'problem',
  scope: 'anybody',
  method: 'GET',
  path: '/problems/{code}',
  summary: 'What a kind of problem means',
  pathParameters: z.object({ code: z.string() }),
  answered,
  problems: ['not-found'],
  answer({ parameters }, { locale }) {
    const code = PROBLEM_CODES.find((one) => one === parameters.code)
    if (code === undefined)
      return failed(serverIssue('not-found', '', { path: `/problems/${shorten(parameters.code)}` }))
    return ok(htmlResponse(say(`problem.${code}.title`, locale), [section(code, locale), back(locale)], locale))
  },
})

export const problemPages = endpoint({
  id: 'problems',
  scope: 'anybody',
  method: 'GET',
  path: '/problems',
  summary: 'Every kind of problem',
  answered,
  problems: [],
  answer: (_read, { locale }) =>
    ok(
      htmlResponse(
        say('page.all', locale),
        PROBLEM_CODES.flatMap((code) => [`<h2>${say(`problem.${code}.title`, locale)}</h2>`, section(code, locale)]),
        locale,
      ),
    ),
})

const section = (code: ProblemCode, locale: Locale): string => {
  const status = say('page.status', locale, { status: String(PROBLEM_STATUS[code]) })
  return `<p><code>${code}</code> · ${status}</p><p>${say(`problem.${code}.about`, locale)}</p>`
}

const back = (locale: Locale): string => `<p><a href="/problems?lang=${locale}">${say('page.all', locale)}</a></p>`
