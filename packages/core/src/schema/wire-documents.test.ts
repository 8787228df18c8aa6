import { readdirSync, readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { type CompileOptions, compileTariff } from '../compile/compile-tariff.ts'
import clean from '../compile/lint/clean-tariff.json' with { type: 'json' }
import { compareTariffs } from '../history/compare-tariffs.ts'
import { compareUsage } from '../history/compare-usage.ts'
import { priceHistory } from '../history/price-history.ts'
import { priceHistoryToJson } from '../history/price-history-json.ts'
import { tariffDiffToJson } from '../history/tariff-diff-json.ts'
import { PRICE_MAP_FORMATS } from '../import/price-map.ts'
import { readJson } from '../json/read-json.ts'
import type { MeterId } from '../meter/meter.ts'
import { exactly, type Range } from '../number/range.ts'
import { divideRationals, rational } from '../number/rational.ts'
import { prepaid } from '../rating/prepaid.ts'
import { withDisplay } from '../receipt/display-totals.ts'
import { estimate } from '../receipt/estimate.ts'
import { rate } from '../receipt/rate.ts'
import type { Receipt } from '../receipt/receipt.ts'
import { receiptToJson } from '../receipt/receipt-json.ts'
import { issue, type Result } from '../result.ts'
import type { Tariff } from '../tariff/tariff.ts'
import type { Quantities, Usage } from '../usage/usage.ts'
import { usageToJson } from '../usage/usage-json.ts'
import { USAGE_MAPPINGS } from '../usage/usage-mappings.ts'
import { balancesSchema } from './balance-schema.ts'
import { configSchema } from './config-schema.ts'
import { contractSchema } from './contract-schema.ts'
import { countSchema } from './count-schema.ts'
import { errorSchema, noticesSchema } from './error-schema.ts'
import { fxSchema } from './fx-schema.ts'
import { DOCUMENT_NAMES, type DocumentName, jsonSchema } from './json-schema.ts'
import { lintSchema } from './lint-schema.ts'
import { parseBalances } from './parse-balances.ts'
import { parseFx } from './parse-fx.ts'
import { parseReceipt } from './parse-receipt.ts'
import { parseUsage } from './parse-usage.ts'
import { priceHistorySchema } from './price-history-schema.ts'
import { receiptSchema } from './receipt-schema.ts'
import { tariffDiffSchema } from './tariff-diff-schema.ts'
import { tariffImportSchema } from './tariff-import-schema.ts'
import { tariffListSchema } from './tariff-list-schema.ts'
import { tariffSchema } from './tariff-schema.ts'
import { usageMappingsSchema } from './usage-mappings-schema.ts'
import { usageSchema } from './usage-schema.ts'

const here = (path: string) => new URL(path, import.meta.url)
const read = (url: URL) => JSON.parse(readFileSync(url, 'utf8'))
const hard = (name: string) => read(here(`../../../../conformance/tariffs/${name}.json`)) as Tariff
const bundled = (id: string) => read(here(`../../tariffs/${id}.json`)) as Tariff

const unwrap = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.issues))
  return result.value
}

const usageOf = (
  model: string,
  quantities: Readonly<Partial<Record<MeterId, string | Range>>>,
  more: Partial<Usage> = {},
): Usage => ({
  id: 'request-1',
  at: '2026-05-20T12:00:00+08:00',
  grain: 'request',
  requests: rational(1),
  model,
  facets: {},
  dimensions: { workspace: 'a', constructor: 'b' },
  quantities: Object.fromEntries(
    Object.entries(quantities).map(([id, value]) => [
      id,
      typeof value === 'string' ? { ...exactly(rational(value)), basis: 'reported' } : { ...value, basis: 'estimated' },
    ]),
  ) as Quantities,
  issues: [],
  ...more,
})

const range = (low: string, likely: string, high: string): Range => ({
  low: rational(low),
  likely: rational(likely),
  high: rational(high),
})

const context = { id: 'receipt-1', engine: '1.0.0', asOf: '2026-11-21' }
const rated = (tariff: Tariff, usage: Usage, options: object = {}, compile: CompileOptions = {}): Receipt =>
  unwrap(rate(usage, [compileTariff(tariff, compile)], { ...context, ...options }))

