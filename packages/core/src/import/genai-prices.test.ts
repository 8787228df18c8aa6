import { calcPrice, extractUsage, type Provider, type Usage as TheirUsage, waitForUpdate } from '@pydantic/genai-prices'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compileTariff } from '../compile/compile-tariff.ts'
import { lintTariff } from '../compile/lint-tariff.ts'
import { matchModels, withMatchedModel } from '../compile/match-model.ts'
import { readJson } from '../json/read-json.ts'
import type { MeterId } from '../meter/meter.ts'
import { exactly } from '../number/range.ts'
import { formatExact, type Rational, rational } from '../number/rational.ts'
import { formatInstant } from '../period/instant.ts'
import { rate } from '../receipt/rate.ts'
import { parseTariff } from '../schema/parse-tariff.ts'
import type { Tariff } from '../tariff/tariff.ts'
import { amountsOf, aUsage, exact, OPTIONS, unwrap } from '../testing/a-tariff.ts'
import { normalizeUsage } from '../usage/normalize-usage.ts'
import { importPriceMap } from './import-price-map.ts'

/** The data that the installed package carries, as JSON. */
const providers: readonly Provider[] = (await waitForUpdate()) ?? []
const imported = unwrap(importPriceMap(JSON.stringify(providers), { checked: '2025-01-01' }))
const tariffOf = (provider: string) => imported.tariffs.find((tariff) => tariff.provider === provider) as Tariff
const DAY = Date.UTC(2026, 9, 1, 12)

/** What each of their counts, which hold one another, is the sum of in ours, which do not. */
const THEIR_COUNTS: Readonly<Record<string, readonly MeterId[]>> = {
  input_tokens: [
    ...([
      'input_tokens',
      'input_audio_tokens',
      'input_image_tokens',
      'input_video_tokens',
      'cache_read_tokens',
    ] as const),
    ...(['cache_read_audio_tokens', 'cache_read_image_tokens', 'cache_read_video_tokens'] as const),
    ...(['cache_write_tokens', 'cache_write_1h_tokens', 'cache_write_audio_tokens'] as const),
    ...(['cache_write_image_tokens', 'cache_write_video_tokens'] as const),
  ],
  cache_read_tokens: [
    ...([
      'cache_read_tokens',
      'cache_read_audio_tokens',
      'cache_read_image_tokens',
      'cache_read_video_tokens',
    ] as const),
  ],
  cache_write_tokens: [
    ...(['cache_write_tokens', 'cache_write_1h_tokens', 'cache_write_audio_tokens'] as const),
    ...(['cache_write_image_tokens', 'cache_write_video_tokens'] as const),
  ],
  cache_write_1h_tokens: ['cache_write_1h_tokens'],
  input_audio_tokens: ['input_audio_tokens', 'cache_read_audio_tokens', 'cache_write_audio_tokens'],
  input_image_tokens: ['input_image_tokens', 'cache_read_image_tokens', 'cache_write_image_tokens'],
  input_video_tokens: ['input_video_tokens', 'cache_read_video_tokens', 'cache_write_video_tokens'],
  cache_audio_read_tokens: ['cache_read_audio_tokens'],
  cache_image_read_tokens: ['cache_read_image_tokens'],
  cache_video_read_tokens: ['cache_read_video_tokens'],
  cache_audio_write_tokens: ['cache_write_audio_tokens'],
  cache_image_write_tokens: ['cache_write_image_tokens'],
  cache_video_write_tokens: ['cache_write_video_tokens'],
  output_tokens: ['output_tokens', 'reasoning_tokens', 'output_audio_tokens', 'output_image_tokens'],
  output_reasoning_tokens: ['reasoning_tokens'],
  output_audio_tokens: ['output_audio_tokens'],
  output_image_tokens: ['output_image_tokens'],
  audio_seconds: ['audio_seconds'],
  input_audio_seconds: ['audio_seconds'],
  input_characters: ['characters'],
  web_searches: ['web_search_calls'],
  code_executions: ['code_interpreter_calls'],
}

