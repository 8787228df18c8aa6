import { describe, expect, it } from 'vitest'
import { rational } from '../number/rational.ts'
import type { RatingState } from '../rating/settle.ts'
import type { Facet, Modifier, Rate, Tariff } from '../tariff/tariff.ts'
import {
  aCard,
  aModifier,
  amountsOf,
  aRate,
  aSource,
  aTariff,
  aUsage,
  exact,
  NAME,
  receiptOf,
  warningsOf,
} from '../testing/a-tariff.ts'
import type { Quantities } from '../usage/usage.ts'

const facet = (uncovered: Facet['uncovered'], values: readonly string[] = ['a', 'b']): Facet => ({
  values,
  default: values[0] ?? '',
  uncovered,
})

const FACETS = { kind: facet('same-price'), size: facet('same-price', ['small', 'large']), strict: facet('unpriced') }

interface Case extends Partial<Omit<Tariff, 'cards'>> {
  readonly rates: readonly Rate[]
}

const tariffOf = ({ rates, ...tariff }: Case): Tariff =>
  aTariff({ facets: FACETS, cards: [aCard({ rates })], ...tariff })

/** What ten of each meter cost in one facet combination. */
const cost = (
  given: Case,
  facets: Readonly<Record<string, string>> = {},
  quantities: Quantities = { input_tokens: exact(10) },
) => amountsOf(receiptOf(tariffOf(given), aUsage(quantities, { facets })))

const inputCost = (given: Case, facets: Readonly<Record<string, string>> = {}) => cost(given, facets).input_tokens

it('a rate that has a modifier in its price already is not changed by it between two equal observations either', () => {
  const half = aModifier({ when: { kind: 'b' }, meters: ['input_tokens'] })
  const batch = (id: string, day: string) =>
    aCard({ id, effective: { observed: [day] }, partial: true, rates: [aRate({ price: '3', when: { kind: 'b' } })] })
  const tariff = aTariff({
    facets: FACETS,
    modifiers: [half],
    cards: [batch('early', '2026-01-01'), batch('late', '2026-03-01')],
  })
  const usage = aUsage({ input_tokens: exact(10) }, { at: '2026-02-01T12:00:00+08:00', facets: { kind: 'b' } })
  expect(amountsOf(receiptOf(tariff, usage))).toEqual({ input_tokens: '30' })
})

