import { setImmediate } from 'node:timers/promises'
import {
  type Evidence,
  failed,
  type HistoryOptions,
  type Instant,
  type JsonObject,
  matchesFilter,
  ok,
  priceHistoryToJson,
  pricesAt,
} from '@ratecard/core'
import { z } from 'zod'
import { keptResponse } from '../api/api-message.ts'
import { endpoint } from '../api/endpoint.ts'
import { choiceShape } from '../pricing/choice-schema.ts'
import type { BookList } from '../pricing/price-book.ts'
import { filterOf, momentOf, readMoment, wordsOf } from '../pricing/read-choice.ts'

const { provider, scope, currency, at, asOf, allowEvidence } = choiceShape

const query = z.object({
  search: z.string().max(200).exactOptional(),
  ...{ provider, scope, currency, at, asOf, allowEvidence },
  limit: z
    .string({ error: 'positive-count' })
    .regex(/^(?:[1-9]|[1-4]\d|50)$/, { error: 'page-size' })
    .exactOptional(),
  offset: z
    .string({ error: 'count' })
    .regex(/^\d{1,9}$/, { error: 'count' })
    .exactOptional(),
})

const sourcedRate = z.unknown().meta({ override: { $ref: '#/components/schemas/PriceHistorySourcedRate' } })
const anyText = z.string()

const listed = z
  .object({
    model: anyText,
    tariff: anyText,
    provider: anyText,
    scope: anyText.exactOptional(),
    currency: anyText,
    prices: z.array(
      z.object({
        meter: anyText,
        facets: z.record(anyText, anyText),
        tier: anyText.exactOptional(),
        status: anyText,
        reason: anyText.exactOptional(),
        rate: sourcedRate.exactOptional(),
        candidates: z.array(sourcedRate).exactOptional(),
      }),
    ),
  })
  .meta({ id: 'ListedModel' })

/** Which models are asked for. */
export type ModelsQuery = z.input<typeof query>

const page = z
  .object({
    schema: z.literal('ratecard/models@1'),
    at: anyText,
    total: anyText,
    next: anyText.exactOptional(),
    models: z.array(listed),
  })
  .meta({ id: 'Models' })

/** A page of models with their prices. */
export type Models = z.output<typeof page>

export const models = endpoint({
  id: 'models',
  scope: 'tariffs',
  method: 'GET',
  path: '/v1/models',
  group: 'lists',
  query,
  example: { parameters: { search: 'qwen-max', currency: 'USD', at: '2024-12-16T12:00:00+08:00', limit: '1' } },
  answered: {
    mediaType: 'application/json',
    schema: page,
  },
  problems: [],
  async answer({ parameters }, { services, computed }) {
    const { search = '', limit = '20', offset = '0' } = parameters
    const [when, known] = [readMoment(parameters.at, '/at'), readMoment(parameters.asOf, '/asOf')]
    if (!when.ok || !known.ok) return failed(...[when, known].flatMap((read) => (read.ok ? [] : read.issues)))
    const moment = when.value ?? momentOf(services.now())
    const found = findModels(services.book.lists, search, filterOf(parameters))
    const [first, size] = [Number(offset), Number(limit)]
    const evidence = wordsOf(parameters.allowEvidence) as readonly Evidence[]
    const options = { allowEvidence: evidence, ...(known.value && { asOf: known.value.instant }) }
    const priced: object[] = []
    for (const one of found.slice(first, first + size)) {
      // Each has to be compiled for the instant; between them it is the turn of other requests.
      await setImmediate()
      const began = performance.now()
      priced.push(listedModel(one, moment.instant, options))
      computed(performance.now() - began)
    }
    return ok(
      keptResponse({
        schema: 'ratecard/models@1',
        at: moment.text,
        total: String(found.length),
        ...(first + size < found.length && { next: String(first + size) }),
        models: priced,
      }),
    )
  },
})

interface FoundModel {
  readonly model: string
  readonly own: BookList
}

function findModels(
  lists: readonly BookList[],
  search: string,
  filter: ReturnType<typeof filterOf>,
): readonly FoundModel[] {
  const part = search.toLowerCase()
  return lists
    .filter(({ list }) => matchesFilter(list, filter))
    .flatMap((own) =>
      [...own.names].filter((name) => name.toLowerCase().includes(part)).map((model) => ({ model, own })),
    )
}

function listedModel({ model, own: { list } }: FoundModel, at: Instant, options: HistoryOptions): object {
  const [priced] = pricesAt(list, at, { ...options, models: [model] })
  const { id, provider, scope, currency } = list
  const { lines } = priceHistoryToJson({ tariff: list, model, lines: priced?.lines ?? [] }) as {
    readonly lines: readonly JsonObject[]
  }
  return {
    ...{ model, tariff: id, provider, ...(scope !== undefined && { scope }), currency },
    prices: lines.map(priceOf),
  }
}

/** A line has one segment, which is as short as the instant: its bounds say nothing. */
function priceOf({ segments, ...line }: JsonObject): object {
  const [segment = {}] = segments as readonly JsonObject[]
  const { from: _from, fromStated: _fromStated, until: _until, untilStated: _untilStated, ...price } = segment
  return { ...line, ...price }
}
