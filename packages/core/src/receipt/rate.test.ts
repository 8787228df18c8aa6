import { describe, expect, it } from 'vitest'
import { compileTariff } from '../compile/compile-tariff.ts'
import type { Range } from '../number/range.ts'
import { rational } from '../number/rational.ts'
import type { Result } from '../result.ts'
import type { Tariff } from '../tariff/tariff.ts'
import {
  aCard,
  amountsOf,
  aRate,
  aTariff,
  aUsage,
  between,
  codesOf,
  exact,
  NAME,
  OPTIONS,
  receiptOf,
  told,
  totalsOf,
} from '../testing/a-tariff.ts'
import type { Quantities, Usage } from '../usage/usage.ts'
import { type RateOptions, rate } from './rate.ts'
import type { Receipt } from './receipt.ts'

const rated = (
  usage: Partial<Usage>,
  tariffs: readonly Tariff[] = [aTariff()],
  options: Partial<RateOptions> = {},
): Result<Receipt> =>
  rate(
    aUsage(usage.quantities ?? { input_tokens: exact(1) }, usage),
    tariffs.map((tariff) => compileTariff(tariff)),
    { ...OPTIONS, ...options },
  )

const problems = (result: Result<Receipt>) =>
  result.ok ? [] : result.issues.map(({ code, path }) => `${code} ${path}`)

const reversed: Quantities = { input_tokens: { ...exact(1), low: rational(2) } }

describe('what is wrong with a usage', () => {
  it('is told all at once: the instant and every quantity', () => {
    const quantities = {
      input_tokens: exact('0.5'),
      output_tokens: exact(-1),
      audio_seconds: exact('-0.5'),
      images: exact(1),
    }
    expect(problems(rated({ at: '2026-01-15T12:00:00', quantities }))).toEqual([
      'instant-without-offset /at',
      'invalid-quantity-whole /quantities/input_tokens',
      'invalid-quantity-whole /quantities/output_tokens',
      'invalid-quantity-decimal /quantities/audio_seconds',
    ])
  })

  it('is told all at once: every facet and every balance', () => {
    const facets = { thinking: 'maybe', flavour: 'x', batch: 'off' }
    const state = { remaining: { images: exact(1), input_tokens: exact(1) }, usedInPeriod: {} }
    expect(problems(rated({ facets }, undefined, { state }))).toEqual([
      'invalid-facet-value /facets/thinking',
      'unknown-facet /facets/flavour',
      'no-allowance /remaining/images',
      'no-allowance /remaining/input_tokens',
    ])
  })

  it('a usage without an instant or without any quantity is refused', () => {
    const { at: _at, ...timeless } = aUsage({ input_tokens: exact(1) })
    expect(problems(rate(timeless, [compileTariff(aTariff())], OPTIONS))).toEqual(['missing-instant /at'])
    expect(problems(rated({ at: 'now', quantities: {} }))).toEqual(['invalid-instant /at', 'no-quantity /quantities'])
  })

  it('a range whose ends are out of order is refused, and a fraction of what is counted is', () => {
    expect(problems(rated({ quantities: reversed }))).toEqual(['invalid-quantity-whole /quantities/input_tokens'])
    expect(problems(rated({ quantities: { input_tokens: between(1, '1.5', 2) } }))).toEqual([
      'invalid-quantity-whole /quantities/input_tokens',
    ])
    expect(codesOf(rated({ quantities: { audio_seconds: exact('1.5') } }))).toEqual([])
  })

  it('tells what came, once where it is one number', () => {
    const result = rated({ quantities: { input_tokens: exact('1/3'), images: between('0.5', 1, 2) } })
    expect(result.ok ? [] : result.issues.map(({ params }) => params.came)).toEqual([['1/3'], ['0.5', '1', '2']])
  })

  it('facets with the names of properties of every object are unknown, not inherited', () => {
    const facets = JSON.parse('{"__proto__":"x","constructor":"x","toString":"x"}') as Usage['facets']
    expect(problems(rated({ facets }))).toEqual([
      'unknown-facet /facets/__proto__',
      'unknown-facet /facets/constructor',
      'unknown-facet /facets/toString',
    ])
  })

  it('a meter that nobody knows is refused, not thrown at the caller', () => {
    for (const id of ['bananas', 'constructor', 'toString'])
      expect([id, codesOf(rated({ quantities: { [id]: exact(1) } as Quantities }))]).toEqual([id, ['unknown-meter']])
  })

  it('a number of requests that can not be is refused, not charged', () => {
    const perRequest = [aTariff({ cards: [aCard({ rates: [aRate({ meter: 'requests' }), aRate()] })] })]
    for (const requests of ['-3', '0.5'])
      expect([requests, rated({ requests: rational(requests) }, perRequest).ok]).toEqual([requests, false])
  })

  it('a balance whose ends are out of order, and a negative use of the period, are refused', () => {
    const allowances = [{ id: 'quota', name: NAME, meters: ['input_tokens'], source: 'page' }] as const
    const reversedBalance = { low: rational(9), likely: rational(5), high: rational(1) }
    for (const state of [
      { remaining: { input_tokens: reversedBalance }, usedInPeriod: {} },
      { remaining: {}, usedInPeriod: { input_tokens: rational(-5) } },
    ])
      expect(rated({}, [aTariff({ allowances })], { state }).ok).toBe(false)
  })

  it('a balance below zero is refused: it would charge what was not used', () => {
    const allowances = [{ id: 'quota', name: NAME, meters: ['input_tokens'], source: 'page' }] as const
    const state = { remaining: { input_tokens: exact(-5) }, usedInPeriod: {} }
    expect(rated({}, [aTariff({ allowances })], { state }).ok).toBe(false)
  })
})

