import { Ajv2020 } from 'ajv/dist/2020.js'
import type { ApiRequest, ApiResponse } from '../api/api-message.ts'
import { routesOf } from '../api/route.ts'
import { ownCounter } from '../counting/own-counter.ts'
import { ENDPOINTS } from '../endpoints/endpoints.ts'
import { handle } from '../handle.ts'
import { openMetrics } from '../observe/open-metrics.ts'
import { buildDocument } from '../openapi/build-document.ts'
import { openServices, type Services } from '../services.ts'

/** 2026-11-21, noon in Beijing. */
const NOW = Date.parse('2026-11-21T04:00:00Z')

export const testServices: Services = {
  ...(await openServices({ counter: ownCounter })),
  now: () => NOW,
  newId: () => 'test-id',
  metrics: await openMetrics(),
}

/** An answer with its body read. */
export interface Heard extends Omit<ApiResponse, 'body'> {
  readonly text: string
  /** Undefined where the body is no JSON. */
  // biome-ignore lint/suspicious/noExplicitAny: a test says what it expects
  readonly json: any
}

interface Given {
  readonly query?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly services?: Services
  readonly address?: string
  readonly protocol?: string
  /** In place of JSON. */
  readonly bytes?: ApiRequest['body']
  readonly report?: (error: unknown) => void
}

/** Asks in plain data; what is answered must be what the OpenAPI document says of it. */
export async function ask(method: string, path: string, body?: unknown, given: Given = {}): Promise<Heard> {
  const { query = '', headers = {}, services = testServices, address, protocol, bytes, report } = given
  const own = body === undefined ? [] : [Buffer.from(typeof body === 'string' ? body : JSON.stringify(body))]
  const request: ApiRequest = {
    method,
    path,
    query,
    headers: { 'content-type': 'application/json', ...headers },
    address,
    protocol,
    body: bytes ?? own,
  }
  const response = await handle(request, services, report)
  const text = typeof response.body === 'string' ? response.body : await joined(response.body)
  const isJson = /[/+]json(?:;|$)/.test(response.headers['content-type'] ?? '')
  const heard = { ...response, text, json: isJson ? JSON.parse(text) : undefined }
  checkAgainstDocument(method, path, heard)
  return heard
}

async function joined(parts: AsyncIterable<string>): Promise<string> {
  let text = ''
  for await (const part of parts) text += part
  return text
}

export const describedDocument = buildDocument(ENDPOINTS, '0', 'en')
const ajv = new Ajv2020({ allErrors: true, strict: false, validateFormats: false })
ajv.addSchema(describedDocument, 'openapi.json')
const route = routesOf(ENDPOINTS)

/** @throws Error where an answer is not as described. */
function checkAgainstDocument(method: string, path: string, { status, headers, json, text }: Heard): void {
  const endpoint = route(method, path)?.endpoint
  const mediaType = headers['content-type']?.split(';')[0] ?? ''
  if (status === 304 || mediaType === 'application/x-ndjson') return
  if (endpoint === undefined) {
    check('components/schemas/Problem', json)
    return
  }
  const pointer = [
    'paths',
    endpoint.path,
    endpoint.method.toLowerCase(),
    'responses',
    String(status),
    'content',
    mediaType,
  ]
  const place = pointer.map((name) => encodeURIComponent(name.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/')
  check(`${place}/schema`, json ?? text)
}

/** @throws Error for a line of a batch that is not as described. */
export const checkLine = (line: unknown): void => check('components/schemas/BatchLine', line)

const validators = new Map<string, ReturnType<typeof ajv.compile>>()

function check(place: string, json: unknown): void {
  const isValid = validators.get(place) ?? ajv.compile({ $ref: `openapi.json#/${place}` })
  validators.set(place, isValid)
  if (!isValid(json)) throw new Error(`not as described: ${JSON.stringify(isValid.errors)} in ${JSON.stringify(json)}`)
}
