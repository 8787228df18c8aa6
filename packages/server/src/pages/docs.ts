import type { Locale } from '@ratecard/core/messages'
import { say } from '../messages/say.ts'
import { type Addressed, loadOpenApi, operationsOf } from '../openapi/open-api.ts'
import { figure, jsonCode } from './code.ts'
import type { Reading } from './fields.ts'
import { pageHtml } from './frame.ts'
import { type Html, html, prose } from './html.ts'
import { operationSection } from './operation.ts'

const TOPICS = ['numbers', 'keys', 'languages', 'requests'] as const

interface Group {
  readonly id: string
  readonly title: string
  readonly operations: readonly Addressed[]
}

/** The page that explains every address, made from the OpenAPI description. */
export async function docsHtml(locale: Locale): Promise<string> {
  const document = await loadOpenApi(locale)
  const operations = operationsOf(document)
  const groups = document.tags.map(({ name, description }) => ({
    id: `group-${name}`,
    title: description,
    operations: operations.filter(({ tags }) => tags.includes(name)),
  }))
  const reading = { document, locale }
  const main = html`<p class="lead">${say('page.lead', locale)}</p>
${basics(operations, reading)}
${groups.map((group) => groupSection(group, reading))}`
  return pageHtml({ title: say('page.title', locale), under: 'docs', contents: contents(groups, locale), main }, locale)
}

function basics(operations: readonly Addressed[], { document, locale }: Reading): Html {
  const topics = TOPICS.map(
    (topic) =>
      html`<div><h3>${say(`page.${topic}`, locale)}</h3><p>${prose(say(`page.${topic}.about`, locale))}</p></div>`,
  )
  return html`<section id="basics">
<h2>${say('page.start', locale)}</h2>
<p class="note"><a href="/openapi.json?lang=${locale}">${say('page.description', locale)}</a> · Ratecard ${document.info.version}</p>
<div class="topics">${topics}</div>
<h3>${say('page.wrong', locale)}</h3>
<p>${prose(say('page.wrong.about', locale))}</p>
${operations.flatMap((operation) => refusalOf(operation, locale))}
<p><a href="/problems?lang=${locale}">${say('page.all', locale)}</a></p>
</section>`
}

/** The problem that an operation shows. */
const refusalOf = ({ responses }: Addressed, locale: Locale): readonly Html[] =>
  Object.entries(responses).flatMap(([status, { content }]) => {
    const example = content['application/problem+json']?.examples?.answer
    const caption = say('page.status', locale, { status })
    return example === undefined ? [] : [figure(caption, jsonCode(example.value), caption)]
  })

const groupSection = ({ id, title, operations }: Group, reading: Reading): Html =>
  html`<section id="${id}">
<h2>${title}</h2>
${operations.map((operation) => operationSection(operation, reading))}
</section>`

function contents(groups: readonly Group[], locale: Locale): Html {
  const listed = groups.map(
    ({ id, title, operations }) => html`<li><a class="group" href="#${id}">${title}</a>
<ul>${operations.map(({ operationId, summary }) => html`<li><a href="#${operationId}">${summary}</a></li>`)}</ul></li>`,
  )
  return html`<nav class="contents" aria-label="${say('page.contents', locale)}">
<details open><summary>${say('page.contents', locale)}</summary>
<ul><li><a class="group" href="#basics">${say('page.start', locale)}</a></li>${listed}</ul>
</details>
</nav>`
}
