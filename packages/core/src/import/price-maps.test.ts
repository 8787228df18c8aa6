import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compileTariff } from '../compile/compile-tariff.ts'
import { lintTariff } from '../compile/lint-tariff.ts'
import { renderIssue } from '../messages/index.ts'
import { formatExact } from '../number/rational.ts'
import { formatInstant } from '../period/instant.ts'
import { rate } from '../receipt/rate.ts'
import { parseTariff } from '../schema/parse-tariff.ts'
import type { Tariff } from '../tariff/tariff.ts'
import { amountsOf, aUsage, codesOf, exact, OPTIONS, unwrap } from '../testing/a-tariff.ts'
import type { Usage } from '../usage/usage.ts'
import { importPriceMap } from './import-price-map.ts'
import { keepEarlierPrices } from './keep-earlier-prices.ts'
import type { ImportedPriceMap } from './price-map.ts'

const read = (file: string) => readFileSync(new URL(`fixtures/${file}`, import.meta.url), 'utf8')
const options = { checked: '2026-11-22', url: 'https://prices.example/map' }
const AT = Date.UTC(2026, 10, 22)

type Counts = Readonly<Record<string, number>>

function amounts(map: ImportedPriceMap, provider: string, model: string, counts: Counts, usage: Partial<Usage> = {}) {
  const tariff = map.tariffs.find((one) => one.provider === provider)
  if (tariff === undefined) throw new Error(`no ${provider}`)
  const compile = { models: [model], horizon: { from: AT, until: AT + 1 }, allowEvidence: ['catalogue'] as const }
  const quantities = Object.fromEntries(Object.entries(counts).map(([id, count]) => [id, exact(count)]))
  const request = aUsage(quantities, { model, at: formatInstant(AT), ...usage })
  return amountsOf(unwrap(rate(request, [compileTariff(tariff, compile)], OPTIONS)))
}

const listed = (map: ImportedPriceMap, model: string) =>
  map.left
    .filter(({ code, params }) => code !== 'import-descriptive' && params.model === model)
    .map(({ code, params }) => `${code} ${params.field ?? ''}`.trim())

