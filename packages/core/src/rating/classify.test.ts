import { describe, expect, it } from 'vitest'
import { readJson } from '../json/read-json.ts'
import { rational } from '../number/rational.ts'
import type { Condition } from '../tariff/condition.ts'
import type { Facet, Rate, Tariff } from '../tariff/tariff.ts'
import {
  AT,
  aCard,
  aModifier,
  amountsOf,
  aRate,
  aTariff,
  aUsage,
  between,
  exact,
  NAME,
  receiptOf,
  told,
  totalsOf,
  unwrap,
  warningsOf,
} from '../testing/a-tariff.ts'
import { normalizeUsage } from '../usage/normalize-usage.ts'
import type { Quantities, Usage } from '../usage/usage.ts'
import { detectMapping } from '../usage/usage-mappings.ts'

const isMore = (meter: 'input_audio_tokens' | 'output_audio_tokens'): Condition => ({
  compare: 'gt',
  left: { meter },
  right: { value: '0' },
})

const computed = (on: string, when: Condition, rest: Partial<Facet> = {}): Facet => ({
  values: ['text', on],
  default: 'text',
  uncovered: 'same-price',
  cases: [{ when, is: on }],
  ...rest,
})

const FACETS = {
  heard: computed('audio', isMore('input_audio_tokens')),
  spoken: computed('audio', isMore('output_audio_tokens')),
}

const output = (rate: Partial<Rate>): Rate => aRate({ meter: 'output_tokens', ...rate })

const BY_INPUT = [output({ price: '1', when: { heard: 'text' } }), output({ price: '2', when: { heard: 'audio' } })]

const tariffOf = (rates: readonly Rate[], tariff: Partial<Tariff> = {}): Tariff =>
  aTariff({
    facets: FACETS,
    cards: [
      aCard({
        rates: [
          ...rates,
          aRate({ meter: 'input_audio_tokens', price: '0' }),
          aRate({ meter: 'output_audio_tokens', price: '0' }),
        ],
      }),
    ],
    ...tariff,
  })

const rated = (
  rates: readonly Rate[],
  quantities: Quantities,
  usage: Partial<Usage> = {},
  tariff: Partial<Tariff> = {},
) => receiptOf(tariffOf(rates, tariff), aUsage(quantities, usage))

const cost = (...given: Parameters<typeof rated>) => amountsOf(rated(...given)).output_tokens

describe('a facet that the quantities show', () => {
  it('is what they show', () => {
    expect(cost(BY_INPUT, { output_tokens: exact(1) })).toBe('1')
    expect(cost(BY_INPUT, { output_tokens: exact(1), input_audio_tokens: exact(0) })).toBe('1')
    expect(cost(BY_INPUT, { output_tokens: exact(1), input_audio_tokens: exact(1) })).toBe('2')
  })

  it('beats what the record states, and the disagreement is told', () => {
    const stated = rated(
      BY_INPUT,
      { output_tokens: exact(1), input_audio_tokens: exact(1) },
      { facets: { heard: 'text' } },
    )
    expect([amountsOf(stated).output_tokens, stated.facets.heard, warningsOf(stated)]).toEqual([
      '2',
      'audio',
      ['facet-disagreement'],
    ])
  })

  it('beats the default, and what the record states stands where the quantities show nothing', () => {
    expect(cost(BY_INPUT, { output_tokens: exact(1) }, { facets: { heard: 'audio' } })).toBe('2')
  })

  it('is a range over its values where a range reaches over the condition', () => {
    expect(cost(BY_INPUT, { output_tokens: exact(1), input_audio_tokens: between(0, 0, 5) })).toEqual(['1', '1', '2'])
    expect(cost(BY_INPUT, { output_tokens: exact(1), input_audio_tokens: between(0, 3, 5) })).toEqual(['1', '2', '2'])
    expect(cost(BY_INPUT, { output_tokens: exact(1), input_audio_tokens: between(1, 3, 5) })).toBe('2')
  })

  it('is a range over every combination where two ranges reach over two conditions', () => {
    const rates = [
      output({ price: '7', when: { heard: 'text', spoken: 'text' } }),
      output({ price: '13', when: { heard: 'audio', spoken: 'text' } }),
      output({ price: '0', when: { spoken: 'audio' } }),
    ]
    const quantities = {
      output_tokens: exact(1),
      input_audio_tokens: between(0, 0, 5),
      output_audio_tokens: between(0, 0, 5),
    }
    expect(cost(rates, quantities)).toEqual(['0', '7', '13'])
  })

  it('changes the ends of a line, too, where a modifier and not a rate depends on it', () => {
    const modifiers = [aModifier({ id: 'double', meters: ['output_tokens'], factor: '2', when: { heard: 'audio' } })]
    const receipt = rated(
      [output({ price: '7' })],
      { output_tokens: exact(10), input_audio_tokens: between(0, 0, 5) },
      {},
      { modifiers },
    )
    expect(amountsOf(receipt).output_tokens).toEqual(['70', '70', '140'])
    expect(totalsOf(receipt)).toEqual(['[70, 70, 140] CNY'])
  })

  it('is not free by a quota that one of its values excludes', () => {
    const modifiers = [
      aModifier({
        id: 'double',
        meters: ['output_tokens'],
        factor: '2',
        when: { heard: 'audio' },
        excludes: ['allowance'],
      }),
    ]
    const allowances = [{ id: 'quota', name: NAME, meters: ['output_tokens'], source: 'page' }] as const
    const tariff = tariffOf([output({ price: '7' })], { modifiers, allowances })
    const usage = aUsage({ output_tokens: exact(10), input_audio_tokens: between(0, 0, 5) })
    const state = { remaining: { output_tokens: exact(100) }, usedInPeriod: {} }
    expect(amountsOf(receiptOf(tariff, usage, { state })).output_tokens).toEqual(['0', '0', '140'])
  })

  it('that needs a meter which is not known is taken to have its default, and the receipt says so', () => {
    const facets = { heard: computed('audio', isMore('input_audio_tokens'), { needs: ['input_audio_tokens'] }) }
    const assumed = rated(BY_INPUT, { output_tokens: exact(1) }, {}, { facets })
    expect([amountsOf(assumed).output_tokens, warningsOf(assumed)]).toEqual(['1', ['facet-assumed']])
    expect(
      warningsOf(rated(BY_INPUT, { output_tokens: exact(1) }, { facets: { heard: 'audio' } }, { facets })),
    ).toEqual([])
  })
})