describe('which rate holds', () => {
  it('a price of 0 is a price: free, and never the price of another rate (T15)', () => {
    const zero = tariffOf({
      fallbacks: { cache_read_tokens: 'input_tokens' },
      rates: [aRate(), aRate({ meter: 'cache_read_tokens', price: '0' })],
    })
    const receipt = receiptOf(zero, aUsage({ input_tokens: exact(10), cache_read_tokens: exact(10) }))
    expect(amountsOf(receipt)).toEqual({ input_tokens: '10', cache_read_tokens: '0' })
    expect(receipt.lines.map(({ status, reason }) => `${status} ${reason}`)).toEqual(['priced rate', 'free zero-price'])
    expect(receipt.totals.map(({ complete }) => complete)).toEqual([true])
  })

  it('a price of 0 in a tier is that, and not the price of the tier below (T15)', () => {
    const tiered = aTariff({
      cards: [
        aCard({
          selector: ['input_tokens'],
          rates: [aRate({ tier: { le: '5' } }), aRate({ price: '0', tier: { gt: '5' } })],
        }),
      ],
    })
    expect(
      [5, 6].map((tokens) => amountsOf(receiptOf(tiered, aUsage({ input_tokens: exact(tokens) }))).input_tokens),
    ).toEqual(['5', '0'])
  })

  it('the rate that states most of the facets wins, in whatever order the rates stand', () => {
    const rates = [
      aRate({ price: '1' }),
      aRate({ price: '2', when: { kind: 'b' } }),
      aRate({ price: '3', when: { kind: 'b', size: 'large' } }),
    ]
    for (const order of [rates, [...rates].reverse()]) {
      expect(inputCost({ rates: order })).toBe('10')
      expect(inputCost({ rates: order }, { kind: 'b' })).toBe('20')
      expect(inputCost({ rates: order }, { kind: 'b', size: 'large' })).toBe('30')
      expect(inputCost({ rates: order }, { size: 'large' })).toBe('10')
    }
  })

  it('two rates that state equally much and hold at once are refused, not chosen between', () => {
    const rates = [aRate({ when: { kind: 'b' } }), aRate({ price: '2', when: { size: 'large' } })]
    expect(() => inputCost({ rates })).toThrow('overlap')
    expect(() => inputCost({ rates: [aRate(), aRate({ price: '2' })] })).toThrow('invalid-tariff')
  })

  it('silence about a facet means one price only where the facet says so', () => {
    expect(inputCost({ rates: [aRate()] }, { kind: 'b' })).toBe('10')
    expect(inputCost({ rates: [aRate(), aRate({ meter: 'output_tokens', when: { kind: 'b' } })] }, { kind: 'b' })).toBe(
      '10',
    )
    expect(inputCost({ rates: [aRate()] }, { strict: 'b' })).toBe('no-rate-for-facet')
    expect(
      inputCost({ rates: [aRate(), aRate({ meter: 'output_tokens', when: { strict: 'b' } })] }, { strict: 'b' }),
    ).toBe('no-rate-for-facet')
    expect(inputCost({ rates: [aRate()] }, { strict: 'a' })).toBe('10')
  })

  it('a facet that no tariff knows is refused when it is compiled', () => {
    expect(() => inputCost({ rates: [aRate({ when: { flavour: 'x' } })] })).toThrow('invalid-tariff')
  })

  it('a rate without a price and without steps is refused, and costs nothing by no means', () => {
    expect(() => inputCost({ rates: [{ meter: 'input_tokens', per: '1' }] })).toThrow('invalid-tariff')
  })

  it('a facet with the name of a property that every object has is refused, not confused with it', () => {
    const facets = { constructor: facet('same-price') }
    expect(() => inputCost({ facets, rates: [aRate({ when: { constructor: 'b' } })] })).toThrow('invalid-tariff')
    expect(inputCost({ rates: [aRate({ when: { kind: 'a' } })] })).toBe('10')
  })

  it('a rate from a catalogue is used only when catalogues are asked for, on the card of a vendor too', () => {
    const page = { url: 'https://example.com', title: 'Page', checked: '2026-01-31' }
    const sources = { page: { ...page, evidence: 'vendor-page' }, other: { ...page, evidence: 'catalogue' } } as const
    expect(inputCost({ sources, rates: [aRate({ source: 'other' })] })).toBe('evidence-not-allowed')
  })
})

describe('fallbacks', () => {
  const thoughts = { output_tokens: exact(10), reasoning_tokens: exact(10) }
  const output = aRate({ meter: 'output_tokens', price: '2' })

  it('a leaf without a rate has no price unless the tariff says whose it takes', () => {
    expect(cost({ rates: [output] }, {}, thoughts)).toEqual({ output_tokens: '20', reasoning_tokens: 'no-rate' })
    expect(cost({ rates: [output], fallbacks: { reasoning_tokens: 'output_tokens' } }, {}, thoughts)).toEqual({
      output_tokens: '20',
      reasoning_tokens: '20',
    })
  })

  it('follow one another to the first meter with a rate, and a circle of them ends', () => {
    const chain = { cache_read_audio_tokens: 'cache_read_tokens', cache_read_tokens: 'input_tokens' } as const
    const cached = { cache_read_audio_tokens: exact(10) }
    expect(cost({ rates: [aRate()], fallbacks: chain }, {}, cached)).toEqual({ cache_read_audio_tokens: '10' })
    expect(
      cost({ rates: [aRate(), aRate({ meter: 'cache_read_tokens', price: '0.1' })], fallbacks: chain }, {}, cached),
    ).toEqual({ cache_read_audio_tokens: '1' })
    const circle = { cache_read_tokens: 'cache_write_tokens', cache_write_tokens: 'cache_read_tokens' } as const
    expect(cost({ rates: [aRate()], fallbacks: circle }, {}, { cache_read_tokens: exact(10) })).toEqual({
      cache_read_tokens: 'no-rate',
    })
  })

  it('a meter with a rate of its own never falls back, even where that rate does not hold', () => {
    const rates = [aRate(), aRate({ meter: 'cache_read_tokens', price: '0.1', when: { kind: 'b' } })]
    const given = { rates, fallbacks: { cache_read_tokens: 'input_tokens' } } as const
    const cached = { cache_read_tokens: exact(10) }
    expect(cost(given, { kind: 'b' }, cached)).toEqual({ cache_read_tokens: '1' })
    expect(cost(given, {}, cached)).toEqual({ cache_read_tokens: 'no-rate-for-facet' })
  })

  it('take the tier and the modifiers of the meter whose rate they take', () => {
    const given = { rates: [output], fallbacks: { reasoning_tokens: 'output_tokens' } } as const
    const modifiers = [aModifier({ meters: ['output_tokens'] })]
    expect(cost({ ...given, modifiers }, {}, thoughts)).toEqual({ output_tokens: '10', reasoning_tokens: '10' })
  })
})

