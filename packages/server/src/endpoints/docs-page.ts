import { ok } from '@ratecard/core'
import type { Locale } from '@ratecard/core/messages'
import { type Endpoint, endpoint } from '../api/endpoint.ts'
import { escapeHtml, htmlResponse } from '../api/html-response.ts'
import { say } from '../messages/say.ts'

/** The page that explains every address, made from the definitions. */
export const docsPage = (all: () => readonly Endpoint[]): Endpoint =>
  endpoint({
    id: 'docs',
    scope: 'anybody',
    method: 'GET',
    path: '/docs',
    summary: 'This API for people',
    answered: { description: 'A page for people.', mediaType: 'text/html', schema: { type: 'string' } },
    problems: [],
    answer: (_read, { locale }) =>
      ok(
        htmlResponse(
          say('page.docs', locale),
          [
            '<p><a href="/openapi.json">/openapi.json</a></p>',
            ...all().map((one) => sectionOf(one, locale)),
            `<p><a href="/problems?lang=${locale}">${say('page.all', locale)}</a></p>`,
          ],
          locale,
        ),
      ),
  })

function sectionOf(
  { method, path, summary, description = '', body, lines, parameters }: Endpoint,
  locale: Locale,
): string {
  const { fields, documents } = body ?? lines ?? { fields: { shape: {} }, documents: {} }
  return [
    `<h2><code>${method} ${escapeHtml(path)}</code></h2><p>${escapeHtml(summary)}. ${escapeHtml(description)}</p>`,
    tableOf(say('page.parameters', locale), parameters.shape),
    tableOf(say('page.body', locale), { ...fields.shape, ...documents }),
  ].join('\n')
}

type Shape = Readonly<Record<string, unknown>>

/** A field without words of its own needs none. */
interface Described {
  readonly meta?: () => { readonly description?: string } | undefined
  readonly isOptional?: () => boolean
}

function tableOf(caption: string, shape: Shape): string {
  const rows = Object.entries(shape).map(([name, schema]) => {
    const { description = '' } = (schema as Described).meta?.() ?? {}
    const mark = (schema as Described).isOptional?.() ? '' : ' *'
    return `<tr><th scope="row"><code>${escapeHtml(name)}</code>${mark}</th><td>${escapeHtml(description)}</td></tr>`
  })
  return rows.length === 0 ? '' : `<table><caption>${caption}</caption>${rows.join('')}</table>`
}
