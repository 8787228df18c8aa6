import { type Counter, failed, type Result } from '@ratecard/core'
import type { Message } from '@ratecard/tokenizers'
import type { Context } from '../api/endpoint.ts'
import { serverIssue, shorten } from '../problems/server-issue.ts'
import type { Services } from '../services.ts'
import { counterOfModel, counterOfTokenizer } from './choose-counter.ts'
import type { TemplateName, Waiter } from './token-counter.ts'

/** The chat template of the models of each tokenizer, where it is published. */
const TEMPLATES: Readonly<Record<string, TemplateName>> = {
  qwen: 'qwen2.5',
  qwen3: 'qwen3',
  deepseek_v3: 'deepseek-v3',
  o200k_base: 'openai',
  cl100k_base: 'openai',
}

/**
 * The input tokens of a conversation: one whole number, or none.
 *
 * Issues: those of the model and of the counter, `no-tokenizer`, `no-chat-template`.
 *
 * @param model also the name of a tokenizer, for models that no price list has.
 */
export async function countConversation(
  model: string,
  messages: readonly Message[],
  context: Pick<Context, 'services'> & Waiter,
): Promise<Result<number>> {
  const { services } = context
  const counter = counterOf(model, services)
  if (!counter.ok) return counter
  const params = { model: shorten(model) }
  if (counter.value.kind === 'rule') return failed(serverIssue('no-tokenizer', '/model', params))
  const { tokenizer } = counter.value
  const template = Object.hasOwn(TEMPLATES, tokenizer) ? TEMPLATES[tokenizer] : undefined
  if (template === undefined) return failed(serverIssue('no-chat-template', '/model', params))
  return services.counter.countMessages(tokenizer, messages, template, context)
}

function counterOf(model: string, services: Services): Result<Counter> {
  const named = counterOfTokenizer(model)
  return named.ok ? named : counterOfModel(model, services)
}
