import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addRanges, sumRanges } from '../number/range.ts'
import { rational } from '../number/rational.ts'
import {
  aCard,
  aModifier,
  amountsOf,
  aRate,
  aTariff,
  aUsage,
  between,
  exact,
  receiptOf,
  told,
  totalsOf,
  warningsOf,
} from '../testing/a-tariff.ts'
import type { Usage } from '../usage/usage.ts'
import { mergeReceipts } from './merge-receipts.ts'
import type { Receipt } from './receipt.ts'

const TIERED = aTariff({
  cards: [
    aCard({
      selector: ['input_tokens'],
      rates: [
        aRate({ tier: { le: '10' } }),
        aRate({ price: '3', tier: { gt: '10' } }),
        aRate({ meter: 'output_tokens', price: '2', minimum: '4' }),
      ],
    }),
  ],
})

const merged = (receipts: readonly Receipt[]): Receipt => {
  const [first, ...rest] = receipts
  if (first === undefined) throw new Error('no receipts')
  return mergeReceipts([first, ...rest])
}

const priced = (tariff: ReturnType<typeof aTariff>, usages: readonly Partial<Usage>[]) =>
  usages.map(({ quantities = {}, ...usage }) => receiptOf(tariff, aUsage(quantities, usage)))

const span = fc
  .tuple(fc.nat({ max: 12 }), fc.nat({ max: 4 }), fc.nat({ max: 4 }))
  .map(([low, more, evenMore]) => between(low, low + more, low + more + evenMore))