type Counts = Readonly<Partial<Record<MeterId, number>>>

const theirUsage = (counts: Counts): TheirUsage =>
  Object.fromEntries(
    Object.entries(THEIR_COUNTS).map(([key, ids]) => [key, ids.reduce((sum, id) => sum + (counts[id] ?? 0), 0)]),
  )

function ourTotal(tariff: Tariff, model: string, counts: Counts, at: number) {
  const table = tableOf(tariff, model, at)
  const quantities = Object.fromEntries(Object.entries(counts).map(([id, count]) => [id, exact(count)]))
  const receipt = unwrap(rate(aUsage(quantities, { model, at: formatInstant(at) }), [table], OPTIONS))
  const [total] = receipt.totals
  return { complete: total?.complete, amount: total ? doubleOf(total.amount.likely) : 0 }
}

const doubleOf = ({ numerator, denominator }: Rational): number => Number(numerator) / Number(denominator)

const tableOf = (tariff: Tariff, model: string, at: number) =>
  compileTariff(tariff, { models: [model], horizon: { from: at, until: at + 1 }, allowEvidence: ['catalogue'] })

/** What they charge for a model; its own rule may not fit its own id, so it is asked for alone. */
function theirTotal(id: string, modelId: string, counts: Counts, at: number): number | undefined {
  const found = providers.find((provider) => provider.id === id) as Provider
  const models = found.models
    .filter((model) => model.id === modelId)
    .map((model) => ({ ...model, match: { equals: modelId } }))
  const options = { provider: { ...found, models }, timestamp: new Date(at) }
  return calcPrice(theirUsage(counts), modelId, options)?.total_price
}

/** The meters that a model has a price for at an instant. */
const pricedMeters = (tariff: Tariff, model: string, at: number): readonly MeterId[] =>
  Object.entries(tableOf(tariff, model, at).models.get(model)?.cells[0]?.rates ?? {}).flatMap(([id, cellRate]) =>
    cellRate.status === 'priced' && id !== 'requests' ? [id as MeterId] : [],
  )

const expressible = imported.tariffs.flatMap((tariff) =>
  [...new Set(tariff.cards.map(({ model }) => model))].map((model) => ({ tariff, model })),
)

/** Doubles of a sum of a few products. */
const FLOAT_ERROR = 1e-13

/** Where the two differ on purpose; each has a test of its own below. */
const EXPLAINED: Readonly<Record<string, (model: string, provider: string, at: number, counts: Counts) => boolean>> = {
  'hours that follow a date hold before it, too': (model, provider, at) =>
    provider === 'deepseek' && model.startsWith('deepseek-v4-') && at < Date.UTC(2026, 7, 17),
  'a minimum of 10 seconds that stands in code and not in the data': (model, provider, _, counts) =>
    provider === 'groq' && model.startsWith('whisper') && (counts.audio_seconds ?? 0) < 10,
}

const isExplained = (model: string, provider: string, at: number, counts: Counts) =>
  Object.values(EXPLAINED).some((holds) => holds(model, provider, at, counts))

function expectSame(tariff: Tariff, model: string, counts: Counts, at: number) {
  const theirs = theirTotal(tariff.provider, model, counts, at)
  const { amount, complete } = ourTotal(tariff, model, counts, at)
  const about = { model: `${tariff.provider}/${model}`, counts, at: formatInstant(at) }
  const isSame = theirs !== undefined && Math.abs(theirs - amount) <= FLOAT_ERROR * theirs
  expect({ ...about, complete, amount }).toEqual({ ...about, complete: true, amount: isSame ? amount : theirs })
}

