import { expect, it } from 'vitest'
import { ask } from '../testing/ask.ts'

it('counts exactly', async () => {
  const { json } = await ask('POST', '/v1/count', { tokenizer: 'qwen', text: 'Nice to meet you.' })
  expect(json).toEqual({
    schema: 'ratecard/count@1',
    items: [{ source: '/text', tokenizer: 'qwen', basis: 'counted', tokens: '5', bytes: '17' }],
    total: '5',
  })
})

it('counts many texts by the tokenizer of a model', async () => {
  const { json } = await ask('POST', '/v1/count', { model: 'qwen-max', texts: ['Nice to meet you.', '', '你好'] })
  expect(json.items.map(({ source, tokens }: { source: string; tokens: string }) => [source, tokens])).toEqual([
    ['/texts/0', '5'],
    ['/texts/1', '0'],
    ['/texts/2', '1'],
  ])
  expect(json.total).toBe('6')
})

it('gives a range where only a rule of thumb is published', async () => {
  const { json } = await ask('POST', '/v1/count', { model: 'text-generation', text: '你好，世界。你好，世界。' })
  expect(json.items[0]).toMatchObject({ basis: 'estimated', tokensRange: { low: expect.any(String) } })
  expect(json.totalRange).toEqual(json.items[0].tokensRange)
})

it('counts 50,000 characters without punctuation and a megabyte of one letter in bounded time', async () => {
  const started = performance.now()
  const chinese = await ask('POST', '/v1/count', { tokenizer: 'qwen', text: '阿里云百炼大模型服务'.repeat(5000) })
  const letters = await ask('POST', '/v1/count', { tokenizer: 'o200k_base', text: 'a'.repeat(1_000_000) })
  expect([chinese.status, letters.status]).toEqual([200, 200])
  expect(performance.now() - started).toBeLessThan(5000)
})

it.each([
  [{ text: 'x' }, 'missing-choice', '/model', 422],
  [{ model: 'qwen-max' }, 'missing-choice', '/text', 422],
  [{ model: 'qwen-max', tokenizer: 'qwen', text: 'x' }, 'contradictory-fields', '/tokenizer', 422],
  [{ model: 'qwen-max', text: 'x', texts: [] }, 'contradictory-fields', '/texts', 422],
  [{ tokenizer: 'qwen9', text: 'x' }, 'unknown-tokenizer', '/tokenizer', 404],
  [{ tokenizer: '__proto__', text: 'x' }, 'unknown-tokenizer', '/tokenizer', 404],
  [{ model: 'nothing', text: 'x' }, 'unknown-model', '/model', 404],
  [{ model: 'text-to-image', text: 'x' }, 'no-text-rule', '/text', 422],
  [{ model: 'qwen-max', text: 7 }, 'shape-wrong-type', '/text', 422],
])('refuses %j', async (body, code, path, expected) => {
  const { status, json } = await ask('POST', '/v1/count', body)
  expect(status).toBe(expected)
  expect(json.issues).toContainEqual(expect.objectContaining({ code, path }))
})
