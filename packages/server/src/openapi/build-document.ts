import { type DocumentName, jsonSchema } from '@ratecard/core/schema'
import {
  createDocument,
  type ZodOpenApiOperationObject,
  type ZodOpenApiPathsObject,
  type ZodOpenApiSchemaObject,
} from 'zod-openapi'
import type { Endpoint, JsonBody } from '../api/endpoint.ts'
import { problemSchema } from '../problems/problem-schema.ts'
import { PROBLEM_STATUS, type ProblemCode } from '../problems/problem-status.ts'

/** Core's documents that requests and answers hold, by their names among the components. */
const DOCUMENTS = {
  Receipt: 'receipt',
  Count: 'count',
  Tariff: 'tariff',
  PriceHistory: 'price-history',
  Balances: 'balances',
  Contract: 'contract',
  Fx: 'fx',
} as const satisfies Readonly<Record<string, DocumentName>>

/** The description of the API in OpenAPI 3.1, made from the definitions of its endpoints. */
export function buildDocument(endpoints: readonly Endpoint[], version: string): object {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {}
  for (const endpoint of endpoints) {
    const methods = paths[endpoint.path] ?? {}
    methods[endpoint.method.toLowerCase()] = operationOf(endpoint)
    paths[endpoint.path] = methods
  }
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'Ratecard',
      version,
      description: 'What AI usage costs, exactly, with the rule and the source of every figure.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    paths: paths as ZodOpenApiPathsObject,
    components: { schemas: coreSchemas() as Record<string, ZodOpenApiSchemaObject> },
  })
}

type Operation = ZodOpenApiOperationObject
type Responses = Operation['responses']

function operationOf(endpoint: Endpoint): Operation {
  const { id, summary, description, pathParameters, query, body, lines, answered } = endpoint
  const content = body
    ? { 'application/json': { schema: bodySchema(body) } }
    : lines && { 'application/x-ndjson': { schema: { $ref: `#/components/schemas/${lines.name}` } } }
  return {
    operationId: id,
    summary,
    ...(description !== undefined && { description }),
    requestParams: { ...(pathParameters && { path: pathParameters }), ...(query && { query }) },
    ...(content && { requestBody: { required: true, content } }),
    responses: {
      '200': {
        description: answered.description,
        content: { [answered.mediaType]: { schema: answered.schema } },
      },
      ...problemsOf(endpoint),
    } as unknown as Responses,
  }
}

const bodySchema = ({ name, fields, documents }: JsonBody) => fields.extend(documents).meta({ id: name })

/** What any request can come to, by what it is asked for and whether it has a body. */
const ALWAYS: readonly ProblemCode[] = ['invalid-request', 'foreign-host', 'headers-too-large', 'internal']
const OF_KEYS: readonly ProblemCode[] = ['unauthorized', 'forbidden']
const OF_LIMITS: readonly ProblemCode[] = ['too-many-requests', 'not-ready']
const OF_BODIES: readonly ProblemCode[] = ['unsupported-media-type', 'unsupported-encoding', 'request-timeout']
const OF_JSON: readonly ProblemCode[] = ['invalid-json', 'invalid-text', 'body-too-large']

function problemsOf({ problems, body, lines, scope, isHealth }: Endpoint): Responses {
  const ofCallers = [...(scope === 'anybody' ? [] : OF_KEYS), ...(isHealth ? [] : OF_LIMITS)]
  const codes = [...ALWAYS, ...ofCallers, ...(body || lines ? OF_BODIES : []), ...(body ? OF_JSON : []), ...problems]
  const statuses = [...new Set(codes.map((code) => PROBLEM_STATUS[code]))].sort()
  return Object.fromEntries(
    statuses.map((status) => {
      const own = [...new Set(codes.filter((code) => PROBLEM_STATUS[code] === status))]
      const content = { 'application/problem+json': { schema: problemSchema } }
      return [String(status), { description: own.join(', '), content }]
    }),
  ) as unknown as Responses
}

/** Core's schemas as components; what each defines for itself has its name before its own. */
function coreSchemas(): Record<string, object> {
  const all = Object.entries(DOCUMENTS).flatMap(([name, document]) => {
    const { $schema: _, $id: __, $defs = {}, ...schema } = jsonSchema(document) as Readonly<Record<string, object>>
    const own = Object.entries($defs).map(([part, definition]) => [`${name}${part}`, definition] as const)
    return [[name, schema] as const, ...own].map(
      ([key, value]) =>
        [
          key,
          JSON.parse(
            JSON.stringify(value, (_key, member) =>
              typeof member === 'string' && member.startsWith('#/$defs/')
                ? `#/components/schemas/${name}${member.slice('#/$defs/'.length)}`
                : member,
            ),
          ),
        ] as const,
    )
  })
  return Object.fromEntries(all)
}
