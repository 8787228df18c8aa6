import { describe, expect, it } from 'vitest'
import { compileTariff } from '../compile/compile-tariff.ts'
import { readInstant } from '../period/instant.ts'
import type { Effective, Rate, Tariff } from '../tariff/tariff.ts'
import { aCard, amountsOf, aRate, aTariff, aUsage, exact, receiptOf, unwrap } from '../testing/a-tariff.ts'
import { choosePriceList, type PriceListFilter, type PriceListNames } from './choose-price-list.ts'
import { unmetPreferences, withDefaults } from './price-list-defaults.ts'

const list = (id: string, effective: Effective, tariff: Partial<Tariff> = {}): Tariff =>
  aTariff({
    id,
    cards: [aCard({ effective, rates: [aRate(), aRate({ meter: 'output_tokens', price: '0.030', per: '1000' })] })],
    ...tariff,
  })

const from2026 = { observed: ['2026-01-10', '2026-01-20'] }
const from2027 = { observed: ['2027-01-10'] }

function chosen(tariffs: readonly Tariff[], at = '2026-06-01T00:00:00Z', filter: PriceListFilter = {}, model = 'm') {
  const result = choosePriceList(
    model,
    tariffs.map((tariff) => compileTariff(tariff)),
    filter,
    unwrap(readInstant(at)),
  )
  return result.ok ? result.value.table.tariff.id : result.issues
}

describe('a sole list', () => {
  it('is always used, and is unpriced before its first observation', () => {
    expect(chosen([list('only', from2027)])).toBe('only')
    expect(amountsOf(receiptOf(list('only', from2027), aUsage({ input_tokens: exact(1) })))).toEqual({
      input_tokens: 'before-first-observation',
    })
  })

  it('is the sole one that the filter leaves', () => {
    expect(
      chosen([list('only', from2027), list('other', from2026, { provider: 'else' })], undefined, { provider: 'test' }),
    ).toBe('only')
  })

  it('is the sole one that knows the name', () => {
    expect(chosen([list('only', from2027), list('other', from2026, { cards: [aCard({ model: 'n' })] })])).toBe('only')
  })
})

describe('among several lists', () => {
  it('one without an observation at or before the instant is no candidate', () => {
    expect(chosen([list('later', from2027), list('known', from2026)])).toBe('known')
  })

  it('an observation at the very instant counts, and one a millisecond later does not', () => {
    const lists = [list('a', from2026), list('b', { observed: ['2026-03-01'] })]
    expect(chosen(lists, '2026-02-28T15:59:59.999Z')).toBe('a')
    expect(chosen(lists, '2026-02-28T16:00:00Z')).toMatchObject([{ code: 'ambiguous-price-list' }])
  })

  it('a stated start counts as an observation does, and an undated list always qualifies', () => {
    expect(chosen([list('later', { from: '2027-01-01T00:00:00Z' }), list('known', from2026)])).toBe('known')
    expect(chosen([list('undated', {}), list('later', from2027)])).toBe('undated')
    expect(chosen([list('undated', {}), list('known', from2026)])).toMatchObject([{ code: 'ambiguous-price-list' }])
  })

  it('a list that has ended is a candidate still: its price is unknown, not that of another list', () => {
    const ended = { from: '2025-01-01T00:00:00Z', until: '2025-02-01T00:00:00Z' }
    expect(chosen([list('ended', ended), list('known', from2026)])).toMatchObject([{ code: 'ambiguous-price-list' }])
  })

  it('several candidates are refused with their names and their prices at the instant (T18)', () => {
    const lists = [list('a', from2026), list('b', {}, { currency: 'USD' }), list('later', from2027)]
    expect(chosen(lists, '2026-01-15T00:00:00Z')).toEqual([
      {
        code: 'ambiguous-price-list',
        path: '/model',
        params: {
          model: 'm',
          candidates: ['a', 'b'],
          prices: [
            'input_tokens 1 CNY / 1, output_tokens 0.030 CNY / 1000',
            'input_tokens 1 USD / 1, output_tokens 0.030 USD / 1000',
          ],
        },
      },
    ])
  })

  it('a list that is free is not preferred to one that is not (T18)', () => {
    const free = list('free', {}, { cards: [aCard({ rates: [aRate({ price: '0' })] })] })
    expect(chosen([free, list('paid', {})])).toMatchObject([{ code: 'ambiguous-price-list' }])
  })

  it('if none is a candidate all are named, without a price that none of them has', () => {
    const refused = chosen([list('a', from2027), list('b', from2027)])
    expect(refused).toMatchObject([{ params: { candidates: ['a', 'b'], prices: ['', ''] } }])
  })

  it('prices that differ by tier are told from the lowest to the highest, as they are when nothing else is asked for', () => {
    const tiered = (when?: Record<string, string>) => [
      aRate({ price: '4.8', per: '1000000', tier: { gt: '1000' }, ...(when && { when }) }),
      aRate({ price: '0.8', per: '1000000', tier: { le: '1000' }, ...(when && { when }) }),
    ]
    const told = (rates: readonly Rate[]) => {
      const card = aCard({ selector: ['input_tokens'], rates })
      return chosen([list('a', {}, { cards: [card] }), list('b', {})])
    }
    const dear = aRate({ price: '9', per: '1000000', when: { thinking: 'on' } })
    expect(told([...tiered(), dear])).toMatchObject([
      { params: { prices: ['input_tokens 0.8–4.8 CNY / 1000000', expect.any(String)] } },
    ])
    expect(told(tiered({ batch: 'batch' }))).toMatchObject([
      { params: { prices: ['input_tokens 0.8–4.8 CNY / 1000000', expect.any(String)] } },
    ])
    const steps = { scope: 'request', mode: 'graduated', steps: [{ price: '1' }] } as const
    expect(told([aRate({ steps })])).toMatchObject([{ params: { prices: ['input_tokens … CNY', expect.any(String)] } }])
    const otherUnit = aRate({ price: '3', per: '1000', tier: { gt: '1000' } })
    expect(told([otherUnit, aRate({ price: '0.8', per: '1000000', tier: { le: '1000' } })])).toMatchObject([
      { params: { prices: ['input_tokens 0.8… CNY / 1000000', expect.any(String)] } },
    ])
  })

  it('each flag settles it', () => {
    const lists = [
      list('a', {}, { provider: 'p', scope: 'cn', currency: 'CNY' }),
      list('b', {}, { provider: 'q', scope: 'international', currency: 'USD' }),
    ]
    for (const filter of [{ provider: 'q' }, { scope: 'international' }, { currency: 'USD' }])
      expect(chosen(lists, undefined, filter)).toBe('b')
  })

  it('a list without a scope is not in every scope', () => {
    expect(chosen([list('a', {}), list('b', {}, { scope: 'cn' })], undefined, { scope: 'cn' })).toBe('b')
  })
})

