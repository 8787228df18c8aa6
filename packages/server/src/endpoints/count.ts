import {
  type Counter,
  estimateText,
  exactly,
  failed,
  numberFields,
  ok,
  type Range,
  type Result,
  rational,
  sumRanges,
} from '@ratecard/core'
import { z } from 'zod'
import { jsonResponse } from '../api/api-message.ts'
import { type Context, endpoint } from '../api/endpoint.ts'
import { counterOfModel, counterOfTokenizer } from '../counting/choose-counter.ts'
import { COUNT_PROBLEMS, TEXT_LIMIT } from '../counting/count-limits.ts'
import { label } from '../pricing/choice-schema.ts'
import { serverIssue } from '../problems/server-issue.ts'
import type { Services } from '../services.ts'

const anyText = z.string({ error: 'text' })

const fields = z.strictObject({
  model: label.exactOptional(),
  tokenizer: label.exactOptional().meta({ example: 'qwen' }),
  text: anyText.exactOptional().meta({ example: 'Nice to meet you.' }),
  texts: z.array(anyText, { error: 'array' }).max(10_000).exactOptional(),
})

type Fields = z.output<typeof fields>

/** Texts to count. */
export type CountRequest = z.input<typeof fields>

export const count = endpoint({
  id: 'count',
  scope: 'count',
  method: 'POST',
  path: '/v1/count',
  group: 'tokens',
  body: { name: 'CountRequest', fields, documents: {}, limit: TEXT_LIMIT },
  example: { body: { tokenizer: 'qwen', text: 'Nice to meet you.' } },
  answered: {
    mediaType: 'application/json',
    schema: { $ref: '#/components/schemas/Count' },
  },
  problems: ['unknown-model', 'ambiguous-model', 'unknown-tokenizer', ...COUNT_PROBLEMS],
  async answer({ fields: given }, context) {
    const counter = chooseCounter(given, context.services)
    const texts = readTexts(given)
    if (!counter.ok || !texts.ok) return failed(...[counter, texts].flatMap((read) => (read.ok ? [] : read.issues)))
    const tokens = await tokensOf(
      texts.value.map(({ text }) => text),
      counter.value,
      context,
    )
    if (!tokens.ok) return tokens
    const how =
      counter.value.kind === 'tokenizer'
        ? { tokenizer: counter.value.tokenizer, basis: 'counted' }
        : { basis: 'estimated' }
    return ok(
      jsonResponse({
        schema: 'ratecard/count@1',
        items: texts.value.map(({ source, text }, at) => ({
          source,
          ...how,
          ...numberFields('tokens', tokens.value[at] as Range),
          bytes: String(Buffer.byteLength(text)),
        })),
        ...numberFields('total', sumRanges(tokens.value)),
      }),
    )
  },
})

/** Exactly one of a model and a tokenizer says how to count. */
function chooseCounter({ model, tokenizer }: Fields, services: Services): Result<Counter> {
  const names = ['model', 'tokenizer']
  if (model !== undefined && tokenizer !== undefined)
    return failed(serverIssue('contradictory-fields', '/tokenizer', { fields: names }))
  if (model !== undefined) return counterOfModel(model, services)
  if (tokenizer !== undefined) return counterOfTokenizer(tokenizer)
  return failed(serverIssue('missing-choice', '/model', { fields: names }))
}

interface NamedText {
  readonly source: string
  readonly text: string
}

function readTexts({ text, texts }: Fields): Result<readonly NamedText[]> {
  if (text !== undefined && texts !== undefined)
    return failed(serverIssue('contradictory-fields', '/texts', { fields: ['text', 'texts'] }))
  if (texts) return ok(texts.map((one, at) => ({ source: `/texts/${at}`, text: one })))
  if (text === undefined) return failed(serverIssue('missing-choice', '/text', { fields: ['text', 'texts'] }))
  return ok([{ source: '/text', text }])
}

async function tokensOf(texts: readonly string[], way: Counter, context: Context): Promise<Result<readonly Range[]>> {
  const { counter } = context.services
  if (way.kind === 'rule') {
    const scripts = await counter.countScripts(texts, context)
    return scripts.ok ? ok(scripts.value.map((counts) => estimateText(counts, way.rule))) : scripts
  }
  const tokens = await counter.count(way.tokenizer, texts, context)
  return tokens.ok ? ok(tokens.value.map((count) => exactly(rational(count)))) : tokens
}
