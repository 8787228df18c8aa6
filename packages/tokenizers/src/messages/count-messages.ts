import type { Tokenizer } from '@ratecard/core'
import { type Message, requireMessages } from './message.ts'
import type { MessageRule, MessageTemplate, RenderedTemplate } from './message-template.ts'
import { type RenderOptions, renderMessages } from './render-messages.ts'
import { requireTemplate } from './require-template.ts'
import { specialId } from './special-id.ts'

/** Tokens of a conversation, and where they come from: the parts sum to `tokens`. */
export interface MessageCount {
  readonly tokens: number
  /** `counted` where the rendering is published, `estimated` by a rule of thumb. */
  readonly basis: 'counted' | 'estimated'
  /** For each message the tokens of its content alone, and what the template adds to it. */
  readonly messages: readonly { readonly tokens: number; readonly overhead: number }[]
  /** Tokens that belong to no message: a default system message, the beginning of the answer. */
  readonly overhead: number
}

/**
 * Counts the input tokens of a conversation, with what the model's chat template adds. Tools and tool calls are not
 * covered.
 *
 * @throws {@link UnsupportedMessageError} for tool calls, content in parts, and roles the template does not know.
 * @throws `TypeError` if the template is none, or the tokenizer lacks a control token of it.
 *
 * @example
 * ```ts
 * const qwen = await loadTokenizer('qwen')
 * const messages = [{ role: 'user', content: 'Nice to meet you.' }]
 * countMessages(qwen, messages, messageTemplates['qwen2.5'])
 * // { tokens: 34, basis: 'counted', messages: [{ tokens: 5, overhead: 5 }], overhead: 24 }
 * ```
 */
export function countMessages(
  tokenizer: Tokenizer,
  messages: readonly Message[],
  template: MessageTemplate,
  options?: RenderOptions,
): MessageCount {
  requireMessages(messages)
  requireTemplate(template, ['rendered', 'rule'])
  return template.kind === 'rule'
    ? countByRule(tokenizer, messages, template, options)
    : countRendered(tokenizer, messages, template, options)
}

function countByRule(
  tokenizer: Tokenizer,
  messages: readonly Message[],
  { perMessage, perName, reply }: MessageRule,
  options: RenderOptions | undefined,
): MessageCount {
  const counts = messages.map(({ role, content, name }) => ({
    tokens: tokenizer.count(content),
    overhead: perMessage + tokenizer.count(role) + (name ? tokenizer.count(name) + perName : 0),
  }))
  return summed('estimated', counts, options?.reply === false ? 0 : reply)
}

function countRendered(
  tokenizer: Tokenizer,
  messages: readonly Message[],
  template: RenderedTemplate,
  options: RenderOptions | undefined,
): MessageCount {
  const counts = messages.map(() => ({ tokens: 0, overhead: 0 }))
  const conversation = { overhead: 0 }
  const checked = new Set<string>()
  for (const run of renderMessages(messages, template, options)) {
    const owner = run.owner === undefined ? conversation : (counts[run.owner] as { overhead: number })
    if ('special' in run) {
      if (!checked.has(run.special)) specialId(run.special, tokenizer)
      checked.add(run.special)
      owner.overhead++
      continue
    }
    owner.overhead += tokenizer.count(run.texts.map(({ text }) => text).join(''))
    for (const { text, message } of run.texts) {
      if (message === undefined) continue
      const tokens = tokenizer.count(text)
      ;(counts[message] as { tokens: number }).tokens += tokens
      owner.overhead -= tokens
    }
  }
  return summed('counted', counts, conversation.overhead)
}

function summed(basis: MessageCount['basis'], messages: MessageCount['messages'], overhead: number): MessageCount {
  const tokens = messages.reduce((sum, message) => sum + message.tokens + message.overhead, overhead)
  return { tokens, basis, messages, overhead }
}
