import type { countSchema, priceHistorySchema, receiptSchema, tariffSchema } from '@ratecard/core/schema'
import type { z } from 'zod'
import type { BatchLine } from '../batch/batch-line.ts'
import type { CompareRequest, Comparison } from '../endpoints/compare.ts'
import type { CoreHoursRequest } from '../endpoints/core-hours.ts'
import type { CountRequest } from '../endpoints/count.ts'
import type { EstimateRequest } from '../endpoints/estimate.ts'
import type { ModelHistoryQuery } from '../endpoints/model-history.ts'
import type { Models, ModelsQuery } from '../endpoints/models.ts'
import type { PriceRequest } from '../endpoints/price-body.ts'
import type { TariffList } from '../endpoints/tariffs.ts'
import type { Problem } from '../problems/problem-schema.ts'

export type {
  BatchLine,
  CompareRequest,
  Comparison,
  CoreHoursRequest,
  CountRequest,
  EstimateRequest,
  ModelHistoryQuery,
  Models,
  ModelsQuery,
  PriceRequest,
  Problem,
  TariffList,
}

/** `ratecard/receipt@1` */
export type Receipt = z.output<typeof receiptSchema>
/** `ratecard/count@1` */
export type Count = z.output<typeof countSchema>
/** `ratecard/tariff@1` */
export type Tariff = z.output<typeof tariffSchema>
/** `ratecard/price-history@1` */
export type PriceHistory = z.output<typeof priceHistorySchema>

/** Either what was asked for, or the problem that the server tells: nothing that is expected is thrown. */
export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem }

/** The addresses, by the names of their operations. */
const ADDRESSES = {
  price: ['POST', '/v1/price'],
  priceBatch: ['POST', '/v1/price/batch'],
  estimate: ['POST', '/v1/estimate'],
  coreHours: ['POST', '/v1/core-hours'],
  compare: ['POST', '/v1/compare'],
  count: ['POST', '/v1/count'],
  tariffs: ['GET', '/v1/tariffs'],
  tariff: ['GET', '/v1/tariffs/{id}'],
  models: ['GET', '/v1/models'],
  modelHistory: ['GET', '/v1/models/{id}/history'],
} as const

/** A server, asked by its operations. */
export interface Client {
  readonly price: (body: PriceRequest) => Promise<Answer<Receipt>>
  /** Lines as they come back: one for each body, in order, and one that counts them; without it, the answer broke off. */
  readonly priceBatch: (bodies: readonly PriceRequest[]) => Promise<Answer<AsyncIterable<BatchLine>>>
  readonly estimate: (body: EstimateRequest) => Promise<Answer<Receipt>>
  readonly coreHours: (body: CoreHoursRequest) => Promise<Answer<Receipt>>
  readonly compare: (body: CompareRequest) => Promise<Answer<Comparison>>
  readonly count: (body: CountRequest) => Promise<Answer<Count>>
  readonly tariffs: () => Promise<Answer<TariffList>>
  /** @param id the id of a price list, or its hash. */
  readonly tariff: (id: string) => Promise<Answer<Tariff>>
  readonly models: (query?: ModelsQuery) => Promise<Answer<Models>>
  readonly modelHistory: (model: string, query?: ModelHistoryQuery) => Promise<Answer<PriceHistory>>
}

export interface ClientOptions {
  /** Where the server is, such as `http://127.0.0.1:8080`. */
  readonly baseUrl: string
  /** Sent with every request, such as a key or Accept-Language. */
  readonly headers?: Readonly<Record<string, string>>
  /** In place of the host's own. */
  readonly fetch?: typeof globalThis.fetch
}

/**
 * Asks a Ratecard server. It needs nothing but `fetch`.
 *
 * @throws As rejections: what `fetch` throws, and `TypeError` where the answer is none of a Ratecard server.
 * @example
 * const client = openClient({ baseUrl: 'http://127.0.0.1:8080' })
 * const receipt = await client.price({ model: 'notebook', usage: { core_seconds: '1600' } })
 * receipt.ok // true
 */
export function openClient({ baseUrl, headers = {}, fetch = globalThis.fetch }: ClientOptions): Client {
  const send = async (name: keyof typeof ADDRESSES, asked: Asked): Promise<Response | Problem> => {
    const [method, path] = ADDRESSES[name]
    const { id = '', query = {}, body, mediaType = 'application/json' } = asked
    const search = new URLSearchParams(query).toString()
    const url = `${baseUrl.replace(/\/$/, '')}${path.replace('{id}', encodeURIComponent(id))}${search && `?${search}`}`
    const sent = body === undefined ? {} : { body, headers: { ...headers, 'content-type': mediaType } }
    const response = await fetch(url, { method, headers, ...sent })
    if (response.ok) return response
    if (response.headers.get('content-type')?.startsWith('application/problem+json'))
      return (await response.json()) as Problem
    throw new TypeError(`${method} ${url} answered ${response.status}, and no problem that it can tell.`)
  }
  const ask = async <T>(name: keyof typeof ADDRESSES, asked: Asked = {}): Promise<Answer<T>> => {
    const response = await send(name, asked)
    return response instanceof Response
      ? { ok: true, value: (await response.json()) as T }
      : { ok: false, problem: response }
  }
  const post = (name: keyof typeof ADDRESSES) => (body: object) => ask<never>(name, { body: JSON.stringify(body) })
  return {
    price: post('price'),
    estimate: post('estimate'),
    coreHours: post('coreHours'),
    compare: post('compare'),
    count: post('count'),
    tariffs: () => ask('tariffs'),
    tariff: (id) => ask('tariff', { id }),
    models: (query = {}) => ask('models', { query }),
    modelHistory: (id, query = {}) => ask('modelHistory', { id, query }),
    priceBatch: async (bodies) => {
      const body = bodies.map((one) => `${JSON.stringify(one)}\n`).join('')
      const response = await send('priceBatch', { body, mediaType: 'application/x-ndjson' })
      return response instanceof Response ? { ok: true, value: linesOf(response) } : { ok: false, problem: response }
    },
  }
}

interface Asked {
  readonly id?: string
  readonly query?: Readonly<Record<string, string>>
  readonly body?: string
  readonly mediaType?: string
}

async function* linesOf({ body }: Response): AsyncGenerator<BatchLine> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const part of body ?? []) {
    const lines = (rest + decoder.decode(part, { stream: true })).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) yield JSON.parse(line)
  }
  if (rest !== '') throw new TypeError('The answer broke off in the middle of a line.')
}