const third = divideRationals(rational(1), rational(3))
const hashes = {
  sha256: 'a'.repeat(64),
  card: () => 'b'.repeat(64),
}
const usages: Readonly<Record<string, Usage>> = {
  plain: usageOf(
    'qwen-max',
    { input_tokens: '1000000', output_tokens: '1000000' },
    { at: '2024-12-16T12:00:00+08:00', provider: 'alibaba-model-studio' },
  ),
  range: usageOf(
    'qwen-plus',
    { input_tokens: range('100', '128000', '300000'), output_tokens: range('1', '2', '3') },
    { facets: { thinking: 'on' } },
  ),
  fraction: usageOf(
    'x',
    { audio_seconds: { low: third, likely: third, high: rational(1) } },
    {
      grain: 'aggregate',
      requests: divideRationals(rational(7), rational(3)),
      issues: [issue('total-mismatch', '/usage/total_tokens', { total: '3', sum: '2', list: ['a', 'b'] })],
    },
  ),
}

const receipts: Readonly<Record<string, Receipt>> = {
  allowance: rated(hard('batch-cn'), usageOf('qwen3.7-max', { input_tokens: range('1', '2', '2000') }), {
    state: { remaining: { input_tokens: exactly(rational(1000)) }, usedInPeriod: {} },
  }),
  'no finite decimal': rated(bundled('atomgit-ai/default'), usageOf('notebook', { core_seconds: '9600' })),
  plain: rated(bundled('alibaba-model-studio/international-usd'), usages.plain as Usage, {}, { hashes }),
  'between observations': rated(
    bundled('alibaba-model-studio/international-usd'),
    usageOf('qwen-max', { input_tokens: '10' }, { at: '2025-01-16 12:00:00.25z' }),
  ),
  'range over tiers': rated(hard('qwen-plus-cn'), usages.range as Usage),
  modifiers: rated(hard('batch-cn'), usageOf('qwen3.7-max', { input_tokens: '1000', cache_read_tokens: '5' })),
  steps: rated(hard('volume'), usageOf('graduated', { images: '150' }), {
    state: { remaining: {}, usedInPeriod: { images: rational(33) } },
  }),
  rounding: rated(hard('volume'), usageOf('per-minute', { audio_seconds: '121.5' })),
  merged: unwrap(
    estimate(
      {
        model: 'qwen-max',
        at: '2024-12-16T12:00:00+08:00',
        text: { tokens: rational(12) },
        outputTokens: rational(3),
        turns: 3,
      },
      [compileTariff(bundled('alibaba-model-studio/international-usd'))],
      context,
    ),
  ),
}

const contract = {
  schema: 'ratecard/contract@1',
  name: 'Framework agreement 2026',
  provider: 'alibaba-model-studio',
  scope: 'cn',
  currency: 'CNY',
  modifiers: [
    {
      id: 'ten-off',
      name: { en: '10 % off', zh: '九折' },
      meters: ['input_tokens'],
      factor: '0.9',
      order: 10,
      excludes: ['batch'],
    },
    {
      id: 'agreed-output',
      when: { thinking: 'off' },
      models: ['qwen-plus'],
      exceptModels: ['qwen-plus-latest'],
      meters: ['output_tokens'],
      price: '1.8',
      per: '1000000',
      order: 0,
      effective: { from: '2026-01-01T00:00:00+08:00', until: '2027-01-01T00:00:00+08:00' },
    },
  ],
}

const balances = {
  schema: 'ratecard/balances@1',
  balances: [
    {
      id: 'free-tokens qwen-plus',
      allowance: 'free-tokens',
      tariff: 'fixture/balances-cn',
      model: 'qwen-plus',
      remaining: '1000',
      from: '2026-04-02T00:00:00+08:00',
      until: '2026-07-01T00:00:00+08:00',
      claims: [{ until: '2026-07-02T00:00:00+08:00', rule: '3 months', source: 'bill' }],
    },
    { id: 'plan', allowance: 'general-plan', remaining: '2.333333333333', remainingExact: '7/3', currency: 'CNY' },
  ],
}

const count = {
  schema: 'ratecard/count@1',
  items: [
    {
      source: '-',
      tokenizer: 'qwen',
      basis: 'counted',
      tokens: '2',
      ids: [1, 2],
      pieces: ['a', '\\xE4\\xBD'],
    },
    { source: 'a.txt', basis: 'estimated', tokens: '12', tokensRange: { low: '10', high: '14' } },
  ],
  total: '14',
  totalRange: { low: '12', high: '16' },
}
const prepaidFor = (quantities: Parameters<typeof usageOf>[1]) =>
  rated(hard('balances-cn'), usageOf('qwen-plus', quantities), {
    state: { remaining: {}, usedInPeriod: {}, prepaid: prepaid(unwrap(parseBalances(balances))) },
  })