describe('mergeReceipts', () => {
  it('sums quantities, amounts and totals: nothing is lost and nothing is counted twice', () => {
    const usage = fc.record({ input_tokens: span, output_tokens: span }).map((quantities) => ({ quantities }))
    fc.assert(
      fc.property(fc.array(usage, { minLength: 1, maxLength: 6 }), (usages) => {
        const receipts = priced(TIERED, usages)
        const one = merged(receipts)
        for (const id of ['input_tokens', 'output_tokens'] as const) {
          const lines = (of: readonly Receipt[]) => of.flatMap((each) => each.lines.filter(({ meter }) => meter === id))
          for (const field of ['quantity', 'amount', 'billable', 'list'] as const)
            expect([field, sumRanges(lines([one]).map((line) => line[field]))]).toEqual([
              field,
              sumRanges(lines(receipts).map((line) => line[field])),
            ])
        }
        expect(one.totals.map(({ amount }) => amount)).toEqual([
          receipts.flatMap(({ totals }) => totals.map(({ amount }) => amount)).reduce(addRanges),
        ])
        expect(new Set(one.lines.map(({ id }) => id)).size).toBe(one.lines.length)
        expect(told(one.requests)).toBe(String(receipts.length))
      }),
      { numRuns: 200 },
    )
  })

  it('of one receipt is that receipt', () => {
    const [receipt] = priced(TIERED, [{ quantities: { input_tokens: exact(3) } }])
    if (receipt) expect(mergeReceipts([receipt])).toBe(receipt)
  })

  it('sums lines of one meter, rate and reason, and keeps the others apart', () => {
    const one = merged(
      priced(
        TIERED,
        [3, 20, 4, 30].map((input) => ({ quantities: { input_tokens: exact(input) } })),
      ),
    )
    expect(
      one.lines.map(({ id, quantity, amount, explain }) => [id, told(quantity), told(amount), explain.params.quantity]),
    ).toEqual([
      ['input_tokens', '7', '7', '7'],
      ['input_tokens#2', '50', '150', '50'],
    ])
    expect(one.grain).toBe('aggregate')
  })

  it('explains a sum of charges by what was charged, minimum and all', () => {
    const one = merged(
      priced(
        TIERED,
        [1, 2, 9].map((output) => ({ quantities: { output_tokens: exact(output) } })),
      ),
    )
    expect(
      one.lines.map(({ quantity, billable, amount, explain }) => [
        told(quantity),
        told(billable),
        told(amount),
        explain.params.quantity,
      ]),
    ).toEqual([['12', '17', '34', '17']])
  })

  it('sums what has no price, too, and gives the priced share of each meter', () => {
    const one = merged(
      priced(TIERED, [
        { quantities: { input_tokens: exact(3), images: exact(1) } },
        { quantities: { input_tokens: exact(5), images: exact(2) } },
      ]),
    )
    expect([amountsOf(one), totalsOf(one)]).toEqual([{ input_tokens: '8', images: 'no-rate' }, ['8 CNY incomplete']])
    expect([told(one.lines[1]?.quantity), told(one.coverage.images), told(one.coverage.input_tokens)]).toEqual([
      '3',
      '0',
      '1',
    ])
  })

  it('a meter that was priced in part has a share between 0 and 1', () => {
    const bounded = aTariff({ cards: [aCard({ selector: ['input_tokens'], rates: [aRate({ tier: { le: '10' } })] })] })
    const one = merged(
      priced(bounded, [{ quantities: { input_tokens: exact(5) } }, { quantities: { input_tokens: exact(15) } }]),
    )
    expect([told(one.coverage.input_tokens), one.lines.map(({ reason }) => reason)]).toEqual([
      '0.25',
      ['rate', 'outside-tiers'],
    ])
  })

  it('keeps currencies apart', () => {
    const tariff = aTariff({ cards: [aCard(), aCard({ id: 'n@1', model: 'n', currency: 'USD' })] })
    const one = merged(
      priced(tariff, [
        { quantities: { input_tokens: exact(1) } },
        { model: 'n', quantities: { input_tokens: exact(2) } },
      ]),
    )
    expect(totalsOf(one)).toEqual(['1 CNY', '2 USD'])
  })

  it('keeps charges by steps apart, each with its own explanation', () => {
    const steps = { scope: 'request', mode: 'graduated', steps: [{ upTo: '2', price: '5' }, { price: '1' }] } as const
    const tariff = aTariff({ cards: [aCard({ rates: [aRate({ meter: 'images', steps })] })] })
    const one = merged(
      priced(
        tariff,
        [3, 3].map((images) => ({ quantities: { images: exact(images) } })),
      ),
    )
    expect(one.lines.map(({ id, amount }) => [id, told(amount)])).toEqual([
      ['images', '11'],
      ['images#2', '11'],
    ])
  })

  it('tells each warning once', () => {
    const aged = aTariff({ cards: [aCard({ effective: { observed: ['2026-01-01'] } })] })
    const usage = { quantities: { input_tokens: exact(1) } }
    expect(warningsOf(merged(priced(aged, [usage, usage, usage])))).toEqual(['price-age'])
  })

  it('is incomplete when one of the receipts has no total because nothing in it has a price', () => {
    const bounded = aTariff({ cards: [aCard({ selector: ['input_tokens'], rates: [aRate({ tier: { le: '10' } })] })] })
    const usages = [{ quantities: { input_tokens: exact(5) } }, { quantities: { input_tokens: exact(15) } }]
    expect(totalsOf(merged(priced(bounded, usages)))).toEqual(['5 CNY incomplete'])
    expect(totalsOf(merged(priced(bounded, usages.reverse())))).toEqual(['5 CNY incomplete'])
  })

  it('keeps lines apart whose prices were modified differently', () => {
    const effective = { from: '2026-01-01T00:00:00+08:00', until: '2026-02-01T00:00:00+08:00' }
    const promoted = aTariff({ modifiers: [aModifier({ effective })] })
    const usage = { quantities: { input_tokens: exact(10) } }
    const one = merged(priced(promoted, [usage, { ...usage, at: '2026-03-01T00:00:00Z' }]))
    expect(one.lines.map(({ amount, modifiers }) => [told(amount), modifiers.length])).toEqual([
      ['5', 1],
      ['10', 0],
    ])
  })

  it('is provisional when one of the receipts is, and keeps the balances of all of them', () => {
    const steps = { scope: 'period', mode: 'graduated', steps: [{ upTo: '2', price: '5' }, { price: '1' }] } as const
    const rates = [aRate(), aRate({ meter: 'images', steps }), aRate({ meter: 'characters', steps })]
    const tariff = aTariff({ cards: [aCard({ rates })] })
    const one = merged(
      priced(tariff, [
        { quantities: { input_tokens: exact(1) } },
        { quantities: { images: exact(3) } },
        { quantities: { characters: exact(4) } },
      ]),
    )
    expect(one.provisional).toBe(true)
    expect(Object.keys(one.state?.before.usedInPeriod ?? {}).sort()).toEqual(['characters', 'images'])
    expect(one.state?.after.usedInPeriod).toEqual({ images: sumRanges([exact(3)]), characters: sumRanges([exact(4)]) })
  })

  it('states only the facets that all of the receipts have', () => {
    const one = merged(
      priced(
        TIERED,
        [5, 20].map((input) => ({ quantities: { input_tokens: exact(input) } })),
      ),
    )
    expect(one.facets.context_tier).toBeUndefined()
  })

  it('counts the requests of receipts that are aggregates themselves', () => {
    const usages = [7, 5].map((requests) => ({
      quantities: { input_tokens: exact(1) },
      requests: rational(requests),
      grain: 'aggregate' as const,
    }))
    expect(told(merged(priced(aTariff(), usages)).requests)).toBe('12')
  })
})