describe('the price list', () => {
  const lists = [aTariff({ id: 'a', provider: 'p' }), aTariff({ id: 'b', provider: 'q' })]

  it('is that of the provider that the usage names, and the options go before it', () => {
    const listOf = (result: Result<Receipt>) => (result.ok ? result.value.tariffs.map(({ id }) => id) : codesOf(result))
    expect(listOf(rated({}, lists))).toEqual(['ambiguous-price-list'])
    expect(listOf(rated({ provider: 'q' }, lists))).toEqual(['b'])
    expect(listOf(rated({ provider: 'q' }, lists, { filter: { provider: 'p' } }))).toEqual(['a'])
    expect(listOf(rated({ provider: 'r' }, lists))).toEqual(['unknown-model'])
    expect(listOf(rated({}, []))).toEqual(['unknown-model'])
  })
})

describe('a receipt', () => {
  const prices = (input: string, cached: string, output: string, tier = {}) => [
    aRate({ price: input, per: '1000000', ...tier }),
    aRate({ meter: 'cache_read_tokens', price: cached, per: '1000000', ...tier }),
    aRate({ meter: 'output_tokens', price: output, per: '1000000', ...tier }),
  ]

  it('of 20,212 tokens of which 16,298 were cached is 0.00236805 (T1)', () => {
    const tariff = aTariff({ cards: [aCard({ rates: prices('0.15', '0.075', '0.60') })] })
    const quantities = { input_tokens: exact(3914), cache_read_tokens: exact(16_298), output_tokens: exact(931) }
    expect(totalsOf(receiptOf(tariff, aUsage(quantities)))).toEqual(['0.00236805 CNY'])
  })

  it('of 150k input and 100k cache read, tiered at 200k of the whole prompt, is 0.9825 (T5, T7)', () => {
    const rates = [
      ...prices('3', '0.3', '15', { tier: { le: '200000' } }),
      ...prices('6', '0.6', '22.5', { tier: { gt: '200000' } }),
    ]
    const tariff = aTariff({ cards: [aCard({ selector: ['input_tokens', 'cache_read_tokens'], rates })] })
    const quantities = { input_tokens: exact(150_000), cache_read_tokens: exact(100_000), output_tokens: exact(1000) }
    expect(totalsOf(receiptOf(tariff, aUsage(quantities)))).toEqual(['0.9825 CNY'])
    const mostlyCached = { input_tokens: exact(10_000), cache_read_tokens: exact(240_000) }
    expect(amountsOf(receiptOf(tariff, aUsage(mostlyCached))).cache_read_tokens).toBe('0.144')
  })

  it('of 300k in and 50k out, tiered at 272k, is 2.625 (T6)', () => {
    const rates = [
      ...prices('2.5', '0.25', '15', { tier: { le: '272000' } }),
      ...prices('5', '0.5', '22.5', { tier: { gt: '272000' } }),
    ]
    const tariff = aTariff({ cards: [aCard({ selector: ['input_tokens', 'cache_read_tokens'], rates })] })
    expect(totalsOf(receiptOf(tariff, aUsage({ input_tokens: exact(300_000), output_tokens: exact(50_000) })))).toEqual(
      ['2.625 CNY'],
    )
  })

  it('charges a cache write at the rate of its tier (T8)', () => {
    const write = (price: string, tier: object) =>
      aRate({ meter: 'cache_write_tokens', price, per: '1000000', ...tier })
    const rates = [
      write('3.75', { tier: { le: '200000' } }),
      write('7.5', { tier: { gt: '200000' } }),
      aRate({ price: '0' }),
    ]
    const tariff = aTariff({ cards: [aCard({ selector: ['input_tokens', 'cache_write_tokens'], rates })] })
    const quantities = { input_tokens: exact(200_000), cache_write_tokens: exact(5000) }
    expect(amountsOf(receiptOf(tariff, aUsage(quantities))).cache_write_tokens).toBe('0.0375')
  })

  it('with a part that has no price is incomplete, and its total is the rest (T16)', () => {
    const receipt = receiptOf(aTariff(), aUsage({ input_tokens: exact(10), images: exact(5) }))
    expect([totalsOf(receipt), told(receipt.coverage.images), told(receipt.coverage.input_tokens)]).toEqual([
      ['10 CNY incomplete'],
      '0',
      '1',
    ])
  })

  it('tells free from unpriced: an amount of 0, and no amount (T17)', () => {
    const free = receiptOf(
      aTariff({ cards: [aCard({ rates: [aRate({ price: '0' })] })] }),
      aUsage({ input_tokens: exact(1) }),
    )
    const unpriced = receiptOf(aTariff(), aUsage({ images: exact(1) }))
    expect([free, unpriced].map(({ lines: [line] }) => [line?.status, line?.reason, told(line?.amount)])).toEqual([
      ['free', 'zero-price', '0'],
      ['unpriced', 'no-rate', 'nothing'],
    ])
    expect([totalsOf(free), totalsOf(unpriced)]).toEqual([['0 CNY'], []])
  })

  it('is in the currency of its card, where that has one of its own', () => {
    const tariff = aTariff({ cards: [aCard(), aCard({ id: 'n@1', model: 'n', currency: 'USD' })] })
    expect(totalsOf(receiptOf(tariff, aUsage({ input_tokens: exact(2) }, { model: 'n' })))).toEqual(['2 USD'])
  })

  it('names the model that was asked for and the one that is billed, and the snapshot it stood for', () => {
    const tariff = aTariff({ cards: [aCard({ model: 'm', aliases: ['m-latest'], snapshot: 'm-2026-01-01' })] })
    expect(receiptOf(tariff, aUsage({ input_tokens: exact(1) }, { model: 'm-latest' })).model).toEqual({
      requested: 'm-latest',
      billed: 'm',
      snapshot: 'm-2026-01-01',
    })
  })

  it('says what the period had used and has used, and is provisional while the price depends on it', () => {
    const steps = { scope: 'period', mode: 'graduated', steps: [{ upTo: '10', price: '2' }, { price: '1' }] } as const
    const tariff = aTariff({ cards: [aCard({ rates: [aRate({ meter: 'images', steps })] })] })
    const state = { remaining: {}, usedInPeriod: { images: rational(8) } }
    const receipt = receiptOf(tariff, aUsage({ images: exact(5) }), { state })
    const balance = (of: Readonly<Partial<Record<string, Range>>> | undefined) => told(of?.images)
    expect([amountsOf(receipt).images, receipt.provisional]).toEqual(['7', true])
    expect([balance(receipt.state?.before.usedInPeriod), balance(receipt.state?.after.usedInPeriod)]).toEqual([
      '8',
      '13',
    ])
    expect(receiptOf(tariff, aUsage({ images: exact(5) })).warnings.map(({ code }) => code)).toEqual([
      'period-usage-assumed',
    ])
  })

  it('is the same for the same usage, and changes neither the usage nor the tariff', () => {
    const freeze = <T>(value: T): T => {
      if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(freeze)
      return value
    }
    const tariff = freeze(
      aTariff({ allowances: [{ id: 'quota', name: NAME, meters: ['input_tokens'], source: 'page' }] }),
    )
    const usage = freeze(aUsage({ input_tokens: between(1, 2, 3) }))
    const state = freeze({ remaining: { input_tokens: exact(2) }, usedInPeriod: {} })
    expect(receiptOf(tariff, usage, { state })).toEqual(receiptOf(tariff, usage, { state }))
  })
})
