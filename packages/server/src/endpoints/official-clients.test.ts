import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import Anthropic from '@anthropic-ai/sdk'
import OpenAI from 'openai'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createApp } from '../express.ts'
import { ask, testServices } from '../testing/ask.ts'

let server: Server
let openai: OpenAI
let anthropic: Anthropic

beforeAll(async () => {
  server = createApp(testServices).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  openai = new OpenAI({ baseURL: `${origin}/v1`, apiKey: 'none', maxRetries: 0 })
  anthropic = new Anthropic({ baseURL: origin, apiKey: 'none', maxRetries: 0 })
})

afterAll(() => {
  server.closeAllConnections()
  server.close()
})

describe('the client of OpenAI', () => {
  it('counts a text and messages', async () => {
    const text = await openai.responses.inputTokens.count({ model: 'o200k_base', input: 'Nice to meet you.' })
    expect(text).toMatchObject({ object: 'response.input_tokens', input_tokens: 12 })
    const messages = await openai.responses.inputTokens.count({
      model: 'o200k_base',
      instructions: 'Be brief.',
      input: [{ role: 'user', content: [{ type: 'input_text', text: 'Nice to meet you.' }] }],
    })
    expect(messages.input_tokens).toBeGreaterThan(text.input_tokens)
  })

  it('says why there is no number', async () => {
    const asked = openai.responses.inputTokens.count({ model: 'gpt-99', input: 'x' })
    await expect(asked).rejects.toThrow(/404 .*gpt-99/)
    const unpublished = openai.responses.inputTokens.count({ model: 'text-generation', input: 'x' })
    await expect(unpublished).rejects.toThrow(/422 .*text-generation/)
  })
})

describe('the client of Anthropic', () => {
  it('counts messages', async () => {
    const messages = [{ role: 'user' as const, content: 'Nice to meet you.' }]
    const { input_tokens } = await anthropic.messages.countTokens({ model: 'qwen', messages })
    expect(input_tokens).toBe(34)
    const system = [{ type: 'text' as const, text: 'Be brief.' }]
    const briefly = await anthropic.messages.countTokens({ model: 'qwen', system, messages })
    expect(briefly.input_tokens).toBeLessThan(34)
  })

  it('says why there is no number', async () => {
    const messages = [{ role: 'user' as const, content: 'x' }]
    const asked = anthropic.messages.countTokens({ model: 'claude-99', messages })
    await expect(asked).rejects.toMatchObject({ status: 404, error: { error: { message: /claude-99/ } } })
    await expect(asked).rejects.toThrow(/claude-99/)
  })
})

it.each([
  [
    '/v1/responses/input_tokens',
    { model: 'qwen', input: [{ type: 'function_call', name: 'f' }] },
    'not-text',
    '/input/0',
  ],
  [
    '/v1/responses/input_tokens',
    { model: 'qwen', input: [{ role: 'user', content: [{ type: 'input_image' }] }] },
    'not-text',
    '/input/0',
  ],
  ['/v1/responses/input_tokens', { model: 'qwen', input: 'x', tools: [{}] }, 'shape-unknown-field', '/tools'],
  ['/v1/responses/input_tokens', { model: 'deepseek_v4', input: 'x' }, 'no-chat-template', '/model'],
  ['/v1/messages/count_tokens', { model: 'qwen', messages: [] }, 'shape-invalid-value', '/messages'],
  [
    '/v1/messages/count_tokens',
    { model: 'qwen', messages: [{ role: 'user', content: [{ type: 'image' }] }] },
    'not-text',
    '/messages/0/content',
  ],
] as const)('%s refuses %j', async (path, body, code, place) => {
  const { status, json } = await ask('POST', path, body)
  expect(status).toBe(422)
  expect(json.issues).toContainEqual(expect.objectContaining({ code, path: place }))
  expect(json.error.message).toBe(json.detail)
})
