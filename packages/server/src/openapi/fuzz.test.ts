import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Endpoint } from '../api/endpoint.ts'
import { ENDPOINTS } from '../endpoints/endpoints.ts'
import { ask, describedDocument } from '../testing/ask.ts'
import { fromSchema, type Hints } from '../testing/from-schema.ts'

/** Of all endpoints together; more in `npm run soak`. */
const REQUESTS = process.env.npm_lifecycle_event === 'soak' ? 50_000 : 2000

const models = fc.constantFrom(
  'notebook',
  'qwen3-max-preview',
  'qwen-max',
  'qwen-plus',
  'qwen3-omni-flash',
  'notebook',
  'image-to-text',
  'nothing',
)
const lists = fc.constantFrom('alibaba-model-studio/cn-cny', 'alibaba-model-studio/international-cny')
const values = {
  model: models,
  models: fc.array(models, { minLength: 1, maxLength: 3 }),
  provider: fc.constantFrom('alibaba-model-studio', 'atomgit-ai'),
  scope: fc.constantFrom('cn', 'international'),
  currency: fc.constantFrom('CNY', 'USD'),
  tariff: lists,
  at: fc.constantFrom(
    '2024-12-16T12:00:00+08:00',
    '2026-11-21T12:00:00Z',
    '0000-01-01T00:00:00Z',
    '9999-12-31T23:59:59Z',
  ),
  asOf: fc.constantFrom('2025-01-01T00:00:00Z', '0000-01-01T00:00:00Z'),
  tokenizer: fc.constantFrom('qwen', 'o200k_base'),
  image: fc.array(fc.constantFrom('512x512', '1x1', '999999999x999999999'), { maxLength: 3 }),
  fileSize: fc.constantFrom('20MB', '0', '1GiB'),
  duration: fc.constantFrom('10m', '1h30m', '0s'),
  cores: fc.constantFrom('16', 0.5, '0'),
  usage: fc.dictionary(
    fc.constantFrom('input_tokens', 'output_tokens', 'cache_read_tokens', 'core_seconds', 'images'),
    fc.oneof(fc.nat(1_000_000), fc.constantFrom('1000', '0.5', '9'.repeat(30))),
    { minKeys: 1, maxKeys: 3 },
  ),
}
const often = new Set(['model', 'usage', 'text', 'tariff', 'input'])
const hints: Hints = { values, often }
const ofPath: Readonly<Record<string, fc.Arbitrary<string>>> = {
  id: fc.oneof(models, lists, fc.string({ minLength: 1 })),
  code: fc.oneof(fc.constantFrom('internal', 'not-found'), fc.string({ minLength: 1 })),
}

interface Operation {
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: object }>> }
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly schema: object }[]
}

const operationOf = ({ path, method }: Endpoint): Operation => {
  const { paths } = describedDocument as { paths: Readonly<Record<string, Readonly<Record<string, Operation>>>> }
  return paths[path]?.[method.toLowerCase()] ?? {}
}

const parts = (value: unknown): string => encodeURIComponent(typeof value === 'string' ? value : JSON.stringify(value))

function requestsTo(endpoint: Endpoint) {
  const { requestBody, parameters = [] } = operationOf(endpoint)
  const [mediaType = '', content] = Object.entries(requestBody?.content ?? {})[0] ?? []
  const body = content ? fromSchema(content.schema, describedDocument, hints) : fc.constant(undefined)
  const inQuery = parameters.filter((parameter) => parameter.in === 'query')
  const properties = Object.fromEntries(inQuery.map(({ name, schema }) => [name, schema]))
  const query = fromSchema({ type: 'object', properties }, describedDocument, hints).map(Object)
  const names = [...endpoint.path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)
  const place = fc.record(Object.fromEntries(names.map((name) => [name, ofPath[name] ?? fc.string()])))
  return fc.record({ body, query, place, mediaType: fc.constant(mediaType) })
}

describe('whatever the description allows, and some that it does not, is answered as described', () => {
  it.each(ENDPOINTS.map((endpoint) => [endpoint.id, endpoint] as const))(
    '%s',
    async (_id, endpoint) => {
      let answered = 0
      await fc.assert(
        fc.asyncProperty(requestsTo(endpoint), async ({ body, query, place, mediaType }) => {
          const path = endpoint.path.replace(/\{(\w+)\}/g, (_, name) => parts(place[name]))
          const given = Object.entries(query).filter(([, value]) => value !== undefined)
          const search = given.map(([name, value]) => `${parts(name)}=${parts(value)}`)
          const errors: unknown[] = []
          const { status } = await ask(endpoint.method, path, body, {
            query: search.join('&'),
            headers: { 'content-type': mediaType },
            report: (error) => errors.push(error),
          })
          if (status < 300) answered++
          expect(errors).toEqual([])
          expect(status).toBeLessThan(500)
        }),
        { numRuns: Math.ceil(REQUESTS / ENDPOINTS.length) },
      )
      expect(answered).toBeGreaterThan(0)
    },
    600_000,
  )
})
