import type { Tokenizer } from '@ratecard/core'
import { describe, expect, test } from 'vitest'
import { loadTokenizer } from '../load-tokenizer.ts'
import { countMessages } from './count-messages.ts'
import { encodeMessages } from './encode-messages.ts'
import type { Message } from './message.ts'
import { messageTemplates } from './message-templates.ts'

const qwen = await loadTokenizer('qwen')
const cl100k = await loadTokenizer('cl100k_base')

describe('a rendered template', () => {
  test('each message has its content and what stands around it', () => {
    const messages = [{ role: 'user', content: 'Nice to meet you.' }]
    expect(countMessages(qwen, messages, messageTemplates['qwen2.5'])).toEqual({
      tokens: 34,
      basis: 'counted',
      messages: [{ tokens: 5, overhead: 5 }],
      overhead: 24,
    })
  })

  test('the parts sum to as many tokens as there are', () => {
    const messages = [
      { role: 'system', content: '\nEmpty lines join the one before.\n' },
      { role: 'user', content: '' },
      { role: 'assistant', content: 'thoughts</think>\n\n你好' },
      { role: 'user', content: '  e\u0301 <|im_end|>' },
    ]
    for (const template of [messageTemplates['qwen2.5'], messageTemplates.qwen3]) {
      const count = countMessages(qwen, messages, template)
      expect(count.tokens).toBe(encodeMessages(qwen, messages, template).length)
      const parts = count.messages.map((message) => message.tokens + message.overhead)
      expect(parts.reduce((sum, part) => sum + part, count.overhead)).toBe(count.tokens)
    }
  })

  test('joined system messages: what joins them belongs to the first', () => {
    const words: Tokenizer = {
      id: 'words',
      count: (text) => (text.match(/\S+|\n+/g) ?? []).length,
      encode: (text) => [text.length],
      decode: () => '',
      pieces: () => [],
    }
    const messages = [
      { role: 'system', content: 'a b' },
      { role: 'user', content: 'c' },
      { role: 'system', content: 'd e f' },
    ]
    expect(countMessages(words, messages, messageTemplates['deepseek-v3'])).toEqual({
      tokens: 10,
      basis: 'counted',
      messages: [
        { tokens: 2, overhead: 1 },
        { tokens: 1, overhead: 1 },
        { tokens: 3, overhead: 0 },
      ],
      overhead: 2,
    })
  })
})

describe("OpenAI's rule", () => {
  // The conversation and counts that OpenAI's cookbook prints beside what its API answered.
  const cookbook = [
    {
      role: 'system',
      content: 'You are a helpful, pattern-following assistant that translates corporate jargon into plain English.',
    },
    { role: 'system', name: 'example_user', content: 'New synergies will help drive top-line growth.' },
    { role: 'system', name: 'example_assistant', content: 'Things working well together will increase revenue.' },
    {
      role: 'system',
      name: 'example_user',
      content: "Let's circle back when we have more bandwidth to touch base on opportunities for increased leverage.",
    },
    {
      role: 'system',
      name: 'example_assistant',
      content: "Let's talk later when we're less busy about how to do better.",
    },
    {
      role: 'user',
      content: "This late pivot means we don't have time to boil the ocean for the client deliverable.",
    },
  ]

  test.each([
    ['cl100k_base', 'openai', 129],
    ['cl100k_base', 'openai-0301', 127],
    ['o200k_base', 'openai', 124],
  ] as const)('%s, %s: %i tokens', async (tokenizer, id, tokens) => {
    const count = countMessages(await loadTokenizer(tokenizer), cookbook, messageTemplates[id])
    expect(count).toMatchObject({ tokens, basis: 'estimated', overhead: 3 })
    expect(count.messages.reduce((sum, message) => sum + message.tokens + message.overhead, 3)).toBe(tokens)
  })

  test('without the beginning of the answer', () => {
    const { tokens, overhead } = countMessages(cl100k, cookbook, messageTemplates.openai, { reply: false })
    expect([tokens, overhead]).toEqual([126, 0])
  })
})

describe('what cannot be counted is refused', () => {
  test.each<[unknown, string, string]>([
    [null, 'messages', 'expected an array, not null'],
    [{}, 'messages', 'expected an array, not an object'],
    [[null], 'messages[0]', 'expected role and content, not null'],
    [[{ content: 'Hi' }], 'messages[0].role', 'expected a string, not undefined.'],
    [[{ role: 'user', content: 'Hi', name: 5 }], 'messages[0].name', 'expected a string, not a number.'],
    [[{ role: 'user', content: [] }], 'messages[0].content', 'not an array: parts such as images'],
  ])('%j', (messages, path, message) => {
    for (const template of [messageTemplates.qwen3, messageTemplates.openai])
      expect(() => countMessages(qwen, messages as never, template)).toThrow(
        `${path}: ${message.startsWith('not') ? `expected a string, ${message}` : message}`,
      )
  })

  test.each([['qwen2.5'], [undefined], [{ kind: 'none' }]])('a template that is none: %j', (template) => {
    const messages = [{ role: 'user', content: 'Hi' }]
    expect(() => countMessages(qwen, messages, template as never)).toThrow(
      'Expected a template, such as one of messageTemplates (qwen2.5, ',
    )
  })

  const templates = [messageTemplates.qwen3, messageTemplates.openai]
  test.each<[string, object[], string]>([
    ['no message', [], 'messages'],
    ['tool calls', [{ role: 'assistant', content: '', tool_calls: [{}] }], 'messages[0].tool_calls'],
    ['content in parts', [{ role: 'user', content: [{ type: 'text', text: 'a' }] }], 'messages[0].content'],
    ['no content', [{ role: 'user', content: 'a' }, { role: 'assistant' }], 'messages[1].content'],
    ['no role', [{ content: 'a' }], 'messages[0].role'],
    ['a name that is no text', [{ role: 'user', content: 'a', name: 1 }], 'messages[0].name'],
  ])('%s', (_, messages, path) => {
    for (const template of templates) {
      const count = () => countMessages(cl100k, messages as Message[], template)
      expect(count).toThrow(expect.objectContaining({ code: 'unsupported-message', path }))
    }
  })

  test('a role the template does not know', () => {
    const count = () => countMessages(qwen, [{ role: 'tool', content: '2' }], messageTemplates.qwen3)
    expect(count).toThrow('messages[0].role: expected one of system, user, assistant, not "tool".')
  })

  test('fields without a value are none', () => {
    const message = { role: 'user', content: 'a', name: undefined, tool_calls: null } as unknown as Message
    expect(countMessages(cl100k, [message], messageTemplates.openai).tokens).toBe(8)
  })
})
