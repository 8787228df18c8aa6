import { failed, type Issue, ok, type Result } from '@ratecard/core'
import { readShape } from '@ratecard/core/schema'
import type { ApiRequest, ApiResponse } from './api/api-message.ts'
import { chooseLanguage } from './api/choose-language.ts'
import type { Context, Endpoint, Read } from './api/endpoint.ts'
import { checkType, readJsonBody } from './api/read-json-body.ts'
import { routesOf } from './api/route.ts'
import { ENDPOINTS } from './endpoints/endpoints.ts'
import { problemFor, problemResponse } from './problems/problem.ts'
import { serverIssue, shorten } from './problems/server-issue.ts'
import type { Services } from './services.ts'

const route = routesOf(ENDPOINTS)

/**
 * Answers a request. Plain data goes in and comes out: no socket, clock or file that is not in `services`.
 *
 * Every problem is an answer of type application/problem+json. What is thrown in here is told to `report`, never to the
 * client, who gets the id of the request.
 *
 * @example
 * const body = [new TextEncoder().encode('{"model":"notebook","usage":{"core_seconds":"1600"}}')]
 * const headers = { 'content-type': 'application/json' }
 * const answer = await handle({ method: 'POST', path: '/v1/price', query: '', headers, body }, services)
 * answer.status // 200
 */
export async function handle(
  request: ApiRequest,
  services: Services,
  report: (error: unknown, requestId: string) => void = () => {},
): Promise<ApiResponse> {
  const query = new URLSearchParams(request.query)
  const context: Context = {
    services,
    locale: chooseLanguage(query.get('lang'), request.headers['accept-language']),
    requestId: requestIdOf(request, services),
    headers: request.headers,
    signal: request.signal,
  }
  query.delete('lang')
  const found = route(request.method, request.path)
  try {
    const answer = await answerFound(found, request, query, context)
    const response = answer.ok ? unlessKnown(answer.value, request) : undefined
    return withId(response ?? refusal(issuesOf(answer), found?.endpoint, context, found?.allowed), context)
  } catch (error) {
    report(error, context.requestId)
    const issue = serverIssue('internal', '', { id: context.requestId })
    return withId(refusal([issue], found?.endpoint, context), context)
  }
}

async function answerFound(
  found: ReturnType<typeof route>,
  request: ApiRequest,
  query: URLSearchParams,
  context: Context,
): Promise<Result<ApiResponse>> {
  if (found === undefined) return failed(serverIssue('not-found', '', { path: shorten(request.path) }))
  const { endpoint, allowed } = found
  if (endpoint === undefined)
    return failed(serverIssue('method-not-allowed', '', { method: shorten(request.method), allowed }))
  const read = await readRequest(endpoint, found.parameters, request, query)
  return read.ok ? endpoint.answer(read.value, context) : read
}

const issuesOf = (result: Result<unknown>): readonly Issue[] => (result.ok ? [] : result.issues)

/** A client that has the same bytes is not sent them again. */
function unlessKnown(response: ApiResponse, { headers }: ApiRequest): ApiResponse {
  const { etag } = response.headers
  const known = headers['if-none-match']?.split(',').map((tag) => tag.trim().replace(/^W\//, '')) ?? []
  if (etag === undefined || !(known.includes(etag) || known.includes('*'))) return response
  const { 'content-type': _, ...kept } = response.headers
  return { status: 304, headers: kept, body: '' }
}

type AnyRead = Read<Endpoint['parameters'], NonNullable<Endpoint['body']>['fields'], Record<string, never>>

async function readRequest(
  endpoint: Endpoint,
  inPath: Readonly<Record<string, string>>,
  request: ApiRequest,
  query: URLSearchParams,
): Promise<Result<AnyRead>> {
  const parameters = readParameters(endpoint, inPath, query)
  if (!parameters.ok) return parameters
  const type = endpoint.lines ? checkType(request, 'application/x-ndjson') : ok(undefined)
  if (!type.ok) return type
  const body = endpoint.body ? await readJsonBody(request, endpoint.body) : ok({ fields: {}, documents: {} })
  if (!body.ok) return body
  const { fields, documents } = body.value
  return ok({ parameters: parameters.value, fields: { ...fields }, documents, bytes: request.body })
}

function readParameters(
  { parameters }: Endpoint,
  inPath: Readonly<Record<string, string>>,
  query: URLSearchParams,
): Result<AnyRead['parameters']> {
  const names = [...query.keys()]
  const repeated = names.filter((name, at) => names.indexOf(name) !== at)
  const issues: readonly Issue[] = [...new Set(repeated)].map((name) =>
    serverIssue('repeated-parameter', `/${shorten(name)}`, { field: shorten(name) }),
  )
  if (issues.length > 0) return failed(...issues.slice(0, 1))
  return readShape(parameters, { ...Object.fromEntries(query), ...inPath })
}

function refusal(
  issues: readonly Issue[],
  endpoint: Endpoint | undefined,
  context: Context,
  allowed: readonly string[] = [],
): ApiResponse {
  const problem = problemFor(issues, context)
  const { code, detail } = problem
  const told = endpoint?.isCompatible ? { ...problem, error: { type: code, code, message: detail } } : problem
  const response = problemResponse(told, context)
  const allow = code === 'method-not-allowed' ? { allow: allowed.join(', ') } : {}
  const retry = code === 'busy' ? { 'retry-after': '1' } : {}
  return { ...response, headers: { ...response.headers, ...allow, ...retry } }
}

/** The id that a client or a proxy gave, where it is one, so that logs of all can be put together. */
const requestIdOf = ({ headers }: ApiRequest, { newId }: Services): string => {
  const given = headers['x-request-id'] ?? ''
  return /^[\w.-]{1,64}$/.test(given) ? given : newId()
}

const withId = (response: ApiResponse, { requestId }: Context): ApiResponse => ({
  ...response,
  headers: { ...response.headers, 'x-request-id': requestId, vary: 'accept-language' },
})