const prepaidReceipts = {
  'balances of quantity and money': prepaidFor({ input_tokens: range('800', '900', '130000'), output_tokens: '5000' }),
  'balances in full': prepaidFor({ input_tokens: '10' }),
}
const lint = {
  schema: 'ratecard/lint@1',
  today: '2026-11-22',
  tariffs: [
    {
      source: 'mine.json',
      errors: [{ code: 'lint-duplicate-id', path: 'mine.json#/cards/1/id', params: { id: 'a', first: '/cards/0' } }],
      warnings: [],
      waived: [],
    },
  ],
  counts: { errors: '1', warnings: '0', waived: '0' },
}
const fx = {
  schema: 'ratecard/fx@1',
  name: 'Our rates',
  source: { url: 'https://rates.example', title: 'Rates', checked: '2026-11-22' },
  rates: [
    { from: 'USD', to: 'CNY', rate: '7.1234', day: '2024-12-16' },
    { from: 'CNY', to: 'USD', rate: '0.13', month: '2026-05' },
    { from: 'USD', to: 'CNY', rate: '7', month: '2026-05' },
  ],
}
const displayed = (receipt: Receipt, currency: string) =>
  withDisplay(receipt, unwrap(parseFx(fx)), { currency, timeZone: '+08:00' })
const displayedReceipts = {
  'shown in another currency': displayed(receipts.plain as Receipt, 'CNY'),
  'shown as a range': displayed(receipts['range over tiers'] as Receipt, 'USD'),
}
const error = {
  schema: 'ratecard/error@1',
  issues: [
    { code: 'unknown-meter', path: '/usage/x', params: { meter: 'x', candidates: ['a'] }, message: 'No meter x' },
  ],
}

describe('receipts that rating makes', () => {
  it.each(Object.entries({ ...receipts, ...prepaidReceipts, ...displayedReceipts }))(
    '%s: written and read back, equal',
    (_, receipt) => {
      const text = JSON.stringify(receiptToJson(receipt))
      expect(unwrap(parseReceipt(JSON.parse(text)))).toEqual(receipt)
      expect(unwrap(parseReceipt(unwrap(readJson(text))))).toEqual(receipt)
    },
  )

  it('shows what is to be shown', () => {
    for (const receipt of Object.values(displayedReceipts)) expect(receipt.display).toHaveLength(1)
  })

  it('passes over fields of later versions', () => {
    const json = structuredClone(receiptToJson(receipts.plain as Receipt)) as never as { lines: object[] }
    const later = { ...json, invoice: 'x', lines: json.lines.map((line) => ({ ...line, invoice: 'x' })) }
    expect(unwrap(parseReceipt(later))).toEqual(receipts.plain)
  })

  const planted: readonly [path: string, expected: string, plant: (json: never) => unknown][] = [
    [
      '/lines/0/amountRange',
      'ordered-range',
      (json: { lines: object[] }) => Object.assign(json.lines[0] ?? {}, { amountRange: { low: '11', high: '12' } }),
    ],
    [
      '/totals/0/amountExact',
      'same-number',
      (json: { totals: object[] }) => Object.assign(json.totals[0] ?? {}, { amountExact: '8/3' }),
    ],
    [
      '/coverage/input_tokensExact',
      'same-number',
      (json: { coverage: object }) => Object.assign(json.coverage, { input_tokensExact: '1/3' }),
    ],
    [
      '/coverage/images',
      'signed-decimal',
      (json: { coverage: object }) => Object.assign(json.coverage, { imagesExact: '1/3' }),
    ],
    [
      '/coverage/images',
      'signed-decimal',
      (json: { coverage: object }) => Object.assign(json.coverage, { images: '1/3' }),
    ],
    [
      '/coverage/input_tokensRange',
      'object',
      (json: { coverage: object }) => Object.assign(json.coverage, { input_tokensRange: '3' }),
    ],
    [
      '/lines/0/meter',
      'meter',
      (json: { lines: object[] }) => Object.assign(json.lines[0] ?? {}, { meter: 'toString' }),
    ],
    ['/at', 'instant', (json: object) => Object.assign(json, { at: '2024-12-16T12:00:00' })],
  ]
  it.each(planted)('%s: %s', (path, expected, plant) => {
    const json = structuredClone(receiptToJson(receipts.plain as Receipt))
    plant(json as never)
    const result = parseReceipt(json)
    expect(result.ok ? [] : result.issues.map((found) => [found.path, found.params.expected])).toEqual([
      [path, expected],
    ])
  })
})