describe('genai-prices 0.1.8', () => {
  it('every model ends somewhere, and nothing is rejected', () => {
    const { models, imported: whole, partly, left, rejected } = imported.counts
    expect(models).toBe(providers.reduce((sum, provider) => sum + provider.models.length, 0))
    expect(whole + partly + left + rejected).toBe(models)
    expect({ models, whole, partly, left, rejected }).toEqual({
      models: 1694,
      whole: 1492,
      partly: 33,
      left: 169,
      rejected: 0,
    })
  })

  it('every field of a model is imported or listed', () => {
    const listed = new Set(imported.left.map(({ path }) => path))
    const used = ['id', 'match', 'prices', 'context_window', 'price_comments']
    for (const [at, provider] of providers.entries())
      for (const [position, model] of provider.models.entries())
        for (const field of Object.keys(model).filter((name) => !used.includes(name)))
          expect(listed).toContain(`/${at}/models/${position}/${field}`)
  })

  it('every price of an imported model is a rate or listed', () => {
    const listed = new Set(imported.left.map(({ path }) => path))
    const digits = new Set(
      imported.tariffs.flatMap(({ cards }) => cards.flatMap(({ rates }) => rates.map(({ price }) => price))),
    )
    for (const [at, provider] of providers.entries())
      for (const [position, { prices }] of provider.models.entries())
        for (const [entry, values] of (Array.isArray(prices) ? prices.map((one) => one.prices) : [prices]).entries())
          for (const [key, value] of Object.entries(values)) {
            const path = `/${at}/models/${position}/prices${Array.isArray(prices) ? `/${entry}/prices` : ''}/${key}`
            if (!listed.has(path)) expect(digits).toContain(String(typeof value === 'object' ? value.base : value))
          }
  })

  it('gives tariffs without a fault, all of evidence catalogue', () => {
    for (const tariff of imported.tariffs) {
      expect(parseTariff(tariff)).toMatchObject({ ok: true })
      expect(Object.values(tariff.sources).map(({ evidence }) => evidence)).toEqual(['catalogue'])
    }
    const warnings = new Set(imported.tariffs.flatMap((tariff) => lintTariff(tariff).warnings.map(({ code }) => code)))
    expect([...warnings].sort()).toEqual(['lint-output-below-input', 'lint-price-off-siblings'])
  })

  it('is used only when it is asked for', () => {
    const table = compileTariff(tariffOf('openai'), { models: ['gpt-4o'], horizon: { from: DAY, until: DAY + 1 } })
    const receipt = unwrap(
      rate(aUsage({ input_tokens: exact(1) }, { model: 'gpt-4o', at: formatInstant(DAY) }), [table], OPTIONS),
    )
    expect(receipt.lines[0]).toMatchObject({ status: 'unpriced', reason: 'evidence-not-allowed' })
  })
})