describe('LiteLLM', () => {
  const map = unwrap(importPriceMap(read('litellm.json'), options))

  it('ends every model somewhere', () => {
    expect(map.format).toBe('litellm')
    expect(map.counts).toEqual({ models: 10, imported: 5, partly: 3, left: 2, rejected: 0 })
    for (const tariff of map.tariffs) {
      expect(parseTariff(tariff)).toMatchObject({ ok: true })
      expect(lintTariff(tariff).warnings).toEqual([])
    }
  })

  it('USD per token, with its exponent: a thousand times off would show', () => {
    const million = { input_tokens: 1_000_000, output_tokens: 1_000_000 }
    expect(amounts(map, 'bedrock_converse', 'amazon.nova-lite-v1:0', million)).toEqual({
      input_tokens: '0.06',
      output_tokens: '0.24',
    })
    expect(amounts(map, 'databricks', 'databricks/databricks-claude-3-7-sonnet', million)).toEqual({
      input_tokens: '2.9999900000000002',
      output_tokens: '15.000020000000002',
    })
    expect(map.tariffs.find(({ provider }) => provider === 'bedrock_converse')?.cards[0]?.rates[0]).toEqual({
      meter: 'input_tokens',
      price: '0.06',
      per: '1000000',
    })
  })

  it('images are per image, seconds per second', () => {
    expect(amounts(map, 'aiml', 'aiml/dall-e-3', { images: 3 })).toEqual({ images: '0.156' })
    expect(amounts(map, 'azure', 'azure/whisper-1', { audio_seconds: 60 })).toEqual({ audio_seconds: '0.006' })
    expect(
      amounts(map, 'azure_ai', 'azure_ai/MAI-Image-2.5', {
        input_image_tokens: 1000,
        output_image_tokens: 1000,
        images: 1,
      }),
    ).toEqual({
      input_image_tokens: '0.008',
      output_image_tokens: '0.047',
      images: '0.05',
    })
  })

  it('a tier is decided by all input and holds for all of it', () => {
    const sonnet = (input: number, read: number) =>
      amounts(map, 'anthropic', 'claude-sonnet-4-20250514', {
        input_tokens: input,
        cache_read_tokens: read,
        output_tokens: 1000,
      })
    expect(sonnet(150_000, 50_000)).toEqual({
      input_tokens: '0.45',
      cache_read_tokens: '0.015',
      output_tokens: '0.015',
    })
    expect(sonnet(150_000, 50_001)).toEqual({
      input_tokens: '0.9',
      cache_read_tokens: '0.0300006',
      output_tokens: '0.0225',
    })
    expect(sonnet(10_000, 240_000)).toMatchObject({ cache_read_tokens: '0.144' })
    expect(amounts(map, 'anthropic', 'claude-sonnet-4-20250514', { cache_write_1h_tokens: 1000 })).toEqual({
      cache_write_1h_tokens: '0.006',
    })
  })

  it('ranges end where the next begins, and beyond the last nothing is known', () => {
    const plus = (input: number) => amounts(map, 'dashscope', 'dashscope/qwen3-vl-plus', { input_tokens: input })
    expect([32_000, 32_001, 256_000, 256_001].map((input) => plus(input).input_tokens)).toEqual([
      '0.0064',
      '0.0096003',
      '0.1536',
      'outside-tiers',
    ])
  })

  it('batch, flex and priority are chosen, and a price that is not stated is none of the others', () => {
    const mini = (facets: Usage['facets']) =>
      amounts(map, 'openai', 'gpt-5.4-mini', { input_tokens: 1_000_000, cache_read_tokens: 1_000_000 }, { facets })
    expect(mini({})).toEqual({ input_tokens: '0.75', cache_read_tokens: '0.075' })
    expect(mini({ service_tier: 'flex' })).toEqual({ input_tokens: '0.375', cache_read_tokens: '0.0375' })
    expect(mini({ service_tier: 'priority' })).toEqual({ input_tokens: '1.5', cache_read_tokens: '0.15' })
    expect(mini({ batch: 'batch' })).toEqual({ input_tokens: '0.375', cache_read_tokens: 'no-rate-for-facet' })
  })

  it('lists what it cannot say', () => {
    expect(listed(map, '1024-x-1024/dall-e-2')).toEqual([
      'import-no-meter input_cost_per_pixel',
      'import-no-meter output_cost_per_pixel',
    ])
    expect(listed(map, 'claude-sonnet-4-20250514')).toEqual(['import-no-meter search_context_cost_per_query'])
    expect(listed(map, 'dashscope/qwen-image-2.0')).toEqual(['import-no-price'])
    expect(listed(map, 'databricks/databricks-claude-3-7-sonnet')).toEqual([
      'import-no-meter input_dbu_cost_per_token',
      'import-no-meter output_dbu_cost_per_token',
    ])
    expect(map.left.map(({ path }) => path)).toContain('/sample_spec')
  })

  it('every field of a model is a price, an address, or listed', () => {
    const used = /^(litellm_provider|mode|tiered_pricing)$/
    const places = new Set(map.left.map(({ path }) => path))
    for (const [name, fields] of Object.entries(
      JSON.parse(read('litellm.json')) as Record<string, Record<string, unknown>>,
    ))
      for (const [field, value] of Object.entries(fields)) {
        if (name === 'sample_spec' || used.test(field)) continue
        const isListed = places.has(`/${name.replaceAll('/', '~1')}/${field}`)
        const isRate = typeof value === 'number' && /cost/.test(field)
        expect({ name, field, ends: isListed || isRate }).toEqual({ name, field, ends: true })
      }
  })

  it.each([
    [
      'a price that is a text',
      '6e-08',
      '"6e-08"',
      'import-invalid-price',
      '/amazon.nova-lite-v1:0/input_cost_per_token',
    ],
    ['a negative price', '6e-08', '-6e-08', 'import-invalid-price', '/amazon.nova-lite-v1:0/input_cost_per_token'],
    [
      'a price of more digits than anyone prints',
      '6e-08',
      '6e-99',
      'import-invalid-price',
      '/amazon.nova-lite-v1:0/input_cost_per_token',
    ],
    [
      'a price that is no number',
      '6e-08',
      'true',
      'import-invalid-price',
      '/amazon.nova-lite-v1:0/input_cost_per_token',
    ],
    ['a price that is a list', '6e-08', '[1]', 'import-invalid-price', '/amazon.nova-lite-v1:0/input_cost_per_token'],
    ['a model without a provider', '"bedrock_converse"', '5', 'import-invalid-name', '/amazon.nova-lite-v1:0'],
    ['a provider that leads elsewhere', 'bedrock_converse', '../x', 'import-invalid-name', '/amazon.nova-lite-v1:0'],
  ])('rejects a model with %s, and imports the rest', (_name, from, to, code, path) => {
    const broken = unwrap(importPriceMap(read('litellm.json').replace(from, to), options))
    expect(broken.rejected.map((issue) => [issue.code, issue.path])).toEqual([[code, path]])
    expect(broken.counts).toMatchObject({ models: 10, rejected: 1, imported: 4 })
  })

  it('null is not stated, and a tier that cannot be stated leaves the model out', () => {
    const model = (fields: string) =>
      unwrap(importPriceMap(`{"m":{"litellm_provider":"p","input_cost_per_token":1e-6,${fields}}}`, options))
    expect(model('"output_cost_per_token":null,"tiered_pricing":null').counts).toMatchObject({ imported: 1 })
    const broken = model('"tiered_pricing":[{"range":[33000.0,128000],"input_cost_per_token":2e-6}]')
    expect(broken.counts).toMatchObject({ left: 1 })
    expect(broken.left.map(({ params }) => params.came)).toEqual(['[33000.0,128000]'])
    expect(model('"tiered_pricing":5').rejected.map((issue) => renderIssue(issue, 'en'))).toEqual([
      'Expected a list, came 5; m was not imported (at /m/tiered_pricing)',
    ])
    expect(model('"output_cost_per_token_above_128k_tokens":2e-6').left).toMatchObject([
      { code: 'import-no-base', params: { meter: 'output_tokens' } },
    ])
  })

  it('an explicit price of 0 is a price, of a tier too', () => {
    const free =
      '{"m":{"litellm_provider":"p","input_cost_per_token":1e-6,"input_cost_per_token_above_128k_tokens":0.0}}'
    const zero = unwrap(importPriceMap(free, options))
    expect(amounts(zero, 'p', 'm', { input_tokens: 128_000 })).toEqual({ input_tokens: '0.128' })
    expect(amounts(zero, 'p', 'm', { input_tokens: 128_001 })).toEqual({ input_tokens: '0' })
  })
})

