import type { Locale } from '@ratecard/core/messages'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { ENDPOINTS } from '../endpoints/endpoints.ts'
import en from '../messages/en.json' with { type: 'json' }
import { ask, testServices } from '../testing/ask.ts'
import { VERSION } from '../version.ts'
import { addAnswers } from './add-answers.ts'
import { buildDocument, CORE_SCHEMAS } from './build-document.ts'
import { fieldKeys } from './describe-document.ts'
import type { ExampleRequest } from './example-request.ts'
import { operationsOf, type Schema } from './open-api.ts'

const document = buildDocument(ENDPOINTS, VERSION, 'en')

/** What a receipt is called is another each time that one is made. */
const services = { ...testServices, newId: () => '5e0f8d5c-3c4e-4d7b-9a55-1c7f0a6d2b11' }

const answerIn =
  (locale: Locale) =>
  async ({ method, path, query, body }: ExampleRequest) => {
    const headers = { 'accept-language': locale, ...(body && { 'content-type': body.mediaType }) }
    const answer = await ask(method, path, body?.text, { query, headers, services })
    return { status: answer.status, mediaType: answer.headers['content-type']?.split(';')[0] ?? '', text: answer.text }
  }

it.each([
  ['en', 'openapi.json'],
  ['zh', 'openapi.zh.json'],
] as const)('is in %s what is committed and served', async (locale, file) => {
  const described = buildDocument(ENDPOINTS, VERSION, locale)
  const whole = await addAnswers(described, ENDPOINTS, locale, answerIn(locale))
  await expect(`${JSON.stringify(whole, null, 1)}\n`).toMatchFileSnapshot(`../../${file}`)
})

it('names every operation once', () => {
  const ids = operationsOf(document).map(({ operationId }) => operationId)
  expect(ids).toEqual(ENDPOINTS.map(({ id }) => id))
  expect(new Set(ids).size).toBe(ids.length)
})

it('has only schemas that can be used', () => {
  const ajv = new Ajv2020({ strict: false, validateFormats: false })
  ajv.addSchema(document, 'openapi.json')
  for (const name of Object.keys(document.components.schemas))
    expect(() => ajv.compile({ $ref: `openapi.json#/components/schemas/${name}` })).not.toThrow()
})

/** The fields of a schema, however deep, by the names that lead to them. */
const pathsIn = ({ properties = {}, items, anyOf = [], additionalProperties: others }: Schema): readonly string[][] => [
  ...Object.entries(properties).flatMap(([name, field]) => [[name], ...pathsIn(field).map((path) => [name, ...path])]),
  ...[items, ...anyOf, others].flatMap((part) => (typeof part === 'object' ? pathsIn(part) : [])),
]

describe('words', () => {
  const fields = [
    ...operationsOf(document).flatMap(({ operationId, parameters = [] }) =>
      parameters.map(({ name }) => [operationId, [name]] as const),
    ),
    ...Object.entries(document.components.schemas)
      .filter(([name]) => !Object.hasOwn(CORE_SCHEMAS, name))
      .flatMap(([owner, schema]) => pathsIn(schema).map((path) => [owner, path] as const)),
  ]
  const written = (start: string) => Object.keys(en).filter((key) => key.startsWith(start))

  it('are there for each endpoint and its answer', () => {
    const told = ENDPOINTS.flatMap(({ id }) => [`endpoint.${id}.summary`, `endpoint.${id}.about`])
    expect(written('endpoint.').sort()).toEqual(told.sort())
    for (const { responses } of operationsOf(document)) expect(responses['200']?.description).toMatch(/\S/)
  })

  it('are there for each field', () => {
    expect(fields.length).toBeGreaterThan(100)
    const silent = fields.filter(([owner, path]) => !fieldKeys(owner, path).some((key) => Object.hasOwn(en, key)))
    expect(silent).toEqual([])
  })

  it('are of fields that there are', () => {
    const used = fields.map(([owner, path]) => fieldKeys(owner, path).find((key) => Object.hasOwn(en, key)))
    expect(written('field.').filter((key) => !used.includes(key))).toEqual([])
  })

  it('reach the description', () => {
    const { paths, components } = buildDocument(ENDPOINTS, VERSION, 'zh')
    expect(paths['/v1/models']?.get).toMatchObject({ summary: '模型及其价格', tags: ['lists'] })
    expect(paths['/v1/models']?.get?.parameters?.[0]?.description).toBe('名称的一部分，不分大小写。')
    const { price, mode } = { price: components.schemas.PriceRequest, mode: 'thinking、batch' }
    expect(price?.properties?.mode?.description).toContain(mode)
  })
})
