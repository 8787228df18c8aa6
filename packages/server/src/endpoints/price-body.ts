import {
  chooseMapping,
  exactQuantities,
  failed,
  type LosslessJson,
  normalizeUsage,
  ok,
  type Receipt,
  type Result,
  requestUsage,
  type Usage,
  withModel,
} from '@ratecard/core'
import { z } from 'zod'
import type { JsonBody } from '../api/endpoint.ts'
import { choiceDocuments, choiceShape, label, quantities } from '../pricing/choice-schema.ts'
import { type RateUsage, rateWhole, tablesFor } from '../pricing/rate-request.ts'
import { type Choice, type ChoiceDocuments, momentOf, readChoice, readMoment } from '../pricing/read-choice.ts'
import { readQuantities } from '../pricing/read-quantities.ts'
import { serverIssue } from '../problems/server-issue.ts'
import type { Services } from '../services.ts'

const fields = z.strictObject({
  model: label.exactOptional().meta({ example: 'qwen-max' }),
  ...choiceShape,
  api: label.exactOptional(),
})

const documents = {
  ...choiceDocuments,
  usage: quantities.exactOptional(),
  response: z.record(z.string(), z.unknown()).exactOptional(),
}

/** A megabyte: the answer of a provider with all its text. */
const LIMIT = 1_000_000

export const priceBody = { name: 'PriceRequest', fields, documents, limit: LIMIT } as const satisfies JsonBody

/** What a call used: quantities of a model, or what its provider answered. */
export type PriceRequest = z.input<ReturnType<typeof fields.extend<typeof documents>>>

type Fields = z.output<typeof fields>
type Documents = ChoiceDocuments & { readonly usage?: LosslessJson; readonly response?: LosslessJson }

/** What a call used, and what chooses its price. */
export interface Call {
  readonly usage: Usage
  readonly choice: Choice
  /** Whether the model is known from the response alone. */
  readonly isNamedInResponse: boolean
}

export function readCall(given: Fields, own: Documents): Result<Call> {
  const choice = readChoice(given, own)
  const used = readUsed(given, own)
  if (!choice.ok || !used.ok) return failed(...[choice, used].flatMap((read) => (read.ok ? [] : read.issues)))
  const usage = withModel(used.value, given.model ?? used.value.model)
  if (usage.model === '') return failed(serverIssue('no-model-in-response', '/model'))
  const facets = Object.assign({}, usage.facets, choice.value.facets)
  return ok({ usage: { ...usage, facets }, choice: choice.value, isNamedInResponse: given.model === undefined })
}

/** Prices what a call used. */
export function priceCall<T>(call: Call, rateUsage: RateUsage<T>, services: Services): Result<T> {
  const { usage, choice, isNamedInResponse } = call
  const stated = choice.at ? ok(choice.at) : readMoment(usage.at, '/response')
  if (!stated.ok) return stated
  const at = stated.value ?? momentOf(services.now())
  const tables = tablesFor(usage.model, at, choice, services)
  if (!tables.ok) return tables
  const rated = rateUsage(Object.assign({}, usage, { at: at.text }), tables.value, choice, services)
  return isNamedInResponse ? namedInResponse(rated) : rated
}

/** Prices what a call used, whole. */
export function priceUsed(given: Fields, own: Documents, services: Services): Result<Receipt> {
  const call = readCall(given, own)
  return call.ok ? priceCall(call.value, rateWhole, services) : call
}

/** Says of the model that it was not stated. */
const namedInResponse = <T>(result: Result<T>): Result<T> =>
  result.ok
    ? result
    : failed(...result.issues.map((issue) => (issue.path === '/model' ? { ...issue, path: '/response/model' } : issue)))

function readUsed(given: Fields, { usage, response }: Documents): Result<Usage> {
  if (usage !== undefined && response !== undefined)
    return failed(serverIssue('contradictory-fields', '/response', { fields: ['usage', 'response'] }))
  if (response !== undefined) return readResponse(response, given)
  const issues = [
    ...(given.api === undefined ? [] : [serverIssue('needs-field', '/api', { field: 'api', needs: 'response' })]),
    ...(usage === undefined ? [serverIssue('missing-choice', '/usage', { fields: ['usage', 'response'] })] : []),
    ...(given.model === undefined ? [serverIssue('missing-choice', '/model', { fields: ['model', 'response'] })] : []),
  ]
  const read = readQuantities(usage, '/usage')
  if (!read.ok || issues.length > 0) return failed(...issues, ...(read.ok ? [] : read.issues))
  return ok(requestUsage({ model: given.model ?? '', quantities: exactQuantities(read.value, 'reported') }))
}

function readResponse(response: LosslessJson, { provider, api }: Fields): Result<Usage> {
  const mapping = chooseMapping(response, { provider, api })
  const usage = mapping.ok ? normalizeUsage(response, mapping.value) : mapping
  if (usage.ok) return usage
  return failed(
    ...usage.issues.map((issue) => (issue.path === '/api' ? issue : { ...issue, path: `/response${issue.path}` })),
  )
}