describe('models.dev', () => {
  const map = unwrap(importPriceMap(read('models-dev.json'), options))

  it('ends every model somewhere', () => {
    expect(map.format).toBe('models-dev')
    expect(map.counts).toEqual({ models: 4, imported: 2, partly: 1, left: 1, rejected: 0 })
    for (const tariff of map.tariffs) expect(parseTariff(tariff)).toMatchObject({ ok: true })
    expect(listed(map, 'x-ai/grok-imagine')).toEqual(['import-no-price'])
  })

  it('USD per million tokens: a thousand times off would show', () => {
    const counts = { input_tokens: 100_000, cache_read_tokens: 100_000, output_tokens: 1000, reasoning_tokens: 1000 }
    expect(amounts(map, 'openai', 'gpt-5.4', counts)).toEqual({
      input_tokens: '0.25',
      cache_read_tokens: '0.025',
      output_tokens: '0.015',
      reasoning_tokens: '0.015',
    })
    expect(amounts(map, 'openai', 'gpt-5.4', { ...counts, cache_read_tokens: 100_001 })).toMatchObject({
      input_tokens: '0.5',
      output_tokens: '0.0225',
    })
  })

  it('of tiers and the older context_over_200k, the tiers count: 250,000 tokens are not charged twice', () => {
    expect(amounts(map, 'openai', 'gpt-5.6-sol', { input_tokens: 250_000 })).toEqual({ input_tokens: '0.5' })
    expect(amounts(map, 'openai', 'gpt-5.6-sol', { input_tokens: 272_001 })).toEqual({ input_tokens: '1.088004' })
    expect(listed(map, 'gpt-5.6-sol')).toEqual(['import-superseded', 'import-no-meter experimental'])
  })

  it('what has no price of its own is unpriced, and 0 is a price', () => {
    expect(amounts(map, 'openai', 'gpt-5.4', { cache_write_tokens: 5 })).toEqual({ cache_write_tokens: 'no-rate' })
    expect(amounts(map, 'openrouter', 'deepseek/deepseek-r1-0528:free', { input_tokens: 5 })).toEqual({
      input_tokens: '0',
    })
  })

  it('null is not stated, what a tier says besides is listed, and one that cannot be stated leaves the model out', () => {
    const cost = (value: unknown) =>
      unwrap(importPriceMap(JSON.stringify({ p: { models: { m: { cost: value } } } }), options))
    const step = (tier: object) => ({ input: 1, output: null, tiers: [{ tier, input: 2 }] })
    expect(cost({ input: 1, output: null, tiers: null, context_over_200k: null }).counts).toMatchObject({ imported: 1 })
    const odd = cost(step({ type: 'context', size: 5, region: 'eu' }))
    expect(odd.counts).toMatchObject({ partly: 1 })
    expect(odd.left).toContainEqual({
      code: 'import-no-meter',
      path: '/p/models/m/cost/tiers/0/tier/region',
      params: { model: 'm', field: 'region', price: '"eu"' },
    })
    expect(cost(step({ type: 'words', size: 5 })).counts).toMatchObject({ left: 1 })
  })

  it('only the providers that were asked for', () => {
    const some = unwrap(importPriceMap(read('models-dev.json'), { ...options, providers: ['openrouter'] }))
    expect(some.counts.models).toBe(2)
    expect(some.tariffs.map(({ id }) => id)).toEqual(['openrouter/models-dev'])
    expect(some.left.filter(({ path }) => !path.startsWith('/openrouter'))).toEqual([])
    expect(codesOf(importPriceMap(read('models-dev.json'), { ...options, providers: ['nope'] }))).toEqual([
      'import-unknown-provider',
    ])
  })
})

describe('CSV', () => {
  const header = 'provider,model,meter,price,per,currency,from,until,when'
  const csv = (...lines: readonly string[]) => importPriceMap([header, ...lines].join('\r\n'), options)

  it('reads quotes, line ends in quotes, a byte order mark, and every digit', () => {
    const text = `\uFEFF${header}\n"acme","the ""big"", one",input_tokens,0.00300,1000,EUR,,,\n\nacme,"the ""big"", one",output_tokens,6e-6,1,EUR,,,batch=batch\n`
    const map = unwrap(importPriceMap(text, options))
    expect(map.counts).toEqual({ models: 1, imported: 1, partly: 0, left: 0, rejected: 0 })
    expect(map.tariffs[0]).toMatchObject({
      id: 'acme/csv',
      currency: 'EUR',
      sources: { map: { evidence: 'catalogue', url: options.url } },
    })
    expect(map.tariffs[0]?.cards[0]).toMatchObject({
      model: 'the "big", one',
      rates: [
        { meter: 'input_tokens', price: '0.00300', per: '1000' },
        { meter: 'output_tokens', price: '0.000006', per: '1', when: { batch: 'batch' } },
      ],
    })
  })

  it('a period for each pair of bounds', () => {
    const map = unwrap(
      csv('a,m,input_tokens,2,1000000,USD,,2026-01-01,', 'a,m,input_tokens,1,1000000,USD,2026-01-01,,'),
    )
    expect(map.tariffs[0]?.cards.map(({ id, effective }) => [id, effective])).toEqual([
      ['m@undated', { until: '2026-01-01T00:00:00Z' }],
      ['m@2026-01-01', { from: '2026-01-01T00:00:00Z' }],
    ])
    expect(amounts(map, 'a', 'm', { input_tokens: 1_000_000 })).toEqual({ input_tokens: '1' })
  })

  it.each([
    ['an unknown meter', 'a,m,tokenz,1,1,USD,,,', 'import-csv-field', 'meter'],
    ['a negative price', 'a,m,input_tokens,-1,1,USD,,,', 'import-csv-field', 'price'],
    ['a price with a sign of money', 'a,m,input_tokens,$1,1,USD,,,', 'import-csv-field', 'price'],
    ['a price for nothing', 'a,m,input_tokens,1,0.0,USD,,,', 'import-csv-field', 'per'],
    ['no day', 'a,m,input_tokens,1,1,USD,2026-02-30,,', 'import-csv-field', 'from'],
    ['a time without its offset', 'a,m,input_tokens,1,1,USD,,2026-01-01T00:00:00,', 'import-csv-field', 'until'],
    ['an unknown facet', 'a,m,input_tokens,1,1,USD,,,tier=fast', 'import-csv-field', 'when'],
    ['too many fields', 'a,m,input_tokens,1,1,USD,,,,', 'import-csv-row', undefined],
    ['a quote that is not closed', 'a,"m,input_tokens,1,1,USD,,,', 'import-csv-row', undefined],
    ['two prices at once', 'a,n,input_tokens,1,1,USD,,,\na,n,input_tokens,2,1,USD,,,', 'lint-rate-overlap', undefined],
    [
      'periods that overlap',
      'a,n,input_tokens,1,1,USD,,,\na,n,input_tokens,2,1,USD,2026-01-01,,',
      'lint-period-overlap',
      undefined,
    ],
  ])('rejects %s, and imports the rest', (_name, line, code, field) => {
    const map = unwrap(csv('a,ok,input_tokens,1,1,USD,,,', ...line.split('\n')))
    expect(map.rejected.map((issue) => [issue.code, issue.params.field])).toEqual(
      [[code, field]].map(([a, b]) => [a, code === 'import-csv-row' ? undefined : b]),
    )
    if (code.startsWith('import')) expect(map.rejected[0]?.params.line).toBe('3')
    expect(map.tariffs[0]?.cards.map(({ model }) => model)).toEqual(['ok'])
  })

  it('tells the line of a fault that shows only beside another line', () => {
    const lines = [
      'a,m,input_tokens,1,1,USD,,,',
      'a,n,input_tokens,1,1,USD,,2026-07-01,',
      'a,n,input_tokens,2,1,USD,2026-06-01,,',
      'a,o,input_tokens,1,1,USD,,,',
      'a,o,input_tokens,2,1,USD,,,',
      `a,${'x'.repeat(201)},input_tokens,2,1,USD,,,`,
    ]
    const { rejected } = unwrap(csv(...lines))
    expect(rejected.map(({ code, params }) => [code, params.line, params.other, params.from, params.until])).toEqual([
      ['lint-period-overlap', '4', 'n@undated', '2026-06-01T00:00:00Z', '2026-07-01T00:00:00Z'],
      ['lint-rate-overlap', '6', 'CSV:5', undefined, undefined],
      ['import-invalid-name', '7', undefined, undefined, undefined],
    ])
  })

  it('a row with too many or too few fields costs its model, not half of it', () => {
    const map = unwrap(csv('a,m,input_tokens,1,1,USD,,,', 'a,m,output_tokens', 'a,n,input_tokens,1,1,USD,,,'))
    expect(map.rejected).toMatchObject([{ code: 'import-csv-row', params: { line: '3', model: 'm' } }])
    expect(map.rejectedModels).toEqual([{ provider: 'a', model: 'm' }])
    expect(map.tariffs[0]?.cards.map(({ model }) => model)).toEqual(['n'])
    expect(unwrap(csv('a,"m,input_tokens')).rejectedModels).toEqual([{}])
  })

  it('one currency for each provider', () => {
    const map = unwrap(csv('a,m,input_tokens,1,1,USD,,,', 'a,n,input_tokens,1,1,EUR,,,', 'b,n,input_tokens,1,1,EUR,,,'))
    expect(map.tariffs.map(({ provider, currency }) => `${provider} ${currency}`)).toEqual(['a USD', 'b EUR'])
    expect(map.rejected).toMatchObject([{ code: 'import-csv-field', params: { field: 'currency', line: '3' } }])
  })

  it('needs its columns, and an address', () => {
    expect(importPriceMap('provider,model\na,b', options)).toMatchObject({
      issues: [{ code: 'import-no-header', params: { missing: ['meter', 'price', 'per', 'currency'] } }],
    })
    expect(codesOf(importPriceMap(header, { checked: '2026-11-22' }))).toEqual(['import-no-url'])
    expect(codesOf(csv())).toEqual(['import-no-model'])
  })
})

