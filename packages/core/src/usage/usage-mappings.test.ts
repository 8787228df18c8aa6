import { describe, expect, it } from 'vitest'
import { readJson } from '../json/read-json.ts'
import { meter } from '../meter/meter.ts'
import { unwrap } from '../testing/a-tariff.ts'
import type { MappedLeaf, UsageMapping } from './normalize-usage.ts'
import { chooseMapping, detectMapping, type MappingChoice, USAGE_MAPPINGS } from './usage-mappings.ts'

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

describe('chooseMapping', () => {
  const mapping = (api: string, leaves: readonly MappedLeaf[], provider = 'acme'): UsageMapping => ({
    ...{ api: `${provider}/${api}`, providers: [provider], source: 'page', model: '/model', usage: '/usage', leaves },
  })
  const input = (path: string): MappedLeaf => ({ meter: 'input_tokens', paths: [`/usage/${path}`], required: true })
  const output = (path: string): MappedLeaf => ({ meter: 'output_tokens', paths: [`/usage/${path}`], required: true })
  const cached = (inside = true): MappedLeaf => ({
    ...{ meter: 'cache_read_tokens', paths: ['/usage/cached'] },
    ...(inside && { inside: 'input_tokens' }),
  })
  const others = [
    mapping('embeddings', [input('in')]),
    mapping('chat', [input('in'), output('out'), cached()]),
    mapping('chat', [input('in'), output('out'), cached(false)], 'beside'),
    mapping('any', [{ ...input('in'), required: false }], 'loose'),
  ]
  const chosen = (usage: object, choice: MappingChoice = {}) => {
    const found = chooseMapping(unwrap(readJson(JSON.stringify({ usage }))), { others, ...choice })
    if (found.ok) return found.value.api
    const [issue] = found.issues
    return [issue?.code, ...(issue?.params.candidates ?? [])].join(' ')
  }
  const body = { in: 10, out: 2, cached: 4 }

  it('takes the one that reads more of the body than the others', () => {
    expect(chosen(body, { provider: 'acme' })).toBe('acme/chat')
    expect(chosen({ in: 10 }, { provider: 'acme' })).toBe('acme/embeddings')
  })

  it('refuses to guess between two that read it otherwise, with their names', () => {
    expect(chosen(body)).toBe('ambiguous-response-format acme/chat beside/chat')
    expect(chosen({ in: 10, out: 2 })).toBe('acme/chat')
  })

  it('takes a stated name, with or without that of the provider', () => {
    expect(chosen(body, { api: 'beside/chat' })).toBe('beside/chat')
    expect(chosen(body, { api: 'chat', provider: 'beside' })).toBe('beside/chat')
    expect(chosen(body, { api: 'chat' })).toBe('ambiguous-response-format acme/chat beside/chat')
    expect(chosen(body, { api: 'openai-chat', provider: 'beside' })).toBe('openai-chat')
    expect(chosen(body, { api: 'none', provider: 'beside' })).toBe('unknown-api beside/chat')
  })

  it('takes its own of a provider before those that were imported, and any where the provider has none', () => {
    const chat = { prompt_tokens: 1, completion_tokens: 1 }
    const same = mapping('chat', [input('prompt_tokens'), output('completion_tokens')], 'openai')
    expect(chosen(chat, { provider: 'openai', others: [same] })).toBe('openai-chat')
    expect(chosen(chat, { provider: 'mistral' })).toBe('openai-chat')
    const own = mapping('chat', [input('prompt_tokens'), output('completion_tokens')], 'mistral')
    expect(chosen(chat, { provider: 'mistral', others: [own] })).toBe('mistral/chat')
  })

  it('takes no format of which the body has no count', () => {
    expect(chosen({ other: 1 }, { provider: 'loose' })).toMatch(/^unknown-response-format/)
    expect(chosen({ in: 1 }, { provider: 'loose' })).toBe('loose/any')
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
