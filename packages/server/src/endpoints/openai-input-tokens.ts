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
const part = z.looseObject({ type: anyText, text: anyText.exactOptional() })
const item = z.looseObject({
  type: anyText.exactOptional(),
  role: z.enum(['user', 'assistant', 'system', 'developer'], { error: 'one-of' }).exactOptional(),
  content: z.union([anyText, z.array(part)], { error: 'text' }).exactOptional(),
})

const fields = z.strictObject({
  model: label,
  input: z.union([anyText, z.array(item)], { error: 'text' }).exactOptional(),
  instructions: anyText.nullable().exactOptional(),
  parallel_tool_calls: z.unknown().exactOptional(),
  reasoning: z.unknown().exactOptional(),
  truncation: z.unknown().exactOptional(),
})

type Item = z.output<typeof item>

/** `POST /v1/responses/input_tokens` of OpenAI, for text. */
export const openaiInputTokens = endpoint({
  id: 'openaiInputTokens',
  scope: 'count',
  method: 'POST',
  path: '/v1/responses/input_tokens',
  group: 'tokens',
  body: { name: 'InputTokensRequest', fields, documents: {}, limit: TEXT_LIMIT },
  isCompatible: true,
  takesAnyQuery: true,
  example: { body: { model: 'o200k_base', input: 'Nice to meet you.' } },
  answered: {
    mediaType: 'application/json',
    schema: z.object({ object: z.literal('response.input_tokens'), input_tokens: z.int() }).meta({ id: 'InputTokens' }),
  },
  problems: ['unknown-model', 'ambiguous-model', 'no-exact-count', ...COUNT_PROBLEMS],
  async answer({ fields: { model, input = [], instructions } }, context) {
    const items = typeof input === 'string' ? [{ role: 'user' as const, content: input }] : input
    const messages = readItems(instructions ? [{ role: 'system', content: instructions }, ...items] : items)
    if (!messages.ok) return messages
    const tokens = await countConversation(model, messages.value, context)
    if (!tokens.ok) return tokens
    return ok(jsonResponse({ object: 'response.input_tokens', input_tokens: tokens.value }))
  },
})

const TEXT_PARTS: ReadonlySet<string> = new Set(['input_text', 'output_text', 'text'])

function readItems(items: readonly Item[]): Result<readonly Message[]> {
  const messages: Message[] = []
  const issues: Issue[] = []
  for (const [at, { type = 'message', role, content }] of items.entries()) {
    const parts = typeof content === 'string' ? [{ type: 'text', text: content }] : content
    const isText = parts?.every((one) => TEXT_PARTS.has(one.type) && one.text !== undefined) === true
    if (type !== 'message' || role === undefined || parts === undefined || !isText)
      issues.push(serverIssue('not-text', `/input/${at}`, { field: `input[${at}]` }))
    else
      messages.push({
        role: role === 'developer' ? 'system' : role,
        content: parts.map(({ text = '' }) => text).join(''),
      })
  }
  return issues.length > 0 ? failed(...issues.slice(0, 10)) : ok(messages)
}