describe('what is no price map is refused as a whole, with its place', () => {
  const whole = read('litellm.json')

  it.each([
    ['nothing', '', 'import-empty', {}],
    ['white space', ' \n', 'import-empty', {}],
    ['a web page', '<!DOCTYPE html>\n<html><body>Not Found', 'import-html', { line: '1', column: '1' }],
    ['a page with a remark first', '<!-- x --><html>', 'import-html', { line: '1', column: '1' }],
    ['a page without its beginning', '<title>404</title>', 'import-html', { line: '1', column: '1' }],
    [
      'an error',
      '{"error":{"code":429.0,"message":"slow down"}}',
      'import-error-object',
      { came: '{"code":429.0,"message":"slow down"}' },
      '/error',
    ],
    ['errors', '{"errors":["down"]}', 'import-error-object', { came: '["down"]' }, '/errors'],
    [
      'an error without the word',
      '{"message":"Not Found","documentation_url":"x","status":"404"}',
      'import-error-object',
      { came: '"Not Found"' },
      '/message',
    ],
    ['half a file', whole.slice(0, 700), 'json-syntax', {}],
    ['a key twice', '{"m":{"litellm_provider":"p"},\n "m":{}}', 'json-duplicate-key', { line: '2', column: '2' }],
    ['deep nesting', '['.repeat(100_000), 'json-depth', {}],
    ['an evil key', '{"m":{"litellm_provider":"p","__proto__":{"x":1}}}', 'import-unsafe-key', {}],
    ['another document', '{"name":"left-pad","version":"1.0.0"}', 'import-unknown-format', {}],
    ['an empty list', '[]', 'import-unknown-format', {}],
    ['a number', '5', 'import-no-header', {}],
    ['null', 'null', 'import-no-header', {}],
  ])('%s', (_name, text, code, params, path?: string) => {
    const result = importPriceMap(text, options)
    expect(result).toMatchObject({ ok: false, issues: [{ code, params, ...(path !== undefined && { path }) }] })
  })

  it('a day that is none is the caller’s mistake', () => {
    expect(() => importPriceMap(whole, { checked: '2026-02-30' })).toThrow('invalid-instant')
  })

  it('a format that was stated is held to', () => {
    expect(codesOf(importPriceMap(whole, { ...options, format: 'models-dev' }))).toEqual(['import-unknown-format'])
    expect(codesOf(importPriceMap(whole, { ...options, format: 'genai-prices' }))).toEqual(['import-unknown-format'])
    expect(codesOf(importPriceMap(whole, { ...options, format: 'csv' }))).toEqual(['import-no-header'])
  })

  it('does not change what every object has', () => {
    importPriceMap('[{"id":"__proto__","models":[{"id":"constructor","prices":{"input_mtok":1}}]}]', options)
    importPriceMap('{"toString":{"litellm_provider":"constructor","input_cost_per_token":1}}', options)
    expect(Object.keys(Object.prototype)).toEqual([])
    const odd = unwrap(
      importPriceMap('[{"id":"p","models":[{"id":"constructor","prices":{"input_mtok":1}}]}]', options),
    )
    expect(odd.tariffs[0]?.cards[0]?.model).toBe('constructor')
  })

  const seconds = (text: string) => {
    const started = performance.now()
    const { counts, rejected } = unwrap(importPriceMap(text, options))
    return { counts, codes: new Set(rejected.map(({ code }) => code)), seconds: (performance.now() - started) / 1000 }
  }
  const genai = (prices: unknown) => JSON.stringify([{ id: 'p', models: [{ id: 'm', prices }] }])
  const times = (count: number, make: (at: number) => unknown) => Array.from({ length: count }, (_, at) => make(at))
  const day = (at: number) => new Date(Date.UTC(1990, 0, 1 + at)).toISOString().slice(0, 10)
  const clock = (at: number) => `${new Date(at * 60_000).toISOString().slice(11, 16)}:00Z`
  const table = (rows: readonly unknown[]) => ['provider,model,meter,price,per,currency,from', ...rows].join('\n')

  it.each([
    [
      'one-minute windows',
      () =>
        genai(
          times(1440, (at) => ({
            ...(at > 0 && { constraint: { start_time: clock(at), end_time: clock(at + 1) } }),
            prices: { input_mtok: at },
          })),
        ),
      'import-too-many',
    ],
    [
      'start dates',
      () => genai(times(20_000, (at) => ({ constraint: { start_date: day(at) }, prices: { input_mtok: at } }))),
      'import-too-many',
    ],
    [
      'tiers',
      () => genai({ input_mtok: { base: 1, tiers: times(20_000, (at) => ({ start: at + 1, price: at })) } }),
      'import-too-many',
    ],
    ['rows of one model', () => table(times(50_000, (at) => `a,m,input_tokens,${at},1,USD,`)), 'import-too-many'],
    ['days of one model', () => table(times(20_000, (at) => `a,m,input_tokens,1,1,USD,${day(at)}`)), 'import-too-many'],
    [
      'models that each have a clash',
      () => table(times(6000, (at) => `a,m${Math.trunc(at / 2)},input_tokens,${at},1,USD,`)),
      'lint-rate-overlap',
    ],
  ])('of many %s it is soon done with', (_name, text, code) => {
    const found = seconds(text())
    expect(found.codes).toContain(code)
    expect(found.counts.imported).toBe(0)
    expect(found.seconds).toBeLessThan(8)
  })

  it('tells of many faults the first, and how many more there are', () => {
    const map = unwrap(importPriceMap(table(times(30_000, (at) => `a,m${at},tokenz,1,1,USD,`)), options))
    expect(map.rejected).toHaveLength(1001)
    expect(map.rejected.at(-1)).toEqual({ code: 'import-more-faults', path: '', params: { count: '29000' } })
    expect(map.counts).toMatchObject({ models: 30_000, rejected: 30_000 })
  })

  it('of more models than a list or a file has it is refused, and as many as it has are taken', () => {
    const models = (count: number) =>
      `{${times(count, (at) => `"m${at}":{"litellm_provider":"p","input_cost_per_token":1}`).join()}}`
    expect(importPriceMap(models(130_000), options)).toMatchObject({
      issues: [{ code: 'import-too-many', params: { model: 'litellm', count: '130000' } }],
    })
    expect(importPriceMap(models(10_001), options)).toMatchObject({
      issues: [{ code: 'import-too-many', params: { model: 'p', count: '10001', limit: '10000' } }],
    })
    expect(codesOf(importPriceMap(table(times(130_000, (at) => `a,m${at},tokenz,1,1,USD,`)), options))).toEqual([
      'import-too-many',
    ])
    expect(seconds(models(10_000)).counts).toMatchObject({ models: 10_000, imported: 10_000 })
  })

  it('takes time in proportion to a hostile file', () => {
    const models = Array.from(
      { length: 5000 },
      (_, at) => `"m${at}":{"litellm_provider":"p","input_cost_per_token":"x"}`,
    )
    const started = performance.now()
    const map = unwrap(importPriceMap(`{${models.join()}}`, options))
    expect(map.counts).toMatchObject({ models: 5000, rejected: 5000 })
    expect(performance.now() - started).toBeLessThan(5000)
  })
})

