import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect, it } from 'vitest'
import { ENDPOINTS } from '../endpoints/endpoints.ts'
import { VERSION } from '../version.ts'
import { buildDocument } from './build-document.ts'

const document = buildDocument(ENDPOINTS, VERSION) as {
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly operationId: string }>>>>
  readonly components: { readonly schemas: Readonly<Record<string, object>> }
}

it('is what is committed and served', async () => {
  await expect(`${JSON.stringify(document, null, 1)}\n`).toMatchFileSnapshot('../../openapi.json')
})

it('names every operation once', () => {
  const ids = Object.values(document.paths).flatMap((methods) =>
    Object.values(methods).map(({ operationId }) => operationId),
  )
  expect(ids).toEqual(ENDPOINTS.map(({ id }) => id))
  expect(new Set(ids).size).toBe(ids.length)
})

it('has only schemas that can be used', () => {
  const ajv = new Ajv2020({ strict: false, validateFormats: false })
  ajv.addSchema(document, 'openapi.json')
  for (const name of Object.keys(document.components.schemas))
    expect(() => ajv.compile({ $ref: `openapi.json#/components/schemas/${name}` })).not.toThrow()
})