describe('an unknown model', () => {
  it('is refused with the names most like it and what was asked for', () => {
    const known = list(
      'a',
      {},
      { cards: ['qwen-max', 'qwen-plus', 'text-to-image'].map((model) => aCard({ id: model, model })) },
    )
    expect(chosen([known], undefined, { scope: 'cn' }, 'qwen-mx')).toEqual([
      {
        code: 'unknown-model',
        path: '/model',
        params: { model: 'qwen-mx', candidates: expect.any(Array), lists: [], filter: ['scope=cn'] },
      },
    ])
    expect(chosen([known], undefined, {}, 'qwen-mx')).toMatchObject([
      { params: { candidates: ['qwen-max', 'qwen-plus', 'text-to-image'] } },
    ])
  })

  it('that other lists have is refused with those and what chooses them', () => {
    const lists = [list('a', {}, { scope: 'cn' }), list('b', {}), list('c', {}, { scope: 'eu', cards: [] })]
    expect(chosen(lists, undefined, { scope: 'eu' })).toMatchObject([
      { params: { candidates: [], lists: ['a (scope=cn, currency=CNY)', 'b (currency=CNY)'], filter: ['scope=eu'] } },
    ])
  })

  it('is not resolved by case, by a part of a name or by a property that every object has', () => {
    for (const name of ['M', 'm ', '', 'constructor', '__proto__', 'toString'])
      expect(chosen([list('a', {})], undefined, {}, name)).toMatchObject([{ code: 'unknown-model' }])
  })

  it('with a colon or a slash in its name is resolved like any other (T19)', () => {
    for (const model of ['nova-lite-v1:0', 'openai/gpt-oss:20b'])
      expect(chosen([list('a', {}, { cards: [aCard({ model })] })], undefined, {}, model)).toBe('a')
  })

  it('tells at most five names, and a long name in short', () => {
    const cards = Array.from({ length: 2000 }, (_, at) => aCard({ id: `m${at}`, model: `model-${at}` }))
    const refused = chosen([list('a', {}, { cards })], undefined, {}, 'x'.repeat(100_000))
    expect(refused).toMatchObject([{ params: { model: `${'x'.repeat(80)}…`, candidates: { length: 5 } } }])
  })
})

describe('defaults', () => {
  const lists = [
    list('cn', from2026, { scope: 'cn', currency: 'CNY' }),
    list('usd', from2026, { scope: 'international', currency: 'USD' }),
    list('cny', from2026, { scope: 'international', currency: 'CNY' }),
    list('other', from2026, { provider: 'other', currency: 'USD' }),
  ]
  const by = (defaults: PriceListNames, filter: PriceListFilter = {}) => {
    const found = chosen(lists, undefined, withDefaults(filter, defaults))
    return typeof found === 'string' ? found : found.map(({ code }) => code)
  }

  it('choose among several lists', () => {
    expect(by({ scope: 'cn' })).toBe('cn')
    expect(by({ scope: 'international', currency: 'USD' })).toBe('usd')
    expect(by({ provider: 'other' })).toBe('other')
  })

  it('leave what is still ambiguous to be refused', () => {
    expect(by({ scope: 'international' })).toEqual(['ambiguous-price-list'])
    expect(by({})).toEqual(['ambiguous-price-list'])
  })

  it('give way to what is stated', () => {
    expect(by({ scope: 'cn', currency: 'CNY' }, { scope: 'international' })).toBe('cny')
    expect(by({ provider: 'test', currency: 'CNY' }, { currency: 'USD' })).toBe('usd')
  })

  it('that fit no list are passed over, one by one, and can be told', () => {
    const defaults = { scope: 'moon', currency: 'CNY', provider: 'other' }
    expect(by(defaults)).toBe('other')
    const other = { provider: 'other', currency: 'USD' }
    expect(unmetPreferences(other, withDefaults({}, defaults))).toEqual([{ scope: 'moon' }, { currency: 'CNY' }])
    expect(by({ scope: 'cn' }, { provider: 'other' })).toBe('other')
    expect(unmetPreferences(other, withDefaults({ provider: 'other' }, { scope: 'cn' }))).toEqual([{ scope: 'cn' }])
  })

  it('for one provider say nothing of another that is stated', () => {
    const filter = withDefaults({ provider: 'other' }, { provider: 'test', scope: 'cn' })
    expect(chosen(lists, undefined, filter)).toBe('other')
    expect(unmetPreferences({ provider: 'other', currency: 'USD' }, filter)).toEqual([])
  })
})