describe('an aggregate (law 12)', () => {
  const many: Partial<Usage> = { grain: 'aggregate', requests: rational(1000) }

  it('has no facet by its sums: every value that its requests could have shown is possible', () => {
    expect(cost(BY_INPUT, { output_tokens: exact(10), input_audio_tokens: exact(5) }, many)).toEqual(['10', '10', '20'])
    expect(cost(BY_INPUT, { output_tokens: exact(10) }, many)).toEqual(['10', '10', '20'])
  })

  it('has the facet that is stated', () => {
    expect(cost(BY_INPUT, { output_tokens: exact(10) }, { ...many, facets: { heard: 'audio' } })).toBe('20')
  })

  it('has the tier that is stated, and none by its sum (T21)', () => {
    const rates = [aRate({ tier: { le: '10' } }), aRate({ price: '2', tier: { gt: '10' } })]
    const tariff = aTariff({ cards: [aCard({ selector: ['input_tokens'], rates })] })
    const line = (facets: Usage['facets']) =>
      amountsOf(receiptOf(tariff, aUsage({ input_tokens: exact(5) }, { ...many, facets })))
    expect(line({})).toEqual({ input_tokens: 'tier-not-stated' })
    expect(line({ context_tier: '10 < n' })).toEqual({ input_tokens: '10' })
    expect(line({ context_tier: 'n <= 10' })).toEqual({ input_tokens: '5' })
    expect(line({ context_tier: 'n <= 11' })).toEqual({ input_tokens: 'tier-not-stated' })
  })

  it('pays a price per request for each of them (T20)', () => {
    const tariff = aTariff({ cards: [aCard({ rates: [aRate({ meter: 'requests', price: '0.5' }), aRate()] })] })
    expect(amountsOf(receiptOf(tariff, aUsage({ input_tokens: exact(1) }, many)))).toEqual({
      input_tokens: '1',
      requests: '500',
    })
    expect(amountsOf(receiptOf(tariff, aUsage({ input_tokens: exact(1) })))).toEqual({
      input_tokens: '1',
      requests: '0.5',
    })
    expect(amountsOf(receiptOf(tariff, aUsage({ requests: exact(7) }, many)))).toEqual({ requests: '3.5' })
  })

  it('is warned of no context: the limit is that of one request', () => {
    const tariff = aTariff({ cards: [aCard({ contextLimit: '100' })] })
    expect(warningsOf(receiptOf(tariff, aUsage({ input_tokens: exact(101) }, many)))).toEqual([])
    expect(warningsOf(receiptOf(tariff, aUsage({ input_tokens: exact(101) })))).toEqual(['context-exceeded'])
    expect(warningsOf(receiptOf(tariff, aUsage({ input_tokens: between(1, 2, 101) })))).toEqual([
      'context-may-be-exceeded',
    ])
  })

  for (const [what, rate] of [
    ['a minimum', { minimum: '120' }],
    ['an increment', { increment: '60' }],
    [
      'steps of each request',
      { steps: { scope: 'request', mode: 'graduated', steps: [{ upTo: '100', price: '3' }, { price: '1' }] } },
    ],
  ] as const)
    it(`is not charged by its sum where the price has ${what}: no exact amount is known`, () => {
      const tariff = aTariff({ cards: [aCard({ rates: [aRate({ meter: 'audio_seconds', ...rate })] })] })
      const [line] = receiptOf(tariff, aUsage({ audio_seconds: exact(1000) }, many)).lines
      expect(line?.amount === undefined || Array.isArray(told(line.amount))).toBe(true)
    })
})

