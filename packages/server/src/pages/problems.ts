import type { Locale } from '@ratecard/core/messages'
import { say } from '../messages/say.ts'
import { loadOpenApi, operationsOf } from '../openapi/open-api.ts'
import { PROBLEM_CODES, PROBLEM_STATUS, type ProblemCode } from '../problems/problem-status.ts'
import { pageHtml } from './frame.ts'
import { type Html, html, prose } from './html.ts'
import { problemsIn } from './operation.ts'

/** The page of every kind of problem. */
export function problemsHtml(locale: Locale): string {
  const main = html`<p class="lead">${say('page.all.about', locale)}</p>
<div class="problems">${PROBLEM_CODES.map((code) => listed(code, locale))}</div>`
  return pageHtml({ title: say('page.all', locale), under: 'problems', main }, locale)
}

const listed = (code: ProblemCode, locale: Locale): Html =>
  html`<article id="${code}">
<h2><a href="/problems/${code}?lang=${locale}">${say(`problem.${code}.title`, locale)}</a></h2>
${mark(code, locale)}
<p>${prose(say(`problem.${code}.about`, locale))}</p>
</article>`

const mark = (code: ProblemCode, locale: Locale): Html =>
  html`<p class="note"><code>${code}</code> · ${say('page.status', locale, { status: String(PROBLEM_STATUS[code]) })}</p>`

/** The page of one kind of problem. */
export async function problemHtml(code: ProblemCode, locale: Locale): Promise<string> {
  const main = html`${mark(code, locale)}
<p class="lead">${prose(say(`problem.${code}.about`, locale))}</p>
${await toldBy(code, locale)}
<p><a href="/problems?lang=${locale}">${say('page.all', locale)}</a></p>`
  return pageHtml({ title: say(`problem.${code}.title`, locale), under: 'problems', main }, locale)
}

async function toldBy(code: ProblemCode, locale: Locale): Promise<Html> {
  const operations = operationsOf(await loadOpenApi(locale))
  const telling = operations.filter((operation) => problemsIn(operation).some((problem) => problem.code === code))
  // A problem that no address describes is told before one is found.
  if (telling.length === 0 || telling.length === operations.length) return html`<p>${say('page.any', locale)}</p>`
  const links = telling.map(
    ({ operationId, method, path }) =>
      html`<li><a href="/docs?lang=${locale}#${operationId}"><code>${method} ${path}</code></a></li>`,
  )
  return html`<h2>${say('page.told-by', locale)}</h2><ul class="chips">${links}</ul>`
}
