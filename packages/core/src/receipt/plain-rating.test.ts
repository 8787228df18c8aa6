import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { compileTariff } from '../compile/compile-tariff.ts'
import type { RateTable } from '../compile/rate-table.ts'
import type { MeterId } from '../meter/meter.ts'
import { exactly } from '../number/range.ts'
import { rational } from '../number/rational.ts'
import { NO_STATE } from '../rating/settle.ts'
import type { Tariff } from '../tariff/tariff.ts'
import { aCard, aModifier, aRate, aTariff, OPTIONS, unwrap } from '../testing/a-tariff.ts'
import type { Quantity, Usage } from '../usage/usage.ts'
import { rate } from './rate.ts'
import { rateSummary, summarizeReceipt } from './rate-summary.ts'

/** A state, even an empty one, takes the general way. */
const generally = (usage: Usage, tables: readonly RateTable[]) =>
  unwrap(rate(usage, tables, { ...OPTIONS, state: NO_STATE }))
const asKnown = (usage: Usage, tables: readonly RateTable[]) => unwrap(rate(usage, tables, OPTIONS))

const count = fc.oneof(fc.nat(3), fc.nat(300_000), fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }))
const METERS: readonly MeterId[] = ['input_tokens', 'output_tokens', 'cache_read_tokens', 'reasoning_tokens', 'images']
const counts = fc.dictionary(fc.constantFrom(...METERS), count, { minKeys: 1 })

const stated = fc.constantFrom<Usage['facets']>(
  {},
  { thinking: 'on' },
  { thinking: 'off', batch: 'batch' },
  { context_tier: '0 < n <= 128000' },
)

const usageOf = (
  model: string,
  at: string,
  values: Readonly<Record<string, number>>,
  facets: Usage['facets'] = {},
): Usage => ({
  at,
  grain: 'request',
  requests: rational(1),
  model,
  facets,
  dimensions: { key: at },
  quantities: Object.fromEntries(
    Object.entries(values).map(([id, value]) => [id, { ...exactly(rational(value)), basis: 'reported' } as Quantity]),
  ),
  issues: [],
})

const book = (name: string): Tariff =>
  JSON.parse(readFileSync(new URL(`../../tariffs/alibaba-model-studio/${name}.json`, import.meta.url), 'utf8'))

const studio = compileTariff(book('cn-cny'), {
  models: ['qwen-plus', 'qwen3.7-max', 'qwen3-max', 'qwen-max', 'qwen3.7-plus'],
})
const own = compileTariff(
  aTariff({
    fallbacks: { reasoning_tokens: 'output_tokens' },
    modifiers: [aModifier({ meters: ['input_tokens', 'output_tokens'], factor: '0.3' })],
    cards: [
      aCard({
        contextLimit: '200000',
        selector: ['input_tokens'],
        rates: [
          aRate({ price: '0.3', per: '7', tier: { le: '1000' } }),
          aRate({ price: '0.7', per: '1000000', tier: { gt: '1000' } }),
          aRate({ meter: 'output_tokens', price: '0.0003', per: '1000' }),
          aRate({ meter: 'images', price: '2', per: '1', increment: '3' }),
        ],
      }),
    ],
  }),
)

const day = fc
  .integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2026, 11, 31) })
  .map((at) => `${new Date(at).toISOString().slice(0, 19)}Z`)

it.each([
  ['a list of one card', own, ['m']],
  ['a bundled list', studio, [...studio.models.keys()]],
])('what was found out once gives what finding out anew gives: %s', (_, table, models) => {
  fc.assert(
    fc.property(
      fc.constantFrom(...models),
      fc.array(fc.tuple(day, counts, stated), { minLength: 2, maxLength: 6 }),
      (model, calls) => {
        const [[, first] = ['', {}, {}]] = calls
        for (const [at, values, facets] of calls) {
          // The meters of the first call, so that plans are used; then its own.
          const alike = Object.fromEntries(
            Object.keys(first).map((id, place) => [id, Object.values(values)[place] ?? 7]),
          )
          for (const used of [alike, values]) {
            const usage = usageOf(model, at, used, table === own ? {} : facets)
            const receipt = generally(usage, [table])
            expect(asKnown(usage, [table])).toEqual(receipt)
            expect(unwrap(rateSummary(usage, [table]))).toEqual(summarizeReceipt(receipt))
          }
        }
      },
    ),
    { numRuns: 400 },
  )
})

it('uses what it found out, and not where a range, a stated facet or another list is in play', () => {
  const plain = usageOf('m', '2026-01-01T00:00:00Z', { input_tokens: 10 })
  const [first, second] = [asKnown(plain, [own]), asKnown(plain, [own])]
  expect(second).toEqual(first)
  expect(second.tariffs).toBe(first.tariffs)
  const thinking = { ...plain, facets: { thinking: 'on' } }
  expect(asKnown(thinking, [own])).toEqual(generally(thinking, [own]))
  const range = { low: rational(1), likely: rational(10), high: rational(2000), basis: 'estimated' } as const
  const uncertain = { ...plain, quantities: { input_tokens: range } }
  expect(asKnown(uncertain, [own])).toEqual(generally(uncertain, [own]))
})

it('uses it for a price that is carried on, whose age it tells for each day', () => {
  const ages = ['2026-11-22T23:59:59+08:00', '2026-11-23T00:00:00+08:00', '2026-11-22T00:00:00+08:00'].map((at) => {
    const usage = usageOf('qwen-plus', at, { input_tokens: 10, output_tokens: 20 })
    asKnown(usage, [studio])
    const [receipt, again] = [asKnown(usage, [studio]), asKnown(usage, [studio])]
    expect(again.tariffs).toBe(receipt.tariffs)
    expect(receipt).toEqual(generally(usage, [studio]))
    return receipt.warnings.find(({ code }) => code === 'price-age')?.params.days
  })
  expect(ages).toEqual(['106', '107', '106'])
})

it('keeps a bounded number of plans, however many ways of asking there are', () => {
  const names = ['input_tokens', 'output_tokens', 'images', 'cache_read_tokens', 'reasoning_tokens']
  const orders = names.flatMap((a) => names.flatMap((b) => names.map((c) => [...new Set([a, b, c])])))
  for (const ids of orders) {
    const usage = usageOf('qwen-max', '2026-10-01T00:00:00Z', Object.fromEntries(ids.map((id, at) => [id, at])))
    expect(asKnown(usage, [studio])).toEqual(generally(usage, [studio]))
  }
})