describe('a price imported from genai-prices is what genai-prices gives', () => {
  it('for 500 random usages', () => {
    const instants = [
      ...['2025-01-01T00:00:00Z', '2025-06-09T23:59:59Z', '2025-06-10T00:00:00Z', '2026-03-12T23:59:59Z'],
      ...['2026-03-13T00:00:00Z', '2026-08-16T12:00:00Z', '2026-08-17T00:00:00Z', '2026-08-20T02:00:00Z'],
      ...['2026-08-20T04:00:00Z', '2026-10-01T16:29:59Z', '2026-10-01T16:30:00Z', '2027-01-01T00:00:00Z'],
    ].map(Date.parse)
    const count = fc.oneof(
      fc.integer({ min: 0, max: 3000 }),
      fc.constantFrom(128_000, 200_000, 200_001, 272_001, 9_999_999),
    )
    fc.assert(
      fc.property(
        fc.constantFrom(...expressible),
        fc.constantFrom(...instants),
        fc.infiniteStream(count),
        ({ tariff, model }, at, stream) => {
          const meters = pricedMeters(tariff, model, at)
          const counts: Counts = Object.fromEntries(meters.map((id) => [id, stream.next().value as number]))
          fc.pre(meters.length > 0 && !isExplained(model, tariff.provider, at, counts))
          expectSame(tariff, model, counts, at)
        },
      ),
      { numRuns: 500, seed: 20261122 },
    )
  })

  it.each([DAY])('for every model', (at) => {
    for (const { tariff, model } of expressible) {
      const counts: Counts = Object.fromEntries(
        pricedMeters(tariff, model, at).map((id, place) => [id, 1001 + 97 * place]),
      )
      expect(Object.keys(counts).length).toBeGreaterThan(0)
      expectSame(tariff, model, counts, at)
    }
  })

  it('on both sides of every tier', () => {
    const tiered = expressible.flatMap(({ tariff, model }) =>
      tariff.cards.flatMap((card) => (card.model === model && card.selector ? [{ tariff, card }] : [])),
    )
    expect(tiered.length).toBeGreaterThan(30)
    for (const { tariff, card } of tiered)
      for (const limit of new Set(
        card.rates.flatMap(({ tier }) => (tier?.gt === undefined ? [] : [Number(tier.gt)])),
      )) {
        const at = Math.min(DAY, card.effective.until === undefined ? DAY : Date.parse(card.effective.until) - 1)
        for (const input of [limit, limit + 1])
          expectSame(tariff, card.model, { input_tokens: input, output_tokens: 10 }, at)
      }
  })

  it('Gemini 2.5 Pro at 200,000 and 200,001 tokens', () => {
    const total = (input: number) => ourTotal(tariffOf('google'), 'gemini-2.5-pro', { input_tokens: input }, DAY).amount
    expect([total(200_000), total(200_001)]).toEqual([0.25, 0.5000025])
  })

  it('finds a model by the same rule', () => {
    const names = [
      'gpt-5-mini-2025-08-07',
      'GPT-5-mini',
      'o3-2025-04-16',
      'gpt-5.4-2026-03-05',
      'davinci-002',
      'none-such',
    ]
    for (const name of names) {
      const theirs = calcPrice({ input_tokens: 1000 }, name, { providerId: 'openai', timestamp: new Date(DAY) })
      expect([name, matchModels(name, tariffOf('openai'))]).toEqual([name, theirs ? [theirs.model.id] : []])
    }
    const others = expressible.flatMap(({ tariff: { provider }, model }) => {
      const theirs = calcPrice({}, model, { providerId: provider, timestamp: new Date(DAY) })?.model.id
      return theirs === undefined || theirs === model ? [] : [`${provider}/${model} is ${theirs}`]
    })
    expect(others).toEqual([])
    const [model = ''] = matchModels('gpt-5-mini-2025-08-07', tariffOf('openai'))
    const table = unwrap(withMatchedModel(tableOf(tariffOf('openai'), model, DAY), 'gpt-5-mini-2025-08-07'))
    const usage = aUsage({ input_tokens: exact(1_000_000) }, { model: 'gpt-5-mini-2025-08-07', at: formatInstant(DAY) })
    expect(amountsOf(unwrap(rate(usage, [table], OPTIONS)))).toEqual({ input_tokens: '0.25' })
  })
})

