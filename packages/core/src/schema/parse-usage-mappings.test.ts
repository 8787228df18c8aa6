import { describe, expect, it } from 'vitest'
import { USAGE_MAPPINGS } from '../usage/usage-mappings.ts'
import { parseUsageMappings } from './parse-usage-mappings.ts'

const leaves = [
  { meter: 'input_tokens', paths: ['/usage/in'], required: true },
  { meter: 'cache_read_tokens', paths: ['/usage/cached'], inside: 'input_tokens' },
]
const written = (more: object = {}) => ({
  schema: 'ratecard/usage-mappings@1',
  mappings: [
    { api: 'acme/chat', providers: ['acme'], source: 'page', model: '/model', usage: '/usage', leaves, ...more },
  ],
})

const told = (json: unknown) => {
  const read = parseUsageMappings(json)
  return read.ok ? [] : read.issues.map(({ code, path }) => `${code} ${path}`)
}

describe('usage mappings of unknown origin', () => {
  it('are read as they are', () => {
    expect(parseUsageMappings(written())).toEqual({ ok: true, value: written().mappings })
    expect(parseUsageMappings({ schema: 'ratecard/usage-mappings@1', mappings: USAGE_MAPPINGS })).toEqual({
      ok: true,
      value: USAGE_MAPPINGS,
    })
  })

  it.each([
    ['an unknown field', { leafs: [] }, 'shape-unknown-field /mappings/0/leafs'],
    [
      'a meter that is none',
      { leaves: [{ meter: 'x', paths: ['/a'] }] },
      'shape-invalid-value /mappings/0/leaves/0/meter',
    ],
    [
      'a place that is no pointer',
      { leaves: [{ meter: 'tokens', paths: ['usage.in'] }] },
      'shape-invalid-value /mappings/0/leaves/0/paths/0',
    ],
    ['no leaves', { leaves: [] }, 'shape-invalid-value /mappings/0/leaves'],
    [
      'a meter twice',
      { leaves: [...leaves, { meter: 'input_tokens', paths: ['/b'] }] },
      'mapping-repeated-meter /mappings/0/leaves/2',
    ],
    [
      'a place twice',
      { leaves: [...leaves, { meter: 'output_tokens', paths: ['/usage/in'] }] },
      'mapping-repeated-place /mappings/0/leaves/2',
    ],
    ['a whole that is not there', { leaves: leaves.slice(1) }, 'mapping-inside-unknown /mappings/0/leaves/0'],
  ])('with %s are refused at its place', (_name, more, expected) => {
    expect(told(written(more))).toEqual([expected])
  })

  it('in a circle are refused', () => {
    const circle = [
      { meter: 'input_tokens', paths: ['/a'], inside: 'cache_read_tokens' },
      { meter: 'cache_read_tokens', paths: ['/b'], inside: 'input_tokens' },
    ]
    expect(told(written({ leaves: circle }))).toEqual([
      'mapping-inside-circle /mappings/0/leaves/0',
      'mapping-inside-circle /mappings/0/leaves/1',
    ])
  })
})