it('a price without a date was seen on the day of the file: it holds from then on, with its age', () => {
  const map = unwrap(importPriceMap(read('litellm.json'), options))
  const [tariff] = map.tariffs.filter(({ provider }) => provider === 'openai')
  expect(tariff?.cards[0]).toMatchObject({ id: 'gpt-5.4-mini@2026-11-22', effective: { observed: ['2026-11-22'] } })
  const at = (day: string) => {
    const instant = Date.parse(`${day}T12:00:00Z`)
    const compile = { horizon: { from: instant, until: instant + 1 }, allowEvidence: ['catalogue'] as const }
    const usage = aUsage({ input_tokens: exact(1) }, { model: 'gpt-5.4-mini', at: formatInstant(instant) })
    const { lines, warnings } = unwrap(rate(usage, [compileTariff(tariff as never, compile)], OPTIONS))
    const age = warnings.find(({ code }) => code === 'price-age')
    return [lines[0]?.status, lines[0]?.reason, age?.params.days]
  }
  expect(at('2026-11-21')).toEqual(['unpriced', 'before-first-observation', undefined])
  expect(at('2026-11-22')).toEqual(['priced', 'rate', undefined])
  expect(at('2027-02-01')).toEqual(['priced', 'rate', '71'])
})

describe('what was rejected stays as an earlier import has it', () => {
  const models = (prices: Readonly<Record<string, unknown>>) =>
    JSON.stringify([{ id: 'p', models: Object.entries(prices).map(([id, value]) => ({ id, prices: value })) }])
  const hours = [
    { prices: { input_mtok: 1 } },
    { constraint: { start_time: '01:00:00Z', end_time: '02:00:00Z' }, prices: { input_mtok: 2 } },
  ]
  const before = unwrap(
    importPriceMap(models({ a: { input_mtok: 1 }, 'b.1': hours, 'b-1': hours, gone: { input_mtok: 4 } }), {
      checked: '2026-10-01',
    }),
  )
  const after = (text: string) => unwrap(importPriceMap(text, { checked: '2026-11-22' }))

  it('with its day and the names that it had; what is gone is gone', () => {
    const faulty = { a: { input_mtok: 1 }, 'b.1': { input_mtok: -1 }, 'b-1': { input_mtok: 'x' } }
    const now = keepEarlierPrices(after(models(faulty)), before.tariffs)
    expect(now.kept).toEqual([
      { provider: 'p', model: 'b.1', checked: '2026-10-01' },
      { provider: 'p', model: 'b-1', checked: '2026-10-01' },
    ])
    expect(now.tariffs[0]?.cards).toMatchObject([
      { model: 'a', source: 'map', effective: { observed: ['2026-10-01', '2026-11-22'] } },
      { model: 'b.1', aliases: ['b-1'], source: 'map@2026-10-01', effective: { observed: ['2026-10-01'] } },
    ])
  })

  it('until it is read again', () => {
    const broken = { a: { input_mtok: 1 }, 'b.1': { input_mtok: '1' } }
    const now = keepEarlierPrices(after(models(broken)), before.tariffs)
    expect(now.kept).toEqual([{ provider: 'p', model: 'b.1', checked: '2026-10-01' }])
    const [tariff] = now.tariffs
    expect(parseTariff(tariff)).toMatchObject({ ok: true })
    expect(Object.keys(tariff?.facets ?? {})).toEqual(['hours-01:00-02:00'])
    expect(Object.keys(tariff?.sources ?? {})).toEqual(['map', 'map@2026-10-01'])
    const later = keepEarlierPrices(unwrap(importPriceMap(models(broken), { checked: '2026-12-01' })), now.tariffs)
    expect(later.kept).toEqual([{ provider: 'p', model: 'b.1', checked: '2026-10-01' }])
    expect(later.tariffs[0]?.cards.map(({ source }) => source)).toEqual(['map', 'map@2026-10-01'])
    const mended = keepEarlierPrices(after(models({ a: { input_mtok: 1 } })), later.tariffs)
    expect(mended.kept).toEqual([])
    expect(Object.keys(mended.tariffs[0]?.sources ?? {})).toEqual(['map'])
  })

  it('days on which the same was seen are kept, and so are the prices that were another', () => {
    const read = (day: string, prices: Parameters<typeof models>[0]) =>
      unwrap(importPriceMap(models(prices), { checked: day }))
    const one = read('2026-10-01', { a: { input_mtok: 1 }, b: { input_mtok: 1 } }).tariffs
    const two = keepEarlierPrices(read('2026-10-08', { a: { input_mtok: 1 }, b: { input_mtok: 2 } }), one).tariffs
    const three = keepEarlierPrices(read('2026-10-15', { a: { input_mtok: 1 }, b: { input_mtok: 2 } }), two)
    const told = (tariff: Tariff | undefined) =>
      tariff?.cards.map(({ id, effective, rates, source }) => [id, effective.observed, rates[0]?.price, source])
    expect(told(three.tariffs[0])).toEqual([
      ['a@2026-10-15', ['2026-10-01', '2026-10-15'], '1', 'map'],
      ['b@2026-10-15', ['2026-10-08', '2026-10-15'], '2', 'map'],
      ['b@2026-10-01', ['2026-10-01'], '1', 'map@2026-10-01'],
    ])
    expect(three.kept).toEqual([])
    expect(parseTariff(three.tariffs[0])).toMatchObject({ ok: true })
    const again = keepEarlierPrices(read('2026-10-15', { a: { input_mtok: 7 }, b: { input_mtok: 2 } }), three.tariffs)
    expect(told(again.tariffs[0])).toEqual([
      ['a@2026-10-15', ['2026-10-15'], '7', 'map'],
      ['b@2026-10-15', ['2026-10-08', '2026-10-15'], '2', 'map'],
      ['a@2026-10-01', ['2026-10-01'], '1', 'map@2026-10-15'],
      ['b@2026-10-01', ['2026-10-01'], '1', 'map@2026-10-01'],
    ])
  })

  it('and where nobody knows of which model a fault is, all that is not in the new list', () => {
    const header = 'provider,model,meter,price,per,currency'
    const table = (rows: string) => unwrap(importPriceMap(`${header}\n${rows}`, options))
    const old = table('a,m,input_tokens,1,1,EUR\na,n,input_tokens,2,1,EUR').tariffs
    const now = keepEarlierPrices(table('a,m,input_tokens,3,1,USD\na,"n,input_tokens,2,1,USD'), old)
    expect(now.kept).toMatchObject([{ model: 'n' }])
    expect(now.tariffs[0]?.cards.map(({ model, currency, rates }) => [model, currency, rates[0]?.price])).toEqual([
      ['m', undefined, '3'],
      ['n', 'EUR', '2'],
    ])
  })

  it('as a whole, where old and new together would have an error', () => {
    const faulty = { a: { input_mtok: 3 }, 'b.1': { input_mtok: 5 }, 'b-1': { input_mtok: -1 } }
    expect(keepEarlierPrices(after(models(faulty)), before.tariffs)).toEqual({ tariffs: [], kept: [] })
  })
})

