import { failed, type Issue, ok, type Result } from '@ratecard/core'
import type { Message } from '@ratecard/tokenizers'
import { z } from 'zod'
import { jsonResponse } from '../api/api-message.ts'
import { endpoint } from '../api/endpoint.ts'
import { countConversation } from '../counting/count-conversation.ts'
import { COUNT_PROBLEMS, TEXT_LIMIT } from '../counting/count-limits.ts'
import { label } from '../pricing/choice-schema.ts'
import { serverIssue } from '../problems/server-issue.ts'

const anyText = z.string({ error: 'text' })
const block = z.looseObject({ type: anyText, text: anyText.exactOptional() })
const content = z.union([anyText, z.array(block)], { error: 'text' })

const fields = z.strictObject({
  model: label,
  messages: z
    .array(z.strictObject({ role: z.enum(['user', 'assistant'], { error: 'one-of' }), content }), { error: 'array' })
    .min(1, { error: 'not-empty' }),
  system: content.exactOptional(),
})

type Content = z.output<typeof content>

/** `POST /v1/messages/count_tokens` of Anthropic, for text. */
export const anthropicCountTokens = endpoint({
  id: 'anthropicCountTokens',
  scope: 'count',
  method: 'POST',
  path: '/v1/messages/count_tokens',
  group: 'tokens',
  body: { name: 'CountTokensRequest', fields, documents: {}, limit: TEXT_LIMIT },
  isCompatible: true,
  takesAnyQuery: true,
  example: { body: { model: 'qwen3', messages: [{ role: 'user', content: 'Nice to meet you.' }] } },
  answered: {
    mediaType: 'application/json',
    schema: z.object({ input_tokens: z.int() }).meta({ id: 'MessageTokens' }),
  },
  problems: ['unknown-model', 'ambiguous-model', 'no-exact-count', ...COUNT_PROBLEMS],
  async answer({ fields: { model, messages, system } }, context) {
    const read = [
      ...(system === undefined ? [] : [readMessage('system', system, '/system')]),
      ...messages.map((one, at) => readMessage(one.role, one.content, `/messages/${at}/content`)),
    ]
    const issues = read.flatMap((one): readonly Issue[] => (one.ok ? [] : one.issues))
    if (issues.length > 0) return failed(...issues.slice(0, 10))
    const own = read.flatMap((one): readonly Message[] => (one.ok ? [one.value] : []))
    const tokens = await countConversation(model, own, context)
    return tokens.ok ? ok(jsonResponse({ input_tokens: tokens.value })) : tokens
  },
})

function readMessage(role: string, given: Content, path: string): Result<Message> {
  if (typeof given === 'string') return ok({ role, content: given })
  const isText = given.every(({ type, text }) => type === 'text' && text !== undefined)
  if (!isText) return failed(serverIssue('not-text', path, { field: path.slice(1) }))
  return ok({ role, content: given.map(({ text = '' }) => text).join('') })
}
