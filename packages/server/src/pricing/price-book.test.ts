import { compileTariff, type PriceListFilter, rate, rational, readInstant } from '@ratecard/core'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type Asked, bookList, bundledLists, openPriceBook } from './price-book.ts'

const lists = await bundledLists()
const at = (text: string): number => {
  const instant = readInstant(text)
  if (!instant.ok) throw new Error(text)
  return instant.value
}
const noon = at('2026-08-08T12:00:00+08:00')
const asked = (model: string, filter: PriceListFilter = {}, more: Partial<Asked> = {}): Asked => ({
  ...{ model, at: noon, filter, allowEvidence: [] },
  ...more,
})
const tablesOf = (one: Asked, book = openPriceBook(lists)) => {
  const tables = book.tablesFor(one)
  return tables.ok ? tables.value : []
}

it('compiles a model once for all instants around', () => {
  const book = openPriceBook(lists)
  const first = tablesOf(asked('qwen-max', { scope: 'cn' }), book)
  expect(tablesOf(asked('qwen-max', { scope: 'cn' }, { at: noon + 1000 }), book)).toBe(first)
  expect(tablesOf(asked('qwen-max', { provider: 'alibaba-model-studio', scope: 'cn' }), book)[0]).toBe(first[0])
  expect(tablesOf(asked('qwen-max', { scope: 'cn' }, { asOf: noon }), book)[0]).not.toBe(first[0])
  expect(tablesOf(asked('qwen-max', { scope: 'cn' }, { allowEvidence: ['derived'] }), book)[0]).not.toBe(first[0])
  expect(tablesOf(asked('qwen-plus', { scope: 'cn' }), book)[0]).not.toBe(first[0])
})

it('compiles nothing again for names that nobody knows', () => {
  const book = openPriceBook(lists)
  const one = tablesOf(asked('made-up-1'), book)
  const other = tablesOf(asked('made-up-2'), book)
  expect(one).toHaveLength(lists.length)
  expect(one.every((table, index) => table === other[index])).toBe(true)
})

it('gives the receipt that compiling for the instant alone gives', () => {
  const models = fc.constantFrom('qwen-max', 'qwen-plus', 'deepseek-v3', 'qwen3-omni-flash', 'qwen-turbo')
  const instants = fc.integer({ min: at('2024-11-01T00:00:00Z'), max: at('2026-11-22T00:00:00Z') })
  const book = openPriceBook(lists)
  const cn = lists.find(({ list }) => list.id === 'alibaba-model-studio/cn-cny')
  fc.assert(
    fc.property(models, instants, fc.nat(300_000), (model, instant, tokens) => {
      const usage = {
        at: new Date(instant).toISOString(),
        grain: 'request' as const,
        requests: rational(1),
        model,
        facets: {},
        dimensions: {},
        quantities: {
          input_tokens: {
            ...{ low: rational(tokens), likely: rational(tokens), high: rational(tokens) },
            basis: 'reported' as const,
          },
        },
        issues: [],
      }
      const filter = { scope: 'cn' }
      const kept = rate(usage, tablesOf(asked(model, filter, { at: instant }), book), { id: 'r', engine: 't', filter })
      const horizon = { from: instant, until: instant + 1 }
      const alone = cn ? [compileTariff(cn.list, { horizon, models: [model], hashes: cn.hashes })] : []
      const fresh = rate(usage, alone, { id: 'r', engine: 't', filter })
      expect(fresh.ok).toBe(true)
      expect(kept).toEqual(fresh)
    }),
    { numRuns: 60 },
  )
})

it('takes a list by its id or its hash, also one of its own', () => {
  const [list] = lists
  if (list === undefined) throw new Error('no list')
  const own = bookList({ ...list.list, id: 'my/list' })
  const book = openPriceBook([...lists, own])
  expect(own.origin).toBe('file')
  expect(own.hashes.sha256).not.toBe(list.hashes.sha256)
  expect(tablesOf(asked('qwen-max', {}, { tariff: 'my/list' }), book)[0]?.tariff.id).toBe('my/list')
  expect(tablesOf(asked('qwen-max', {}, { tariff: own.hashes.sha256 }), book)[0]?.tariff.id).toBe('my/list')
  expect(book.tablesFor(asked('qwen-max', {}, { tariff: 'none' }))).toMatchObject({
    ok: false,
    issues: [{ code: 'unknown-tariff' }],
  })
})
