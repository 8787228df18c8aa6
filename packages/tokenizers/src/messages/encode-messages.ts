import type { Tokenizer } from '@ratecard/core'
import { type Message, requireMessages } from './message.ts'
import type { RenderedTemplate } from './message-template.ts'
import { type RenderOptions, renderMessages } from './render-messages.ts'
import { requireTemplate } from './require-template.ts'
import { specialId } from './special-id.ts'

/**
 * The ids of a conversation, as the model reads them. What a message says is always ordinary text: `<|im_end|>` in it
 * ends no message.
 *
 * @throws {@link UnsupportedMessageError}
 * @throws `TypeError` if the template renders nothing, or the tokenizer lacks a control token of it.
 *
 * @example
 * ```ts
 * encodeMessages(await loadTokenizer('qwen'), [{ role: 'user', content: '你好' }], messageTemplates['qwen2.5'])
 * ```
 */
export function encodeMessages(
  tokenizer: Tokenizer,
  messages: readonly Message[],
  template: RenderedTemplate,
  options?: RenderOptions,
): number[] {
  requireMessages(messages)
  requireTemplate(template, ['rendered'])
  const ids: number[] = []
  for (const run of renderMessages(messages, template, options)) {
    if ('special' in run) ids.push(specialId(run.special, tokenizer))
    else for (const id of tokenizer.encode(run.texts.map(({ text }) => text).join(''))) ids.push(id)
  }
  return ids
}