describe('usage', () => {
  it.each(Object.entries(usages))('%s: written and read back, equal', (_, usage) => {
    const text = JSON.stringify(usageToJson(usage))
    expect(unwrap(parseUsage(JSON.parse(text)))).toEqual(usage)
    expect(unwrap(parseUsage(unwrap(readJson(text))))).toEqual(usage)
  })

  it('has these fields, each under its stable name', () => {
    expect(usageToJson(usages.range as Usage)).toEqual({
      schema: 'ratecard/usage@1',
      id: 'request-1',
      at: '2026-05-20T12:00:00+08:00',
      grain: 'request',
      requests: '1',
      model: 'qwen-plus',
      facets: { thinking: 'on' },
      dimensions: { workspace: 'a', constructor: 'b' },
      quantities: {
        input_tokens: { value: '128000', valueRange: { low: '100', high: '300000' }, basis: 'estimated' },
        output_tokens: { value: '2', valueRange: { low: '1', high: '3' }, basis: 'estimated' },
      },
      issues: [],
    })
  })

  it('a meter that is none, a quantity that is none', () => {
    const json = {
      ...usageToJson(usages.plain as Usage),
      quantities: { token: { value: '1', basis: 'reported' }, images: { value: 1, basis: 'read' } },
    }
    const result = parseUsage(json)
    expect(result.ok ? [] : result.issues.map(({ code, path }) => `${code} ${path}`).sort()).toEqual([
      'shape-invalid-value /quantities/images/basis',
      'shape-unknown-field /quantities/token',
      'shape-wrong-type /quantities/images/value',
    ])
  })
})

/** A list compared with one that has other prices, and what that does to usage that not both price. */
function diff(name: string, other: string): unknown {
  const [list, rest] = [hard(name), hard(other)]
  const cards = list.cards.map((card) => ({
    ...card,
    rates: card.rates.slice(1).map((rate) => (rate.price ? { ...rate, price: `1${rate.price}` } : rate)),
  }))
  const facets = { ...rest.facets, ...list.facets }
  const sources = { ...rest.sources, ...list.sources }
  const [before, after] = [list, { ...list, facets, sources, cards: [...cards, ...(name === other ? [] : rest.cards)] }]
  const at = Date.parse('2026-05-20T04:00:00Z')
  const horizon = { from: at, until: at + 1 }
  const comparer = compareUsage(compileTariff(before, { horizon }), compileTariff(after, { horizon }), at)
  for (const { model } of list.cards) comparer.add(usageOf(model, { input_tokens: range('1', '2', '3'), images: '2' }))
  return tariffDiffToJson(
    compareTariffs(before, after, at),
    { tariff: before, hashes },
    { tariff: after },
    { comparison: comparer.result(), rejected: 1, repeated: 0 },
  )
}

const zodSchemas = {
  tariff: tariffSchema,
  receipt: receiptSchema,
  usage: usageSchema,
  balances: balancesSchema,
  contract: contractSchema,
  fx: fxSchema,
  count: countSchema,
  lint: lintSchema,
  'tariff-diff': tariffDiffSchema,
  'tariff-list': tariffListSchema,
  'tariff-import': tariffImportSchema,
  'price-history': priceHistorySchema,
  'usage-mappings': usageMappingsSchema,
  config: configSchema,
  error: errorSchema,
  notices: noticesSchema,
}
const documents: Readonly<Record<DocumentName, readonly unknown[]>> = {
  tariff: [
    clean,
    ...readdirSync(here('../../../../conformance/tariffs/')).map((file) => hard(file.replace('.json', ''))),
    bundled('alibaba-model-studio/international-usd'),
    bundled('atomgit-ai/default'),
  ],
  receipt: [prepaidReceipts, displayedReceipts, receipts].flatMap(Object.values<Receipt>).map(receiptToJson),
  balances: [balances],
  contract: [contract],
  fx: [fx],
  usage: Object.values(usages).map(usageToJson),
  count: [count],
  lint: [lint],
  'tariff-diff': [diff('omni-cn', 'batch-cn'), diff('volume', 'qwen-plus-cn'), diff('qwen-plus-cn', 'qwen-plus-cn')],
  'tariff-list': [
    {
      schema: 'ratecard/tariff-list@1',
      tariffs: [
        {
          ...{ id: 'mine/cn-cny', version: '1', provider: 'mine', scope: 'cn', currency: 'CNY' },
          ...{ name: { en: 'Mine', zh: '自有' }, sha256: 'a'.repeat(64), origin: 'file', file: 'prices/mine.json' },
          models: ['m', 'm-latest'],
        },
      ],
    },
  ],
  'tariff-import': [
    {
      schema: 'ratecard/tariff-import@1',
      format: 'litellm',
      counts: { models: '3', imported: '1', partly: '0', left: '1', rejected: '1' },
      tariffs: [{ id: 'acme/litellm', provider: 'acme', models: '1', file: 'prices/acme/litellm.json' }],
      left: [{ code: 'import-no-price', path: 'map.json#/a', params: { model: 'a' } }],
      rejected: [],
      mappings: USAGE_MAPPINGS.slice(0, 1),
      mappingFiles: ['prices/acme/litellm.usage.json'],
    },
  ],
  'price-history': [
    priceHistoryToJson(priceHistory(hard('batch-cn'), 'qwen3.7-max'), hashes),
    priceHistoryToJson(priceHistory(hard('volume'), 'graduated')),
    priceHistoryToJson(priceHistory(bundled('alibaba-model-studio/international-usd'), 'qwen-max')),
  ],
  'usage-mappings': [{ schema: 'ratecard/usage-mappings@1', mappings: USAGE_MAPPINGS }],
  config: [{}, { $schema: 'x', provider: 'alibaba-model-studio', scope: 'cn', currency: 'CNY' }],
  error: [error],
  notices: [{ schema: 'ratecard/notices@1', notices: error.issues }],
}