describe('what is stated and has no effect', () => {
  it('is told where one price holds for all values, and is unpriced where silence is no price', () => {
    const harmless = rated([output({})], { output_tokens: exact(1) }, { facets: { thinking: 'on' } })
    expect([amountsOf(harmless).output_tokens, warningsOf(harmless)]).toEqual(['1', ['facet-without-effect']])
    expect(cost([output({})], { output_tokens: exact(1) }, { facets: { batch: 'batch' } })).toBe('no-rate-for-facet')
    expect(
      warningsOf(rated([output({})], { output_tokens: exact(1) }, { facets: { batch: 'off', thinking: 'off' } })),
    ).toEqual([])
  })

  it('keeps every quantity a line when all are unpriced, and the total away', () => {
    const receipt = rated([output({})], { output_tokens: exact(1), images: exact(2) }, { facets: { batch: 'batch' } })
    expect(amountsOf(receipt)).toEqual({ output_tokens: 'no-rate-for-facet', images: 'no-rate-for-facet' })
    expect(receipt.totals).toEqual([])
  })

  it('a tier that is stated and that the quantities deny is told', () => {
    const rates = [aRate({ tier: { le: '10' } }), aRate({ price: '2', tier: { gt: '10' } })]
    const tariff = aTariff({ cards: [aCard({ selector: ['input_tokens'], rates })] })
    const receipt = receiptOf(tariff, aUsage({ input_tokens: exact(5) }, { facets: { context_tier: '10 < n' } }))
    expect(warningsOf(receipt)).toEqual(['facet-disagreement'])
  })
})

describe('the explanation of a range over tiers', () => {
  type Lists = Readonly<Record<string, readonly string[]>>

  it('gives the least and the most from the charged quantities and the amount of one unit in each tier', () => {
    const rates = [
      aRate({ minimum: '95', tier: { le: '100' } }),
      aRate({ price: '2', minimum: '105', tier: { gt: '100' } }),
    ]
    const tariff = aTariff({ cards: [aCard({ selector: ['input_tokens'], rates })] })
    const [line] = receiptOf(tariff, aUsage({ input_tokens: between(90, 96, 110) })).lines
    const { lows = [], highs = [], unitAmounts = [] } = (line?.explain.params ?? {}) as Lists
    const products = (ends: readonly string[]) => ends.map((end, at) => Number(end) * Number(unitAmounts[at]))
    expect(told(line?.amount)).toEqual([Math.min(...products(lows)), 96, Math.max(...products(highs))].map(String))
  })

  it.fails('suffices where the tiers have steps, too', () => {
    const stepsOf = (price: string) =>
      ({ scope: 'request', mode: 'graduated', steps: [{ upTo: '50', price }, { price: '1' }] }) as const
    const rates = [
      aRate({ steps: stepsOf('3'), tier: { le: '100' } }),
      aRate({ steps: stepsOf('5'), tier: { gt: '100' } }),
    ]
    const tariff = aTariff({ cards: [aCard({ selector: ['input_tokens'], rates })] })
    const [line] = receiptOf(tariff, aUsage({ input_tokens: between(90, 95, 110) })).lines
    const { unitAmounts = [] } = (line?.explain.params ?? {}) as Lists
    expect(told(line?.amount)).toEqual(['190', '195', '310'])
    expect(unitAmounts.filter((amount) => amount === '0')).toEqual([])
  })
})

describe('tokens that two counts share', () => {
  it.fails('cost a range no wider than the counts allow: exactly one price if all their prices are equal', () => {
    const meters = ['input_tokens', 'cache_read_tokens', 'input_audio_tokens', 'cache_read_audio_tokens'] as const
    const tariff = aTariff({
      cards: [aCard({ rates: [...meters, 'output_tokens' as const].map((meter) => aRate({ meter })) })],
    })
    const details = { cached_tokens: 60, audio_tokens: 30 }
    const body = { model: 'm', usage: { prompt_tokens: 100, completion_tokens: 0, prompt_tokens_details: details } }
    const json = unwrap(readJson(JSON.stringify(body)))
    const usage = unwrap(normalizeUsage(json, unwrap(detectMapping(json))))
    expect(totalsOf(receiptOf(tariff, { ...usage, at: AT }))).toEqual(['100 CNY'])
  })
})