describe('names', () => {
  const genai = (...models: readonly object[]) =>
    unwrap(
      importPriceMap(
        JSON.stringify([{ id: 'p', models: models.map((model) => ({ prices: { input_mtok: 1 }, ...model })) }]),
        options,
      ),
    )

  it('two spellings of one price are one model with two names', () => {
    const map = genai({ id: 'big-1.5' }, { id: 'big-1-5' })
    expect(map.tariffs[0]?.cards).toMatchObject([{ model: 'big-1.5', aliases: ['big-1-5'] }])
    expect(map.counts).toMatchObject({ models: 2, imported: 2 })
  })

  it('of two spellings with two prices the first is kept, and the other is listed', () => {
    const map = genai({ id: 'big-1.5' }, { id: 'Big-1-5', prices: { input_mtok: 2 } })
    expect(map.tariffs[0]?.cards.map(({ model }) => model)).toEqual(['big-1.5'])
    expect(map.left).toMatchObject([{ code: 'import-spelling', path: '/0/models/1' }])
    expect(map.counts).toMatchObject({ models: 2, imported: 1, left: 1 })
  })

  it('a rule that cannot be run in bounded time leaves out names, and adds none', () => {
    const regex = '^(?!a)'
    const map = genai({ id: 'm', match: { or: [{ equals: 'x' }, { and: [{ contains: 'y' }, { regex }] }] } })
    expect(map.tariffs[0]?.cards[0]?.match).toEqual({ or: [{ equals: 'x' }] })
    expect(map.left).toMatchObject([
      { code: 'import-regex', path: '/0/models/0/match/or/1/and/1/regex', params: { regex } },
    ])
  })
})