type Container = Record<string, unknown>
const SUBSTITUTES = [
  null,
  0,
  1.5,
  true,
  '',
  'x',
  ' x',
  '-1',
  '1e3',
  '01',
  '0',
  '8/3',
  '2024-02-30',
  '2024-12-16T25:00:00Z',
  [],
  [1],
  {},
  { en: 'a' },
  { not: { known: 'images' } },
]

/** Documents that differ from a valid one at one place. */
function* mutations(value: unknown, rebuild: (changed: unknown) => unknown): Iterable<unknown> {
  for (const substitute of SUBSTITUTES) yield rebuild(substitute)
  if (typeof value !== 'object' || value === null) return
  if (!Array.isArray(value)) yield rebuild({ ...value, extra: 'x' })
  for (const key of Object.keys(value)) {
    const { [key]: member, ...rest } = value as Container
    yield Array.isArray(value) ? rebuild(value.filter((_, at) => String(at) !== key)) : rebuild(rest)
    if (!Array.isArray(value)) yield rebuild({ ...rest, [`${key}x`]: member })
    yield* mutations(member, (changed) =>
      rebuild(
        Array.isArray(value)
          ? value.map((item, at) => (String(at) === key ? changed : item))
          : { ...value, [key]: changed },
      ),
    )
  }
}

it('an import is of one of the formats that are read', () => {
  expect(tariffImportSchema.shape.format.options).toEqual(PRICE_MAP_FORMATS)
})

describe.each(DOCUMENT_NAMES)('the published schema of a %s', (name) => {
  const validate = new Ajv2020({ strict: true, allErrors: true, allowMatchingProperties: true }).compile(
    jsonSchema(name),
  )

  it('is the committed file (`pnpm sync` writes it)', async () => {
    await expect(`${JSON.stringify(jsonSchema(name), null, 2)}\n`).toMatchFileSnapshot(
      `../../schema/${name}.schema.json`,
    )
  })

  it('has patterns that engines without properties of Unicode read, too', () => {
    expect(JSON.stringify(jsonSchema(name))).not.toMatch(/\\\\p\{/i)
  })

  it('accepts what is written', () => {
    for (const document of documents[name]) {
      expect(validate(document), JSON.stringify(validate.errors)).toBe(true)
      expect(zodSchemas[name].safeParse(document).success).toBe(true)
    }
  })

  it('agrees with the parser on documents that differ at one place', () => {
    let refused = 0
    for (const changed of documents[name]
      .slice(0, 3)
      .flatMap((document) => [...mutations(document, (value) => value)])) {
      const parsed = zodSchemas[name].safeParse(changed)
      const onlyArithmetic = !parsed.success && parsed.error.issues.every(({ code }) => code === 'custom')
      if (onlyArithmetic) continue
      if (validate(changed) !== parsed.success)
        throw new Error(JSON.stringify({ changed, zod: parsed.error?.issues, ajv: validate.errors }).slice(0, 3000))
      if (!parsed.success) refused++
    }
    expect(refused).toBeGreaterThan(20)
  })
})
