import { expect, it } from 'vitest'
import type { OpenApi, Schema } from '../openapi/open-api.ts'
import { choicesOf, typeOfSchema } from './type-of-schema.ts'

const many = ['a', 'b', 'c', 'd', 'e', 'f', 'g']
const schemas = {
  Fx: { type: 'object', properties: { schema: { const: 'ratecard/fx@1' } } },
  Many: { type: 'object', propertyNames: { enum: many }, additionalProperties: { type: 'integer' } },
} as const
const document = { components: { schemas } } as unknown as OpenApi

it.each<[Schema, string, string]>([
  [{ type: 'string' }, 'string', '字符串'],
  [
    { anyOf: [{ type: 'string', format: 'decimal' }, { type: 'number' }] },
    'decimal string or number',
    '十进制字符串或数字',
  ],
  [{ type: ['string', 'null'] }, 'string or `null`', '字符串或空（`null`）'],
  [{ enum: ['a', 'b'] }, 'one of `a`, `b`', '以下之一：`a`、`b`'],
  [{ type: 'string', enum: many }, 'string', '字符串'],
  [{ type: 'array', items: { type: 'string', format: 'date-time' } }, 'list of instant', '列表（时刻）'],
  [{ $ref: '#/components/schemas/Fx' }, '`ratecard/fx@1`', '`ratecard/fx@1`'],
  [{ $ref: '#/components/schemas/Many' }, 'map to whole number', '键值表（值：整数）'],
  [{ type: 'object', properties: {}, additionalProperties: {} }, 'object', '对象'],
  [{}, 'any JSON', '任意 JSON'],
])('%j is %s', (schema, english, chinese) => {
  expect([typeOfSchema(schema, document, 'en'), typeOfSchema(schema, document, 'zh')]).toEqual([english, chinese])
})

it('lists what is too much for a type', () => {
  expect(choicesOf({ enum: many }, document)).toEqual({ kind: 'type.values', choices: many })
  expect(choicesOf({ $ref: '#/components/schemas/Many' }, document)).toEqual({ kind: 'type.keys', choices: many })
  expect(choicesOf({ enum: ['a'] }, document)).toBeUndefined()
})