describe('conditions of genai-prices', () => {
  const genai = (prices: unknown) =>
    unwrap(importPriceMap(JSON.stringify([{ id: 'p', models: [{ id: 'm', prices }] }]), options))
  const hours = (start: string, end: string) => ({ start_time: start, end_time: end })

  it('a window over midnight, and one with an offset', () => {
    const map = genai([
      { prices: { input_mtok: 1 } },
      { constraint: hours('16:30:00Z', '00:30:00Z'), prices: { input_mtok: 2 } },
      { constraint: hours('09:00:00+08:00', '10:00:00+08:00'), prices: { input_mtok: 3 } },
    ])
    const [facet] = Object.values(map.tariffs[0]?.facets ?? {})
    expect(facet?.clock?.map(({ hours: window }) => window)).toEqual([
      ['16:30', '00:30'],
      ['01:00', '02:00'],
    ])
    const at = (time: string) => {
      const instant = Date.parse(`2026-11-22T${time}Z`)
      const table = compileTariff(map.tariffs[0] as never, {
        models: ['m'],
        horizon: { from: instant, until: instant + 1 },
        allowEvidence: ['catalogue'],
      })
      const receipt = unwrap(
        rate(aUsage({ input_tokens: exact(1_000_000) }, { at: formatInstant(instant) }), [table], OPTIONS),
      )
      return formatExact(receipt.totals[0]?.amount.likely ?? { numerator: 0, denominator: 1 })
    }
    expect(['16:29:59', '16:30:00', '23:15:00', '00:15:00', '00:30:00', '01:30:00', '02:00:00'].map(at)).toEqual([
      '1',
      '2',
      '2',
      '2',
      '1',
      '3',
      '1',
    ])
  })

  it('lists what a price, a tier, an entry, an extractor and its mappings say besides', () => {
    const tiers = [{ start: 5, price: 2, unit: 'x' }]
    const prices = [{ note: 1, prices: { input_mtok: { base: 1, tiers, rounding: 'up' }, output_mtok: null } }]
    const mappings = [{ path: 'i', dest: 'input_tokens', factor: 2 }]
    const extractors = [{ api_flavor: 'a', root: 'u', model_path: 'm', mappings, scale: 3 }]
    const map = unwrap(
      importPriceMap(JSON.stringify([{ id: 'p', extractors, models: [{ id: 'm', prices }] }]), options),
    )
    expect(map.left.map(({ code, path }) => `${code} ${path}`).sort()).toEqual([
      'import-descriptive /0/models/0/prices/0/prices/output_mtok',
      'import-no-meter /0/extractors/0/mappings/0/factor',
      'import-no-meter /0/extractors/0/scale',
      'import-no-meter /0/models/0/prices/0/note',
      'import-no-meter /0/models/0/prices/0/prices/input_mtok/rounding',
      'import-no-meter /0/models/0/prices/0/prices/input_mtok/tiers/0/unit',
    ])
    expect(map.counts).toMatchObject({ partly: 1 })
  })

  it.each([
    ['a constraint of another kind', { constraint: { weekday: 1 } }, 'import-constraint'],
    ['a date that is none', { constraint: { start_date: '2026-02-30' } }, 'import-constraint'],
    ['seconds', { constraint: hours('16:30:01Z', '17:00:00Z') }, 'import-constraint'],
    ['no hours at all', { constraint: hours('16:30:00Z', '16:30:00Z') }, 'import-constraint'],
  ])('%s leaves the model out', (_name, entry, code) => {
    const map = genai([{ prices: { input_mtok: 1 } }, { ...entry, prices: { input_mtok: 2 } }])
    expect(map.left.map((issue) => issue.code)).toEqual([code])
    expect(map.counts).toMatchObject({ left: 1, imported: 0 })
  })

  it('hours that overlap leave the model out, and prices that are never in force are told', () => {
    const window = { constraint: hours('01:00:00Z', '03:00:00Z'), prices: { input_mtok: 2 } }
    const other = { constraint: hours('02:00:00Z', '04:00:00Z'), prices: { input_mtok: 3 } }
    expect(genai([{ prices: { input_mtok: 1 } }, window, other]).left).toMatchObject([
      { code: 'import-overlapping-hours' },
    ])
    const late = { constraint: { start_date: '2026-05-01' }, prices: { input_mtok: 2 } }
    const early = { constraint: { start_date: '2026-01-01' }, prices: { input_mtok: 3 } }
    const map = genai([{ prices: { input_mtok: 1 } }, late, early])
    expect(map.left).toMatchObject([{ code: 'import-never-in-force' }])
    expect(map.tariffs[0]?.cards.map(({ effective }) => effective)).toEqual([
      { until: '2026-01-01T00:00:00Z' },
      { from: '2026-01-01T00:00:00Z' },
    ])
  })

  it.each([
    ['a negative price', { input_mtok: -1 }],
    ['a price that is a text', { input_mtok: '1' }],
    ['a tier without its start', { input_mtok: { base: 1, tiers: [{ price: 2 }] } }],
    [
      'two tiers with one start',
      {
        input_mtok: {
          base: 1,
          tiers: [
            { start: 5, price: 2 },
            { start: 5, price: 3 },
          ],
        },
      },
    ],
    ['cached and audio, and no price of both', { input_mtok: 1, cache_read_mtok: 2, input_audio_mtok: 3 }],
    ['no object', []],
  ])('%s rejects the model', (_name, prices) => {
    const map = genai([{ prices }])
    expect(map.counts).toMatchObject({ rejected: 1, imported: 0 })
    expect(map.tariffs).toEqual([])
  })
})

