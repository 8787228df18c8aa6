import { describe, expect, it } from 'vitest'
import type { Facet, Rate } from '../tariff/tariff.ts'
import { aCard, aModifier, amountsOf, aRate, aSource, aTariff, aUsage, exact, receiptOf } from '../testing/a-tariff.ts'
import { compileTariff } from './compile-tariff.ts'
import { countCells } from './rate-table.ts'

const facet: Facet = { values: ['a', 'b'], default: 'a', uncovered: 'same-price' }

const manyFacets = (count: number): Readonly<Record<string, Facet>> =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [`f${at}`, facet]))

/** A rate that names every facet, so that the table needs a row for each combination. */
const naming = (facets: Readonly<Record<string, Facet>>): Rate =>
  aRate({ when: Object.fromEntries(Object.keys(facets).map((name) => [name, 'a'])) })

const cellsOf = (facets: number, tiers: number): number => {
  const known = manyFacets(facets)
  const tiered = Array.from({ length: tiers }, (_, at) =>
    aRate({ meter: 'output_tokens', tier: { gt: String(at), le: String(at + 1) } }),
  )
  const cards = [aCard({ ...(tiers > 0 && { selector: ['output_tokens'] }), rates: [naming(known), ...tiered] })]
  return countCells(compileTariff(aTariff({ facets: known, cards })))
}

describe('the table', () => {
  it('has a cell for each combination of facet values and each stretch between tiers', () => {
    expect(cellsOf(0, 0)).toBe(1)
    expect(cellsOf(3, 0)).toBe(8)
    expect(cellsOf(3, 4)).toBe(8 * 6)
  })

  it('has rows only for the facets that a price of the model names', () => {
    const cards = [aCard(), aCard({ id: 'n@1', model: 'n', rates: [naming({ f0: facet })] })]
    const { models } = compileTariff(aTariff({ facets: manyFacets(9), cards }))
    expect([...models.values()].map(({ name, facets, cells }) => [name, facets, cells.length])).toEqual([
      ['m', [], 1],
      ['n', ['f0'], 2],
    ])
  })

  it('finds a card by its model and by each of its aliases', () => {
    const table = compileTariff(aTariff({ cards: [aCard({ aliases: ['latest', 'constructor', '__proto__'] })] }))
    expect([...table.models.keys()]).toEqual(['m', 'latest', 'constructor', '__proto__'])
    expect(table.models.get('toString')).toBeUndefined()
  })

  it('is made for the named models alone, and names that it does not know make none', () => {
    const cards = [aCard(), aCard({ id: 'n@1', model: 'n' })]
    expect([...compileTariff(aTariff({ cards }), { models: ['n', 'unknown'] }).models.keys()]).toEqual(['n'])
  })

  it('keeps the cells inside the horizon, cut at its ends', () => {
    const horizon = { from: Date.parse('2026-01-10T00:00:00Z'), until: Date.parse('2026-03-01T00:00:00Z') }
    const cards = [aCard({ effective: { observed: ['2026-01-20', '2026-02-10'] } })]
    const cells = compileTariff(aTariff({ cards }), { horizon }).models.get('m')?.cells ?? []
    expect(cells.map(({ from, until }) => [from, until].map((at) => new Date(at).toISOString().slice(0, 13)))).toEqual([
      ['2026-01-10T00', '2026-01-19T16'],
      ['2026-01-19T16', '2026-02-10T16'],
      ['2026-02-10T16', '2026-03-01T00'],
    ])
  })

  it('knows when its first card is known to hold, whatever the horizon', () => {
    const firstKnown = (effective: ReturnType<typeof aCard>['effective']) =>
      compileTariff(aTariff({ cards: [aCard({ effective })] })).models.get('m')?.firstKnown
    expect(firstKnown({})).toBe(Number.NEGATIVE_INFINITY)
    expect(firstKnown({ observed: ['2026-01-20'] })).toBe(Date.parse('2026-01-20T00:00:00+08:00'))
    expect(firstKnown({ from: '2026-01-20T12:00:00Z' })).toBe(Date.parse('2026-01-20T12:00:00Z'))
  })
})

describe('caps', () => {
  it('more combinations of facet values than a mistake could need are refused within two seconds', () => {
    const start = performance.now()
    expect(() => cellsOf(17, 0)).toThrow('invalid-tariff')
    expect(() => cellsOf(40, 0)).toThrow('invalid-tariff')
    expect(performance.now() - start).toBeLessThan(2000)
  })

  it('facets times tiers are refused, too', () => {
    expect(() => cellsOf(14, 6)).toThrow('invalid-tariff')
  })

  it('and the cells are counted before they are made', () => {
    const start = performance.now()
    expect(() => cellsOf(14, 6)).toThrow('invalid-tariff')
    expect(performance.now() - start).toBeLessThan(500)
  })
})