describe('modifiers', () => {
  const batch = (modifier: Partial<Modifier> = {}) => aModifier({ id: 'batch', when: { strict: 'b' }, ...modifier })

  it('multiply the list price, each by its factor, and the receipt keeps the list price', () => {
    const modifiers = [aModifier(), aModifier({ id: 'tenth', factor: '0.1', order: 2 })]
    const [line] = receiptOf(tariffOf({ rates: [aRate()], modifiers }), aUsage({ input_tokens: exact(10) })).lines
    expect([line?.amount, line?.list].map((range) => range && [range.low, range.high])).toEqual([
      [rational('0.5'), rational('0.5')],
      [rational(10), rational(10)],
    ])
    const { evidence, ...source } = aSource()
    const told = { name: { en: 'Test', zh: '测试' }, evidence, source }
    expect(line?.modifiers).toEqual([
      { id: 'half', factor: rational('0.5'), ...told },
      { id: 'tenth', factor: rational('0.1'), ...told },
    ])
    expect(line?.explain.params.factors).toEqual(['0.5', '0.1'])
  })

  it('stand in their order, whatever the order of the file', () => {
    const modifiers = [aModifier({ id: 'late', order: 9 }), aModifier({ id: 'early', order: 1 })]
    const [line] = receiptOf(tariffOf({ rates: [aRate()], modifiers }), aUsage({ input_tokens: exact(10) })).lines
    expect(line?.modifiers.map(({ id }) => id)).toEqual(['early', 'late'])
  })

  it('that exclude each other do not stack: the first in order is applied, whichever of the two says so', () => {
    const [first, second] = [
      aModifier({ id: 'first', factor: '0.5' }),
      aModifier({ id: 'second', factor: '0.1', order: 2 }),
    ]
    expect(inputCost({ rates: [aRate()], modifiers: [first, second] })).toBe('0.5')
    expect(inputCost({ rates: [aRate()], modifiers: [{ ...first, excludes: ['second'] }, second] })).toBe('5')
    expect(inputCost({ rates: [aRate()], modifiers: [first, { ...second, excludes: ['first'] }] })).toBe('5')
    expect(inputCost({ rates: [aRate()], modifiers: [second, { ...first, order: 3, excludes: ['second'] }] })).toBe('1')
  })

  it('one that does not concern a meter, a model or a facet value excludes nothing there', () => {
    const promotion = aModifier({ id: 'promotion', order: 2 })
    for (const other of [
      { meters: ['output_tokens'] as const },
      { models: ['another'] },
      { exceptModels: ['m'] },
      { when: { kind: 'b' } },
    ])
      expect(
        inputCost({
          rates: [aRate()],
          modifiers: [aModifier({ id: 'other', excludes: ['promotion'], ...other }), promotion],
        }),
      ).toBe('5')
  })

  it('give a price to a facet value that has none of its own, from the default value', () => {
    expect(inputCost({ rates: [aRate()], modifiers: [batch()] }, { strict: 'b' })).toBe('5')
    expect(inputCost({ rates: [aRate()], modifiers: [batch()] })).toBe('10')
    expect(inputCost({ rates: [aRate()], modifiers: [batch({ meters: ['output_tokens'] })] }, { strict: 'b' })).toBe(
      'no-rate-for-facet',
    )
  })

  it('give way to a rate that states the same facet values: an explicit price beats a derived one', () => {
    const rates = [aRate({ price: '10' }), aRate({ price: '4', when: { strict: 'b' } })]
    expect(inputCost({ rates, modifiers: [batch()] }, { strict: 'b' })).toBe('40')
    expect(inputCost({ rates, modifiers: [batch(), aModifier({ order: 2 })] }, { strict: 'b' })).toBe('20')
    expect(
      inputCost({ rates, modifiers: [batch({ when: { strict: 'b', kind: 'b' } })] }, { strict: 'b', kind: 'b' }),
    ).toBe('20')
  })

  it('may take the rate of another meter before the factor', () => {
    const rates = [aRate({ price: '10' }), aRate({ meter: 'cache_read_tokens', price: '1' })]
    const modifiers = [
      batch({ meters: ['input_tokens', 'cache_read_tokens'], instead: { cache_read_tokens: 'input_tokens' } }),
    ]
    const cached = { cache_read_tokens: exact(10) }
    expect(cost({ rates, modifiers }, { strict: 'b' }, cached)).toEqual({ cache_read_tokens: '50' })
    expect(cost({ rates, modifiers }, {}, cached)).toEqual({ cache_read_tokens: '10' })
  })

  it('take the rate of another meter, too, where the own rate would hold for the facet value', () => {
    const rates = [aRate({ price: '10' }), aRate({ meter: 'cache_read_tokens', price: '1' })]
    const modifiers = [
      aModifier({ meters: ['input_tokens', 'cache_read_tokens'], instead: { cache_read_tokens: 'input_tokens' } }),
    ]
    expect(cost({ rates, modifiers }, {}, { cache_read_tokens: exact(10) })).toEqual({ cache_read_tokens: '50' })
  })

  it('a factor of 0 makes the amount 0, and the list price stays to be seen', () => {
    const [line] = receiptOf(
      tariffOf({ rates: [aRate()], modifiers: [aModifier({ factor: '0' })] }),
      aUsage({ input_tokens: exact(10) }),
    ).lines
    expect([line?.status, line?.price, line?.list?.likely, line?.amount?.likely]).toEqual([
      'priced',
      '1',
      rational(10),
      rational(0),
    ])
  })
})