it('everything that is told has its words in both languages', () => {
  const header = 'provider,model,meter,price,per,currency,note'
  const genai = [
    {
      ...{ id: 'p', api_pattern: 'x', extractors: [{ api_flavor: 'a', root: [{}], mappings: [] }] },
      models: [
        {
          id: 'a',
          name: 'A',
          match: { or: [{ regex: '(?=a)' }, { near: 'x' }] },
          prices: { input_mtok: 1, requests_kcount: 2, web_searches_kcount: 1 },
        },
        { id: 'A', prices: { input_mtok: 2 } },
        { id: 'b', prices: { input_mtok: 1, cache_read_mtok: 2, input_audio_mtok: 3 } },
        { id: 'c', prices: [] },
        { id: 'd', prices: { audio_hours: 1, input_audio_hours: 2 } },
        { id: 'e', prices: [{ prices: {} }, { constraint: { weekday: 1 }, prices: {} }] },
        { id: 'f', prices: [{ prices: {} }, { prices: {} }] },
        { id: ' g', prices: { input_mtok: 'x' } },
      ],
    },
    {
      id: 'q',
      extractors: [
        {
          api_flavor: 'a',
          root: 'u',
          model_path: 'm',
          mappings: [
            { path: 'i', dest: 'input_tokens' },
            { path: 'j', dest: 'web_searches' },
          ],
        },
      ],
      models: [],
    },
  ]
  const texts = [
    ...[read('litellm.json'), read('models-dev.json'), JSON.stringify(genai)],
    '{"m":{"litellm_provider":"p","tiered_pricing":[{"range":[5,6],"input_cost_per_token":1}]}}',
    `${header}\na,m,tokenz,1,1,USD,\na,m\n`,
    ...['', '<html>', '{"error":1}', '{"__proto__":1}', '{"a":1}', 'a,b', '[{"id":"p","models":[]}]'],
  ]
  const results = [
    ...texts.map((text) => importPriceMap(text, options)),
    importPriceMap(header, { checked: '2026-11-22' }),
    importPriceMap(read('litellm.json'), { ...options, providers: ['nope'] }),
  ]
  const issues = results.flatMap((result) =>
    result.ok ? [...result.value.left, ...result.value.rejected] : result.issues,
  )
  expect(new Set(issues.map(({ code }) => code)).size).toBeGreaterThan(25)
  for (const lang of ['en', 'zh'] as const)
    for (const issue of issues) expect(renderIssue(issue, lang)).not.toMatch(/\{\w+\}|\[\[|^import-/)
})

describe('whatever comes in place of a part of a file', () => {
  const genai = [
    {
      ...{
        id: 'p',
        name: 'P',
        extractors: [
          { api_flavor: 'a', root: 'u', model_path: 'm', mappings: [{ path: ['i', 'j'], dest: 'input_tokens' }] },
        ],
      },
      models: [
        {
          ...{
            id: 'a',
            match: { or: [{ regex: '^a' }, { and: [{ contains: 'x' }] }] },
            context_window: 5,
            price_comments: 'x',
          },
          prices: [
            { prices: { input_mtok: { base: 1, tiers: [{ start: 5, price: 2 }] }, cache_read_mtok: 0.5 } },
            { constraint: { start_date: '2026-01-01', type: 'start_date' }, prices: { input_mtok: 2 } },
            {
              constraint: { start_time: '01:00:00Z', end_time: '02:00:00Z' },
              prices: { input_mtok: 3, output_mtok: 1 },
            },
          ],
        },
        { id: 'b', prices: { audio_hours: 1 } },
      ],
    },
  ]
  const documents = [genai, JSON.parse(read('litellm.json')), JSON.parse(read('models-dev.json'))]

  /** Every place of a document. */
  const placesOf = (value: unknown, path: readonly string[] = []): readonly (readonly string[])[] =>
    typeof value === 'object' && value !== null
      ? [path, ...Object.entries(value).flatMap(([key, inner]) => placesOf(inner, [...path, key]))]
      : [path]

  const changed = (document: unknown, path: readonly string[], by: unknown): unknown => {
    const [key, ...rest] = path
    if (key === undefined) return by
    const copy = structuredClone(document) as Record<string, unknown>
    copy[key] = changed(copy[key], rest, by)
    return copy
  }

  it('is an answer, its models are counted, and its tariffs are without a fault', () => {
    const other = fc.oneof(
      fc.jsonValue({ maxDepth: 2 }),
      fc.constantFrom(
        '',
        'x'.repeat(300),
        '\u0000',
        '../x',
        -1,
        1e300,
        1e-300,
        0,
        null,
        [],
        {},
        [[]],
        'constructor',
        '2026-01-01',
      ),
    )
    fc.assert(
      fc.property(fc.constantFrom(...documents), fc.nat(), other, (document, at, by) => {
        const places = placesOf(document)
        const result = importPriceMap(JSON.stringify(changed(document, places[at % places.length] ?? [], by)), options)
        if (!result.ok) return
        const { counts, tariffs, rejected, left } = result.value
        expect(counts.imported + counts.partly + counts.left + counts.rejected).toBe(counts.models)
        for (const tariff of tariffs)
          expect(parseTariff(JSON.parse(JSON.stringify(tariff)))).toMatchObject({ ok: true })
        expect(counts.rejected > 0 && rejected.length === 0).toBe(false)
        expect(counts.left + counts.partly > 0 && left.length === 0).toBe(false)
      }),
      { numRuns: 600, seed: 20261122 },
    )
  })

  it('a rule nested deeper than a tariff may be is listed', () => {
    let match: object = { equals: 'x' }
    for (let depth = 0; depth < 20; depth++) match = { or: [match] }
    const map = unwrap(
      importPriceMap(JSON.stringify([{ id: 'p', models: [{ id: 'm', match, prices: { input_mtok: 1 } }] }]), options),
    )
    expect(map.left.map(({ code }) => code)).toEqual(['import-name-rule'])
    expect(parseTariff(map.tariffs[0])).toMatchObject({ ok: true })
  })
})
