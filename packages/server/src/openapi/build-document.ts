import type { Locale } from '@ratecard/core/messages'
import { type DocumentName, jsonSchema } from '@ratecard/core/schema'
import { z } from 'zod'
import {
  createDocument,
  type ZodOpenApiOperationObject,
  type ZodOpenApiPathsObject,
  type ZodOpenApiSchemaObject,
} from 'zod-openapi'
import { type Endpoint, GROUPS, type JsonBody } from '../api/endpoint.ts'
import { say, sayFirst } from '../messages/say.ts'
import { problemSchema } from '../problems/problem-schema.ts'
import { PROBLEM_STATUS, type ProblemCode } from '../problems/problem-status.ts'
import { describeDocument } from './describe-document.ts'
import { mapValues } from './map-values.ts'
import type { OpenApi } from './open-api.ts'

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

/** The description of the API in OpenAPI 3.1, made from the definitions of its endpoints and in the words of a language. */
export function buildDocument(endpoints: readonly Endpoint[], version: string, locale: Locale): OpenApi {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {}
  for (const endpoint of endpoints) {
    const methods = paths[endpoint.path] ?? {}
    methods[endpoint.method.toLowerCase()] = operationOf(endpoint, locale)
    paths[endpoint.path] = methods
  }
  const document = createDocument({
    openapi: '3.1.0',
    info: {
      title: 'Ratecard',
      version,
      description: say('api.about', locale),
      license: { name: 'MIT', identifier: 'MIT' },
    },
    tags: GROUPS.map((name) => ({ name, description: say(`group.${name}`, locale) })),
    paths: paths as ZodOpenApiPathsObject,
    components: { schemas: CORE_SCHEMAS as Record<string, ZodOpenApiSchemaObject> },
  })
  return describeDocument(document as unknown as OpenApi, locale, (name) => !Object.hasOwn(CORE_SCHEMAS, name))
}

function operationOf({ example, ...endpoint }: Endpoint, locale: Locale): ZodOpenApiOperationObject {
  const { id, group, pathParameters, query, body, lines, answered } = endpoint
  const own = `endpoint.${id}`
  const requestBody = body
    ? { description: limitOf(body, 'body.limit', locale), content: jsonContent(body, example?.body) }
    : lines && { description: limitOf(lines, 'body.line-limit', locale), content: linesContent(lines, example?.lines) }
  const requestParams = {
    ...(pathParameters && { path: shown(pathParameters, example?.parameters) }),
    ...(query && { query: shown(query, example?.parameters) }),
  }
  return {
    operationId: id,
    tags: [group],
    summary: sayFirst([`${own}.summary`], locale),
    description: sayFirst([`${own}.about`], locale),
    requestParams,
    ...(requestBody && { requestBody: { required: true, ...requestBody } }),
    responses: {
      '200': { description: '', content: { [answered.mediaType]: { schema: answered.schema } } },
      ...problemsOf(endpoint),
    },
  } as ZodOpenApiOperationObject
}

const limitOf = ({ limit }: JsonBody, key: 'body.limit' | 'body.line-limit', locale: Locale): string =>
  say(key, locale, { limit: String(limit) })

const jsonContent = (body: JsonBody, example: object | undefined) => ({
  'application/json': { schema: bodySchema(body), ...(example && { example }) },
})

const linesContent = ({ name }: JsonBody, lines: readonly object[] = []) => ({
  'application/x-ndjson': {
    schema: { $ref: `#/components/schemas/${name}` },
    example: lines.map((line) => `${JSON.stringify(line)}\n`).join(''),
  },
})

/** Parameters with the values that the example gives them. */
const shown = ({ shape }: z.ZodObject, given: NonNullable<Endpoint['example']>['parameters'] = {}) =>
  z.object(
    mapValues(shape as Readonly<Record<string, z.ZodType>>, (schema, name) =>
      given[name] === undefined ? schema : schema.meta({ ...schema.meta(), param: { example: given[name] } }),
    ),
  )

const bodySchema = ({ name, fields, documents }: JsonBody) => fields.extend(documents).meta({ id: name })

/** What any request can come to, by what it is asked for and whether it has a body. */
const ALWAYS: readonly ProblemCode[] = ['invalid-request', 'foreign-host', 'headers-too-large', 'internal']
const OF_KEYS: readonly ProblemCode[] = ['unauthorized', 'forbidden']
const OF_LIMITS: readonly ProblemCode[] = ['too-many-requests', 'not-ready']
const OF_BODIES: readonly ProblemCode[] = ['unsupported-media-type', 'unsupported-encoding', 'request-timeout']
const OF_JSON: readonly ProblemCode[] = ['invalid-json', 'invalid-text', 'body-too-large']

function problemsOf({ problems, body, lines, scope, isHealth }: Endpoint): object {
  const ofCallers = [...(scope === 'anybody' ? [] : OF_KEYS), ...(isHealth ? [] : OF_LIMITS)]
  const codes = [...ALWAYS, ...ofCallers, ...(body || lines ? OF_BODIES : []), ...(body ? OF_JSON : []), ...problems]
  const statuses = [...new Set(codes.map((code) => PROBLEM_STATUS[code]))].sort()
  return Object.fromEntries(
    statuses.map((status) => {
      const own = [...new Set(codes.filter((code) => PROBLEM_STATUS[code] === status))]
      const content = { 'application/problem+json': { schema: problemSchema } }
      return [String(status), { description: own.join(', '), content }]
    }),
  )
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

export const CORE_SCHEMAS: Readonly<Record<string, object>> = coreSchemas()
