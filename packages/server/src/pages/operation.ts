import { say } from '../messages/say.ts'
import { exampleRequest } from '../openapi/example-request.ts'
import { type Addressed, type Content, type Described, operationsOf } from '../openapi/open-api.ts'
import { curlOf, figure, jsonCode } from './code.ts'
import { parameterList, type Reading, schemaFields } from './fields.ts'
import { type Html, html, prose } from './html.ts'

/** Everything about one address: what it is for on one side, how it is used on the other. */
export function operationSection(operation: Addressed, reading: Reading): Html {
  const { operationId, summary, description = '' } = operation
  const link = say('page.link-to', reading.locale, { what: summary })
  return html`<article id="${operationId}" class="operation">
<header>
<h3>${summary} <a class="anchor" href="#${operationId}" aria-label="${link}">#</a></h3>
${address(operation)}
</header>
<div class="told">
<p>${prose(description)}</p>
${parametersOf(operation, reading)}
${bodyOf(operation, reading)}
${problemsOf(operation, reading)}
</div>
<div class="shown">
${requestOf(operation, reading)}
${answerOf(operation, reading)}
</div>
</article>`
}

const address = ({ method, path }: Pick<Addressed, 'method' | 'path'>): Html =>
  html`<p class="address"><span class="method ${method.toLowerCase()}">${method}</span> <code>${path}</code></p>`

function parametersOf({ parameters = [] }: Addressed, reading: Reading): Html | undefined {
  if (parameters.length === 0) return undefined
  return html`<h4>${say('page.parameters', reading.locale)}</h4>${parameterList(parameters, reading)}`
}

const only = ({ content }: Described): readonly [string, Content] | undefined => Object.entries(content)[0]

function bodyOf(operation: Addressed, reading: Reading): Html | undefined {
  const { requestBody } = operation
  const [mediaType, content] = (requestBody && only(requestBody)) ?? []
  if (mediaType === undefined || content === undefined) return undefined
  const title = say(mediaType.endsWith('ndjson') ? 'page.line' : 'page.body', reading.locale)
  return html`<h4>${title}</h4>
<p class="note"><code>${mediaType}</code> · ${requestBody?.description}</p>
${sameAs(operation, content, reading) ?? schemaFields(content.schema, reading)}`
}

/** Fields are told once: where an address before this one takes them, too, it is named. */
function sameAs({ operationId }: Addressed, { schema }: Content, { document, locale }: Reading): Html | undefined {
  const takes = ({ requestBody }: Addressed) => requestBody && only(requestBody)?.[1].schema.$ref === schema.$ref
  const first = schema.$ref === undefined ? undefined : operationsOf(document).find(takes)
  if (first === undefined || first.operationId === operationId) return undefined
  const { method, path } = first
  return html`<p>${say('page.fields-of', locale)} <a href="#${first.operationId}"><code>${method} ${path}</code></a></p>`
}

const isProblem = (status: string): boolean => status >= '400'

/** The kinds of problems that an operation can tell, with their statuses. */
export const problemsIn = ({ responses }: Addressed): readonly { readonly status: string; readonly code: string }[] =>
  Object.entries(responses)
    .filter(([status]) => isProblem(status))
    .flatMap(([status, { description = '' }]) => description.split(', ').map((code) => ({ status, code })))

function problemsOf(operation: Addressed, { locale }: Reading): Html {
  const links = problemsIn(operation).map(
    ({ status, code }) => html`<li><a href="/problems/${code}?lang=${locale}">${status} <code>${code}</code></a></li>`,
  )
  return html`<h4>${say('page.problems-of', locale)}</h4><ul class="chips">${links}</ul>`
}

function requestOf(operation: Addressed, { locale }: Reading): Html {
  const curl = curlOf(exampleRequest(operation), locale === 'en' ? undefined : locale)
  const caption = say('page.request', locale)
  return figure(caption, html`<span class="curl">${curl}</span>`, `${caption} · ${operation.summary}`)
}

function answerOf({ method, path, summary, responses }: Addressed, { locale }: Reading): Html | undefined {
  const [mediaType, content] = (responses['200'] && only(responses['200'])) ?? []
  if (mediaType === undefined) return undefined
  const caption = say('page.answer', locale)
  const about = html`<p class="note">200 · <code>${mediaType}</code> · ${responses['200']?.description}</p>`
  const example = content?.examples?.answer
  const isOpen = method === 'GET' && !path.includes('{')
  const open = isOpen ? html`<p class="note"><a href="${path}?lang=${locale}"><code>${path}</code></a></p>` : undefined
  if (example === undefined) return html`${about}${open}`
  const shortened = example.summary && html`<p class="note">${example.summary}</p>`
  return html`${about}${figure(caption, jsonCode(example.value), `${caption} · ${summary}`)}${shortened}`
}