describe('a broken tariff is refused when it is compiled, not when it is used', () => {
  it.each([
    ['a source that is not listed', aTariff({ cards: [aCard({ source: 'nowhere' })] })],
    ['a source of a rate that is not listed', aTariff({ cards: [aCard({ rates: [aRate({ source: 'nowhere' })] })] })],
    ['a day that does not exist', aTariff({ cards: [aCard({ effective: { observed: ['2026-02-30'] } })] })],
    ['a start without an offset', aTariff({ cards: [aCard({ effective: { from: '2026-02-20T00:00:00' } })] })],
    [
      'a time zone that is no offset',
      aTariff({ timeZone: 'Asia/Shanghai', cards: [aCard({ effective: { observed: ['2026-02-20'] } })] }),
    ],
    ['a facet that nobody knows', aTariff({ cards: [aCard({ rates: [aRate({ when: { flavour: 'x' } })] })] })],
  ])('%s', (_what, tariff) => expect(() => compileTariff(tariff)).toThrow('invalid-tariff'))

  it.each(['price', 'per', 'minimum', 'increment'] as const)('a %s that is no number', (field) =>
    expect(() => compileTariff(aTariff({ cards: [aCard({ rates: [aRate({ [field]: '1,5' })] })] }))).toThrow(
      'invalid-number',
    ),
  )
})

describe('evidence', () => {
  const sources = { page: aSource(), other: aSource({ evidence: 'catalogue' }), sum: aSource({ evidence: 'derived' }) }
  const vendor = aCard({ effective: { observed: ['2026-01-01', '2026-01-31'] } })
  const catalogue = aCard({ id: 'c', source: 'other', rates: [aRate({ price: '2' })] })
  const input = aUsage({ input_tokens: exact(10) })

  it('a price from a catalogue is not used unless it is asked for, and shows as a candidate', () => {
    const receipt = receiptOf(aTariff({ sources, cards: [catalogue] }), input)
    expect(amountsOf(receipt)).toEqual({ input_tokens: 'evidence-not-allowed' })
    expect(receipt.lines[0]?.candidates.map(({ price }) => price)).toEqual(['2'])
    expect(receipt.totals).toEqual([])
  })

  it('when it is asked for it is used, and the line names its evidence', () => {
    const receipt = receiptOf(aTariff({ sources, cards: [catalogue] }), input, {}, { allowEvidence: ['catalogue'] })
    expect([amountsOf(receipt), receipt.lines[0]?.evidence]).toEqual([{ input_tokens: '20' }, 'catalogue'])
  })

  it('one kind that is asked for is not the other', () => {
    const derived = aTariff({ sources, cards: [{ ...catalogue, source: 'sum' }] })
    expect(amountsOf(receiptOf(derived, input, {}, { allowEvidence: ['catalogue'] }))).toEqual({
      input_tokens: 'evidence-not-allowed',
    })
  })

  it("never takes the place of the vendor's own price", () => {
    const dated = { ...catalogue, effective: { observed: ['2026-01-10', '2026-01-20'] } }
    expect(amountsOf(receiptOf(aTariff({ sources, cards: [vendor, dated] }), input))).toEqual({ input_tokens: '10' })
  })

  it('a discount from a catalogue is not used unless it is asked for, either', () => {
    const tariff = aTariff({ sources, cards: [vendor], modifiers: [aModifier({ source: 'other' })] })
    expect(amountsOf(receiptOf(tariff, input))).toEqual({ input_tokens: '10' })
    expect(amountsOf(receiptOf(tariff, input, {}, { allowEvidence: ['catalogue'] }))).toEqual({ input_tokens: '5' })
  })

  it('a meter whose only price is from a catalogue says so, beside prices of the vendor too', () => {
    const rates = [aRate(), aRate({ meter: 'output_tokens', price: '2', source: 'other' })]
    const receipt = receiptOf(aTariff({ sources, cards: [aCard({ rates })] }), aUsage({ output_tokens: exact(10) }))
    expect(amountsOf(receipt)).toEqual({ output_tokens: 'evidence-not-allowed' })
    expect(receipt.lines[0]?.candidates.map(({ price }) => price)).toEqual(['2'])
  })

  it('a list of which nothing may be used is known to hold at no instant', () => {
    const { models } = compileTariff(aTariff({ sources, cards: [catalogue] }))
    expect(models.get('m')?.firstKnown).toBe(Number.POSITIVE_INFINITY)
  })
})

describe('a meter that only a modifier prices', () => {
  const halved = aModifier({
    when: { batch: 'batch' },
    meters: ['input_tokens', 'cache_read_tokens'],
    instead: { cache_read_tokens: 'input_tokens' },
  })
  const cached = (facets: Readonly<Record<string, string>>) =>
    amountsOf(receiptOf(aTariff({ modifiers: [halved] }), aUsage({ cache_read_tokens: exact(10) }, { facets })))

  it("has another's rate where the modifier holds", () => {
    expect(cached({ batch: 'batch' })).toEqual({ cache_read_tokens: '5' })
  })

  it('has none where it does not', () => {
    expect(cached({})).toEqual({ cache_read_tokens: 'no-rate' })
  })
})
