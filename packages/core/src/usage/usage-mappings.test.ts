import { describe, expect, it } from 'vitest'
import { readJson } from '../json/read-json.ts'
import { meter } from '../meter/meter.ts'
import { unwrap } from '../testing/a-tariff.ts'
import { detectMapping, USAGE_MAPPINGS } from './usage-mappings.ts'

function apiOf(body: unknown): string {
  const found = detectMapping(unwrap(readJson(JSON.stringify(body))))
  return found.ok ? found.value.api : (found.issues[0]?.code ?? '')
}

describe('detectMapping', () => {
  it('tells a format by the counts that it always has', () => {
    expect(apiOf({ usage: { prompt_tokens: 1, completion_tokens: 0 } })).toBe('openai-chat')
    expect(apiOf({ usage: { input_tokens: 0, output_tokens: 1 } })).toBe('dashscope-text')
  })

  it('does not take null, half of the counts or another shape for a format', () => {
    for (const usage of [
      { prompt_tokens: 1 },
      { input_tokens: 1, completion_tokens: 1 },
      { prompt_tokens: null, completion_tokens: 1 },
      null,
      [],
    ])
      expect(apiOf({ usage })).toBe('unknown-response-format')
    for (const body of [null, [], 'text', 1, true, {}]) expect(apiOf(body)).toBe('unknown-response-format')
  })

  it('refuses with every format that is known and what it looks for', () => {
    const result = detectMapping(null)
    expect(result.ok ? [] : result.issues[0]?.params.candidates).toEqual([
      'openai-chat (/usage/prompt_tokens, /usage/completion_tokens)',
      'dashscope-text (/usage/input_tokens, /usage/output_tokens)',
    ])
  })

  it('does not take a format whose cached tokens it would drop for one that it knows', () => {
    const anthropic = {
      input_tokens: 10,
      output_tokens: 5,
      cache_read_input_tokens: 1000,
      cache_creation_input_tokens: 500,
    }
    const responses = { input_tokens: 100, output_tokens: 5, input_tokens_details: { cached_tokens: 90 } }
    expect([anthropic, responses].map((usage) => apiOf({ usage }))).toEqual([
      'unknown-response-format',
      'unknown-response-format',
    ])
  })
})

describe.each(USAGE_MAPPINGS.map((mapping) => [mapping.api, mapping] as const))('the mapping %s', (_api, mapping) => {
  it('puts each part inside the meter that the registry says it is within', () => {
    for (const { meter: id, inside } of mapping.leaves) if (inside) expect([id, meter(id).within]).toEqual([id, inside])
  })

  it('reads each meter and each place once', () => {
    const ids = mapping.leaves.map(({ meter: id }) => id)
    const paths = mapping.leaves.flatMap((leaf) => leaf.paths)
    expect([new Set(ids).size, new Set(paths).size]).toEqual([ids.length, paths.length])
  })
})
