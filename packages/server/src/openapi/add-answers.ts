import type { Locale } from '@ratecard/core/messages'
import type { Endpoint } from '../api/endpoint.ts'
import { say } from '../messages/say.ts'
import { PROBLEM_STATUS } from '../problems/problem-status.ts'
import { type ExampleRequest, exampleRequest } from './example-request.ts'
import { type Addressed, type Content, type Described, type OpenApi, type Operation, operationsOf } from './open-api.ts'

/** What was answered to an example. */
export interface ExampleAnswer {
  readonly status: number
  readonly mediaType: string
  readonly text: string
}

type Ask = (request: ExampleRequest) => Promise<ExampleAnswer>

/** The description with what is really answered to the examples of the endpoints. */
export async function addAnswers(
  document: OpenApi,
  endpoints: readonly Endpoint[],
  locale: Locale,
  ask: Ask,
): Promise<OpenApi> {
  const paths: Record<string, Record<string, Operation>> = structuredClone(document.paths) as never
  for (const operation of operationsOf(document)) {
    const endpoint = endpoints.find(({ id }) => id === operation.operationId)
    const { method, path, ...own } = operation
    let shown: Operation = own
    if (endpoint?.example && !isPage(endpoint)) shown = show(shown, await ask(exampleRequest(operation)), 200, locale)
    if (endpoint?.refused) {
      const refused = exampleRequest(withBody(operation, endpoint.refused.body))
      shown = show(shown, await ask(refused), PROBLEM_STATUS[endpoint.refused.code], locale)
    }
    paths[path] = { ...paths[path], [method.toLowerCase()]: shown }
  }
  return { ...document, paths }
}

const isPage = ({ answered }: Endpoint): boolean => answered.mediaType === 'text/html'

function withBody(operation: Addressed, example: object | undefined): Addressed {
  const content = Object.entries(operation.requestBody?.content ?? {}).map(([type, one]) => [type, { ...one, example }])
  return { ...operation, requestBody: { ...operation.requestBody, content: Object.fromEntries(content) } }
}

/** @throws Error where the answer is not the one that the example is to show. */
function show(operation: Operation, answer: ExampleAnswer, expected: number, locale: Locale): Operation {
  const { status, mediaType, text } = answer
  const described: Described = operation.responses[status] ?? { content: {} }
  const content = described.content[mediaType]
  if (content === undefined || status !== expected)
    throw new Error(`${operation.operationId} answers its example with ${status} ${mediaType}`)
  const shown: Content = { ...content, examples: { answer: exampleOf(mediaType, text, locale) } }
  const response = { ...described, content: { ...described.content, [mediaType]: shown } }
  return { ...operation, responses: { ...operation.responses, [status]: response } }
}

function exampleOf(mediaType: string, text: string, locale: Locale) {
  if (!/[/+]json$/.test(mediaType)) return { value: text }
  const whole: unknown = JSON.parse(text)
  if (text.length <= SHORT) return { value: whole }
  const value = cut(whole)
  const isWhole = JSON.stringify(value) === JSON.stringify(whole)
  return { ...(!isWhole && { summary: say('example.shortened', locale) }), value }
}

/** Characters up to which an answer is shown whole. */
const SHORT = 5000
/** Entries of a list that a longer one shows. */
const SHOWN = 2

function cut(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, SHOWN).map(cut)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, cut(one)]))
}