describe('where the two differ, and why', () => {
  const million = { input_tokens: 1_000_000, output_tokens: 1_000_000 }

  it('hours that follow a date: theirs hold before it, because an entry has one constraint', () => {
    const at = Date.parse('2026-08-10T02:00:00Z')
    expect(theirTotal('deepseek', 'deepseek-v4-pro', million, at)).toBeCloseTo(1.32 + 3.96)
    expect(ourTotal(tariffOf('deepseek'), 'deepseek-v4-pro', million, at).amount).toBe(0.435 + 0.87)
    expectSame(tariffOf('deepseek'), 'deepseek-v4-pro', million, Date.parse('2026-08-18T02:00:00Z'))
    expectSame(tariffOf('deepseek'), 'deepseek-v4-pro', million, Date.parse('2026-08-18T05:00:00Z'))
  })

  it('before the first start date: theirs is the price of the first entry, ours is unpriced', () => {
    const prices = [
      { constraint: { type: 'start_date', start_date: '2026-03-01' }, prices: { input_mtok: 1 } },
      { constraint: { type: 'start_date', start_date: '2026-06-01' }, prices: { input_mtok: 2 } },
    ] as const
    const models = [{ id: 'm', match: { equals: 'm' }, prices: [...prices] }]
    const provider = { id: 'p', name: 'P', api_pattern: '', models } as Provider
    const [tariff] = unwrap(importPriceMap(JSON.stringify([provider]), { checked: '2026-07-01' })).tariffs
    const totals = ['2026-02-28T23:59:59Z', '2026-03-01T00:00:00Z', '2026-06-01T00:00:00Z'].map((time) => {
      const theirs = calcPrice({ input_tokens: 1e6 }, 'm', { provider, timestamp: new Date(time) })?.total_price
      const { amount, complete } = ourTotal(tariff as Tariff, 'm', { input_tokens: 1e6 }, Date.parse(time))
      return [theirs, complete ? amount : undefined]
    })
    expect(totals).toEqual([
      [1, undefined],
      [1, 1],
      [2, 2],
    ])
  })

  it('undated prices: theirs hold at any time, ours from the day of the file on', () => {
    const counts = { input_tokens: 1e6 }
    const early = Date.parse('2024-12-31T23:59:59Z')
    expect(theirTotal('openai', 'gpt-4o-mini', counts, early)).toBeCloseTo(0.15)
    expect(ourTotal(tariffOf('openai'), 'gpt-4o-mini', counts, early).complete).toBeFalsy()
    expectSame(tariffOf('openai'), 'gpt-4o-mini', counts, early + 1000)
  })

  it('requests: theirs are always 1', () => {
    const counts = { input_tokens: 1000, output_tokens: 1000 }
    expectSame(tariffOf('perplexity'), 'sonar', counts, DAY)
    const usage = aUsage(
      { input_tokens: exact(1000), output_tokens: exact(1000), requests: exact(1000) },
      { model: 'sonar', at: formatInstant(DAY) },
    )
    const receipt = unwrap(rate(usage, [tableOf(tariffOf('perplexity'), 'sonar', DAY)], OPTIONS))
    expect(receipt.totals.map(({ amount }) => formatExact(amount.likely))).toEqual(['12.002'])
    expect(theirTotal('perplexity', 'sonar', counts, DAY)).toBeCloseTo(0.014)
  })

  it('a minimum of 10 seconds stands in their code for one provider', () => {
    expect(theirTotal('groq', 'whisper-large-v3', { audio_seconds: 1 }, DAY)).toBeCloseTo((0.111 * 10) / 3600)
    expect(ourTotal(tariffOf('groq'), 'whisper-large-v3', { audio_seconds: 1 }, DAY).amount).toBeCloseTo(0.111 / 3600)
    expectSame(tariffOf('groq'), 'whisper-large-v3', { audio_seconds: 10 }, DAY)
  })

  it('what has no price: theirs is 0, ours is unpriced', () => {
    expect(theirTotal('openai', 'text-embedding-3-small', { input_tokens: 0, output_tokens: 1000 }, DAY)).toBe(0)
    expect(ourTotal(tariffOf('openai'), 'text-embedding-3-small', { output_tokens: 1000 }, DAY).complete).toBeFalsy()
    expect(imported.left).toContainEqual(
      expect.objectContaining({ code: 'import-no-price', params: { model: 'gemma-3' } }),
    )
    expect(theirTotal('google', 'gemma-3', { input_tokens: 1000 }, DAY)).toBe(0)
  })

  it('doubles: theirs lose a token and a digit', () => {
    const counts = { input_tokens: 9_007_199_254_740_993n }
    const quantities = {
      input_tokens: { ...exactly(rational(String(counts.input_tokens))), basis: 'reported' as const },
    }
    const usage = aUsage(quantities, { model: 'gpt-4o-mini', at: formatInstant(DAY) })
    const receipt = unwrap(rate(usage, [tableOf(tariffOf('openai'), 'gpt-4o-mini', DAY)], OPTIONS))
    expect(formatExact(receipt.totals[0]?.amount.likely ?? rational(0))).toBe('1351079888.21114895')
  })
})