describe('what a modifier excludes', () => {
  const allowances = [{ id: 'quota', name: NAME, meters: ['input_tokens'], source: 'page' }] as const
  const state: RatingState = { remaining: { input_tokens: exact(3) }, usedInPeriod: {} }
  const modifiers = [
    aModifier({ id: 'batch', when: { strict: 'b' }, excludes: ['allowance', 'promotion'] }),
    aModifier({ id: 'promotion', order: 2 }),
  ]
  const receipt = (rates: readonly Rate[]) =>
    receiptOf(
      tariffOf({ rates, modifiers, allowances }),
      aUsage({ input_tokens: exact(10) }, { facets: { strict: 'b' } }),
      { state },
    )

  it('stays excluded from a derived price', () => {
    const derived = receipt([aRate({ price: '10' })])
    expect(amountsOf(derived)).toEqual({ input_tokens: '50' })
    expect(warningsOf(derived)).toEqual(['allowance-excluded'])
  })

  it('stays excluded from the explicit price that beats it', () => {
    const explicit = receipt([aRate({ price: '10' }), aRate({ price: '4', when: { strict: 'b' } })])
    expect(amountsOf(explicit)).toEqual({ input_tokens: '40' })
    expect(warningsOf(explicit)).toEqual(['allowance-excluded'])
  })
})
