import { failed, type Issue, ok, type Result } from '@ratecard/core'
import { readShape } from '@ratecard/core/schema'
import { authorize } from './access/authorize.ts'
import type { ApiRequest, ApiResponse } from './api/api-message.ts'
import { chooseLanguage } from './api/choose-language.ts'
import type { Context, Endpoint, Read } from './api/endpoint.ts'
import { BodyGivenUp, giveUpIdle } from './api/give-up-idle.ts'
import { checkType, readJsonBody, type SentBody } from './api/read-json-body.ts'
import { routesOf } from './api/route.ts'
import { ENDPOINTS } from './endpoints/endpoints.ts'
import { type Account, openAccount } from './limits/account.ts'
import { problemFor, problemResponse } from './problems/problem.ts'
import type { Problem } from './problems/problem-schema.ts'
import { PROBLEM_STATUS } from './problems/problem-status.ts'
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
  const found = route(request.method, request.path)
  const caller = authorize(request, found?.endpoint?.scope ?? 'anybody', services.access)
  const account = openAccount(caller.ok ? caller.value : {}, request, services)
  const context = new RequestContext(
    request,
    services,
    chooseLanguage(query.get('lang'), request.headers['accept-language']),
    account.computed,
  )
  query.delete('lang')
  const operation = found?.endpoint?.id ?? 'none'
  request.tell?.({ operation, requestId: context.requestId, ...(caller.ok && caller.value) })
  const refuse = (issues: readonly Issue[]) => refusal(issues, found?.endpoint, context, found?.allowed)
  try {
    const open = found?.endpoint?.isHealth ? ok(undefined) : await account.check()
    const may = open.ok ? caller : open
    const answer = may.ok ? await answerFound(found, request, query, context, account) : may
    const response = answer.ok ? unlessKnown(answer.value, request) : refuse(answer.issues)
    return withHeaders(response, context, await account.close())
  } catch (error) {
    const left = await account.close()
    if (error instanceof BodyGivenUp) return withHeaders(refuse([error.issue]), context, left)
    report(error, context.requestId)
    request.tell?.({ error })
    return withHeaders(refuse([serverIssue('internal', '', { id: context.requestId })]), context, left)
  }
}

/**
 * A class, as is {@link ApiRequest} of a server: V8 makes a hidden class for every object literal with a getter, and keeps
 * with it all that the getter sees until the next full collection of garbage.
 */
class RequestContext implements Context {
  readonly services: Services
  readonly locale: Context['locale']
  readonly requestId: string
  readonly headers: ApiRequest['headers']
  readonly computed: Context['computed']
  readonly #request: ApiRequest

  constructor(request: ApiRequest, services: Services, locale: Context['locale'], computed: Context['computed']) {
    this.services = services
    this.locale = locale
    this.requestId = requestIdOf(request, services)
    this.headers = request.headers
    this.computed = computed
    this.#request = request
  }

  get protocol(): string | undefined {
    return this.#request.protocol
  }

  get signal(): AbortSignal | undefined {
    return this.#request.signal
  }
}

async function answerFound(
  found: ReturnType<typeof route>,
  request: ApiRequest,
  query: URLSearchParams,
  context: Context,
  account: Account,
): Promise<Result<ApiResponse>> {
  const { services } = context
  if (found === undefined) return failed(serverIssue('not-found', '', { path: shorten(request.path) }))
  const { endpoint, allowed } = found
  if (endpoint === undefined)
    return failed(serverIssue('method-not-allowed', '', { method: shorten(request.method), allowed }))
  if (services.state() === 'starting' && !endpoint.isHealth)
    return failed(serverIssue('not-ready', '', { seconds: '1' }))
  const isStream = endpoint.lines !== undefined
  const body = account.metered(giveUpIdle(request.body, services, isStream), isStream)
  const read = await readRequest(endpoint, found.parameters, { headers: request.headers, body }, query, services)
  if (!read.ok) return read
  const began = performance.now()
  const answer = endpoint.answer(read.value, context)
  account.computed(performance.now() - began)
  return answer
}

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
  request: SentBody,
  query: URLSearchParams,
  { bodies }: Services,
): Promise<Result<AnyRead>> {
  const parameters = readParameters(endpoint, inPath, query)
  if (!parameters.ok) return parameters
  const type = endpoint.lines ? checkType(request, 'application/x-ndjson') : ok(undefined)
  if (!type.ok) return type
  const body = endpoint.body
    ? await readJsonBody(request, endpoint.body, bodies.bytes)
    : ok({ fields: {}, documents: {} })
  if (!body.ok) return body
  const { fields, documents } = body.value
  return ok({ parameters: parameters.value, fields: { ...fields }, documents, bytes: request.body })
}

function readParameters(
  { parameters, takesAnyQuery }: Endpoint,
  inPath: Readonly<Record<string, string>>,
  query: URLSearchParams,
): Result<AnyRead['parameters']> {
  if (query.size === 0 || takesAnyQuery) return readShape(parameters, inPath)
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
  return { ...response, headers: { ...response.headers, ...headersOf(problem, allowed) } }
}

/** What a client that does not read the body must know. */
function headersOf({ code, issues }: Problem, allowed: readonly string[]): ApiResponse['headers'] {
  if (code === 'method-not-allowed') return { allow: allowed.join(', ') }
  if (code === 'unauthorized') return { 'www-authenticate': 'Bearer realm="ratecard"' }
  const { seconds } = issues[0]?.params ?? {}
  return PROBLEM_STATUS[code] === 429 || PROBLEM_STATUS[code] === 503 ? { 'retry-after': String(seconds ?? 1) } : {}
}

/** The id that a client or a proxy gave, where it is one, so that logs of all can be put together. */
const requestIdOf = ({ headers }: ApiRequest, { newId }: Services): string => {
  const given = headers['x-request-id'] ?? ''
  return /^[\w.-]{1,64}$/.test(given) ? given : newId()
}

const withHeaders = (response: ApiResponse, { requestId }: Context, own: ApiResponse['headers'] = {}): ApiResponse => ({
  status: response.status,
  headers: Object.assign({}, response.headers, own, { 'x-request-id': requestId, vary: 'accept-language' }),
  body: response.body,
})