describe('extractors as usage mappings', () => {
  const bodies: readonly (readonly [provider: string, api: string, usage: object, root?: string])[] = [
    [
      'anthropic',
      'default',
      {
        input_tokens: 504,
        cache_creation_input_tokens: 123,
        cache_read_input_tokens: 1000,
        cache_creation: { ephemeral_5m_input_tokens: 23, ephemeral_1h_input_tokens: 100 },
        output_tokens: 97,
      },
    ],
    [
      'openai',
      'chat',
      {
        prompt_tokens: 2006,
        completion_tokens: 300,
        total_tokens: 2306,
        prompt_tokens_details: { cached_tokens: 1920, audio_tokens: 0 },
        completion_tokens_details: { reasoning_tokens: 128, audio_tokens: 0 },
      },
    ],
    [
      'openai',
      'responses',
      {
        input_tokens: 75,
        input_tokens_details: { cached_tokens: 10 },
        output_tokens: 1186,
        output_tokens_details: { reasoning_tokens: 1024 },
      },
    ],
    [
      'x-ai',
      'chat',
      {
        prompt_tokens: 32,
        completion_tokens: 9,
        completion_tokens_details: { reasoning_tokens: 223 },
        prompt_tokens_details: { cached_tokens: 6 },
      },
    ],
    ['aws', 'default', { inputTokens: 406, outputTokens: 53, cacheReadInputTokens: 200, cacheWriteInputTokens: 4 }],
    ['moonshotai', 'chat', { prompt_tokens: 19, completion_tokens: 21, prompt_tokens_details: { cached_tokens: 12 } }],
  ]

  it.each(bodies)('%s %s', (id, api, usage) => {
    const body = { model: 'm', usage }
    const mapping = imported.mappings.find((one) => one.api === `${id}/${api}`)
    const provider = providers.find((one) => one.id === id) as Provider
    if (mapping === undefined) throw new Error(`no mapping for ${id}/${api}`)
    const ours = unwrap(normalizeUsage(unwrap(readJson(JSON.stringify(body))), mapping))
    const counts: Counts = Object.fromEntries(
      Object.entries(ours.quantities).map(([meter, quantity]) => [meter, Number(formatExact(quantity.likely))]),
    )
    const { usage: theirs, model } = extractUsage(provider, body, api)
    const sums = theirUsage(counts)
    const known = Object.keys(theirs).filter((key) => key in THEIR_COUNTS)
    expect(known.length).toBeGreaterThan(1)
    expect(ours.model).toBe(model)
    for (const key of known) expect([key, sums[key]]).toEqual([key, theirs[key]])
  })

  /** Every extractor that a mapping was made of. */
  const extractors = providers.flatMap((provider) =>
    (provider.extractors ?? []).flatMap((extractor) => {
      const mapping = imported.mappings.find((one) => one.api === `${provider.id}/${extractor.api_flavor}`)
      return mapping ? [{ name: mapping.api, provider, extractor, mapping }] : []
    }),
  )

  /** How large a count may be, so that parts are within their wholes. */
  const SIZES: Readonly<Record<string, number>> = {
    input_tokens: 100_003,
    output_tokens: 50_021,
    cache_write_tokens: 5_003,
  }

  /** A body with a count at each place that the extractor reads, of which some that it does not need are missing. */
  function bodyFor({ extractor }: (typeof extractors)[number], model: string, leaveOut: number): object {
    const body = {}
    const root = [extractor.root].flat() as readonly string[]
    put(body, root, {})
    const places = new Set(extractor.mappings.map(({ path }) => JSON.stringify([path].flat())))
    for (const [at, place] of [...places].entries()) {
      const own = extractor.mappings.filter(({ path }) => JSON.stringify([path].flat()) === place)
      const size = Math.min(...own.map(({ dest }) => SIZES[dest] ?? 11 + 7 * at))
      const isWhole = own.some(({ required }) => required) || size > 1000
      if (isWhole || ((leaveOut >> (at % 8)) & 1) === 0) put(body, [...root, ...JSON.parse(place)], size)
    }
    put(body, [extractor.model_path].flat() as readonly string[], model)
    return body
  }

  function put(body: object, path: readonly string[], value: unknown): void {
    const inner = path.slice(0, -1).reduce((at: Record<string, unknown>, name) => {
      at[name] ??= {}
      return at[name] as Record<string, unknown>
    }, body as never)
    inner[path.at(-1) ?? ''] ??= value
  }

  it('every provider with an extractor has a mapping, except those told below', () => {
    expect(extractors.length).toBeGreaterThan(60)
    const without = providers.filter(
      ({ id, extractors: own = [] }) => own.length > 0 && !extractors.some(({ provider }) => provider.id === id),
    )
    expect(without.map(({ id }) => id)).toEqual(['perplexity'])
  })

  it.each(extractors.map((one) => [one.name, one] as const))(
    '%s: the counts and the amount are theirs',
    (_name, one) => {
      const { provider, extractor, mapping } = one
      const tariff = imported.tariffs.find((found) => found.provider === provider.id)
      for (const leaveOut of [0, 1, 2, 4, 8, 16, 85, 170, 255]) {
        const body = bodyFor(one, 'm', leaveOut)
        const read = normalizeUsage(unwrap(readJson(JSON.stringify(body))), mapping)
        // Three kinds that may share tokens are refused, and not guessed.
        if (!read.ok) expect(read.issues.map(({ code }) => code)).toEqual(['overlapping-counts'])
        if (!read.ok) continue
        const ours = read.value
        const counts: Counts = Object.fromEntries(
          Object.entries(ours.quantities).flatMap(([meter, { low, high, likely }]) =>
            formatExact(low) === formatExact(high) ? [[meter, Number(formatExact(likely))]] : [],
          ),
        )
        // Where cached and audio tokens may overlap the leaves are ranges, whose sums are still the counts.
        const isExact = Object.keys(counts).length === Object.keys(ours.quantities).length
        const { usage: theirs } = extractUsage(provider, body, extractor.api_flavor)
        const likely: Counts = Object.fromEntries(
          Object.entries(ours.quantities).map(([meter, quantity]) => [meter, Number(formatExact(quantity.likely))]),
        )
        const sums = theirUsage(likely)
        for (const key of Object.keys(theirs).filter((name) => name in THEIR_COUNTS))
          expect([one.name, leaveOut, key, sums[key]]).toEqual([one.name, leaveOut, key, theirs[key]])
        if (tariff === undefined || !isExact) continue
        for (const model of [...new Set(tariff.cards.map((card) => card.model))].slice(0, 5)) {
          const priced = new Set(pricedMeters(tariff, model, DAY))
          const isPriced = Object.entries(counts).every(([id, count]) => count === 0 || priced.has(id as MeterId))
          if (!isPriced || isExplained(model, tariff.provider, DAY, counts)) continue
          expectAmount(one, { model, body, counts, tariff })
          compared++
        }
      }
    },
  )

  let compared = 0

  /** Their amount of what they read in the body, beside ours of what we read. */
  function expectAmount(
    { provider, extractor, name }: (typeof extractors)[number],
    { model, body, counts, tariff }: { model: string; body: object; counts: Counts; tariff: Tariff },
  ) {
    const { usage } = extractUsage(provider, body, extractor.api_flavor)
    const models = provider.models.filter(({ id }) => id === model).map((one) => ({ ...one, match: { equals: model } }))
    const theirs = calcPrice(usage, model, { provider: { ...provider, models }, timestamp: new Date(DAY) })?.total_price
    const { amount } = ourTotal(tariff, model, counts, DAY)
    const isSame = theirs !== undefined && Math.abs(theirs - amount) <= FLOAT_ERROR * theirs
    expect([name, model, counts, amount]).toEqual([name, model, counts, isSame ? amount : theirs])
  }

  it('and many amounts were compared', () => {
    expect(compared).toBeGreaterThan(1000)
  })

  it('those that add up what no meter counts, or search a list, are told', () => {
    const left = imported.left.filter(({ code }) => code === 'import-extractor')
    expect(left.map(({ params }) => `${params.provider} ${params.api}`)).toEqual([
      'azure realtime',
      'google default',
      'mistral ocr',
      'mistral ocr_annotated',
      'openai realtime',
      'perplexity default',
    ])
  })
})
