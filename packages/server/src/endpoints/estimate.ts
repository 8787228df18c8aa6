import {
  type EstimateRequest as Call,
  estimate as estimateCall,
  failed,
  findModel,
  type ImageSize,
  inputCounterOf,
  issue,
  ok,
  type Rational,
  type Result,
  rational,
  readByteSize,
  readDuration,
  readImageSize,
  receiptToJson,
} from '@ratecard/core'
import { z } from 'zod'
import { jsonResponse } from '../api/api-message.ts'
import { endpoint } from '../api/endpoint.ts'
import { COUNT_PROBLEMS, TEXT_LIMIT } from '../counting/count-limits.ts'
import { countText } from '../counting/count-text.ts'
import { choiceDocuments, choiceShape, count, label } from '../pricing/choice-schema.ts'
import { issueReceipt, openPricing } from '../pricing/rate-request.ts'
import { momentOf, readChoice } from '../pricing/read-choice.ts'
import { serverIssue, shorten } from '../problems/server-issue.ts'
import { RECEIPT } from './receipt-answer.ts'

const fields = z.strictObject({
  model: label.meta({ example: 'qwen-max' }),
  ...choiceShape,
  text: z.string({ error: 'text' }).exactOptional(),
  outputTokens: count(0).exactOptional(),
  turns: count(1).exactOptional(),
  requests: count(1).exactOptional(),
  image: z
    .array(z.string({ error: 'text' }), { error: 'array' })
    .max(1000)
    .exactOptional(),
  audio: z
    .array(z.string({ error: 'text' }), { error: 'array' })
    .max(1000)
    .exactOptional(),
  images: count(0).exactOptional(),
  fileSize: z.string({ error: 'text' }).exactOptional(),
})

type Fields = z.output<typeof fields>

const body = { name: 'EstimateRequest', fields, documents: choiceDocuments, limit: TEXT_LIMIT } as const

/** A call before it is made. */
export type EstimateRequest = z.input<ReturnType<typeof fields.extend<typeof choiceDocuments>>>

export const estimate = endpoint({
  id: 'estimate',
  scope: 'price',
  method: 'POST',
  path: '/v1/estimate',
  group: 'prices',
  body,
  example: {
    body: {
      model: 'qwen-max',
      currency: 'USD',
      at: '2024-12-16T12:00:00+08:00',
      text: 'Nice to meet you.',
      outputTokens: 200,
    },
  },
  answered: RECEIPT,
  problems: ['unknown-model', 'ambiguous-model', 'unknown-tariff', ...COUNT_PROBLEMS],
  async answer({ fields: given, documents }, context) {
    const { services } = context
    const choice = readChoice(given, documents)
    const stated = readStated(given)
    if (!choice.ok || !stated.ok) return failed(...[choice, stated].flatMap((read) => (read.ok ? [] : read.issues)))
    const at = choice.value.at ?? momentOf(services.now())
    const pricing = openPricing(given.model, at, choice.value, services)
    if (!pricing.ok) return pricing
    const { tables, options } = pricing.value
    const text = await readText(given, at.text, pricing.value, context)
    if (!text.ok) return text
    const request: Call = {
      model: given.model,
      at: at.text,
      facets: choice.value.facets,
      ...stated.value,
      ...(text.value && { text: text.value }),
    }
    const receipt = issueReceipt(() => estimateCall(request, tables, options), tables, choice.value)
    return receipt.ok ? ok(jsonResponse(receiptToJson(receipt.value))) : receipt
  },
})

type Pricing = Extract<ReturnType<typeof openPricing>, { ok: true }>['value']

async function readText(
  { model: name, text }: Fields,
  at: string,
  { tables, options }: Pricing,
  context: Parameters<typeof countText>[2],
) {
  const model = findModel(name, tables, options.filter ?? {}, at)
  if (!model.ok) return model
  if (text === undefined) return ok(undefined)
  if (text === '') return failed(serverIssue('empty-text', '/text'))
  const way = inputCounterOf(name, model.value)
  return way ? countText(text, way, context) : failed(issue('no-text-rule', '/text', { model: shorten(name) }))
}

type Stated = Pick<Call, 'outputTokens' | 'turns' | 'requests' | 'imageSizes' | 'audioSeconds' | 'images' | 'fileBytes'>

function readStated({
  outputTokens,
  turns,
  requests,
  image = [],
  audio = [],
  images,
  fileSize,
}: Fields): Result<Stated> {
  const sizes = image.map((size, at) => readImageSize(size, `/image/${at}`))
  const lengths = audio.map((length, at) => readDuration(length, `/audio/${at}`))
  const bytes: Result<Rational | undefined> =
    fileSize === undefined ? ok(undefined) : readByteSize(fileSize, '/fileSize')
  const issues = [...sizes, ...lengths, bytes].flatMap((read) => (read.ok ? [] : read.issues))
  if (issues.length > 0) return failed(...issues)
  return ok({
    imageSizes: sizes.flatMap((size): ImageSize[] => (size.ok ? [size.value] : [])),
    audioSeconds: lengths.flatMap((length): Rational[] => (length.ok ? [length.value] : [])),
    ...(outputTokens !== undefined && { outputTokens: rational(Number(outputTokens)) }),
    ...(turns !== undefined && { turns: Number(turns) }),
    ...(requests !== undefined && { requests: Number(requests) }),
    ...(images !== undefined && { images: rational(Number(images)) }),
    ...(bytes.ok && bytes.value && { fileBytes: bytes.value }),
  })
}
