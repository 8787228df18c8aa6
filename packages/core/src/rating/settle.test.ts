import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compileTariff } from '../compile/compile-tariff.ts'
import type { ModelTable } from '../compile/rate-table.ts'
import { exactly } from '../number/range.ts'
import { addRationals, rational } from '../number/rational.ts'
import type { Allowance } from '../tariff/tariff.ts'
import {
  aCard,
  amountsOf,
  aRate,
  aTariff,
  aUsage,
  between,
  exact,
  NAME,
  receiptOf,
  told,
  warningsOf,
} from '../testing/a-tariff.ts'
import { allowanceFor, type RatingState, settleAllowance } from './settle.ts'

const quota = (allowance: Partial<Allowance> = {}): Allowance => ({
  id: 'quota',
  name: NAME,
  meters: ['input_tokens'],
  source: 'page',
  ...allowance,
})

const left = (input: string | number, rest: RatingState['remaining'] = {}): RatingState => ({
  remaining: { input_tokens: exactly(rational(input)), ...rest },
  usedInPeriod: {},
})

function settled(quantity: Parameters<typeof settleAllowance>[0], remaining: number) {
  const tariff = aTariff({ allowances: [quota()] })
  const table = compileTariff(tariff).models.get('m') as ModelTable
  const place = { tariff, model: 'm', meter: 'input_tokens', rate: undefined, facets: {}, table } as const
  return settleAllowance(quantity, place, left(remaining))
}

describe('a free quota', () => {
  it('is consumed before anything is charged, and what it gives and leaves adds up at every end', () => {
    const count = fc.nat({ max: 30 })
    fc.assert(
      fc.property(count, count, count, count, (low, more, evenMore, remaining) => {
        const quantity = between(low, low + more, low + more + evenMore)
        const { chargeable, use } = settled(quantity, remaining)
        if (use === undefined) throw new Error('not used')
        for (const [end, other] of [
          ['low', 'high'],
          ['likely', 'likely'],
          ['high', 'low'],
        ] as const) {
          expect(addRationals(chargeable[end], use.consumed[end])).toEqual(quantity[end])
          expect(addRationals(use.remaining[other], use.consumed[end])).toEqual(rational(remaining))
        }
        const free = Math.min(low + more, remaining)
        expect([told(use.consumed.likely), told(use.remaining.likely)]).toEqual([
          String(free),
          String(remaining - free),
        ])
      }),
    )
  })

  it('covers the meters and the models that it names, and the first of several is used', () => {
    const allowances = [quota({ id: 'other-model', models: ['n'] }), quota({ id: 'first' }), quota({ id: 'second' })]
    const tariff = aTariff({ allowances })
    expect(allowanceFor(tariff, 'm', 'input_tokens')?.id).toBe('first')
    expect(allowanceFor(tariff, 'n', 'input_tokens')?.id).toBe('other-model')
    expect(allowanceFor(tariff, 'm', 'output_tokens')).toBeUndefined()
  })
})

describe('a receipt with a free quota', () => {
  const tariff = aTariff({
    allowances: [quota({ meters: ['input_tokens', 'output_tokens'] })],
    cards: [aCard({ rates: [aRate(), aRate({ meter: 'output_tokens', price: '2' })] })],
  })

  it('charges what the quota does not cover', () => {
    const receipt = receiptOf(tariff, aUsage({ input_tokens: exact(10) }), { state: left(3) })
    const [line] = receipt.lines
    expect([amountsOf(receipt), told(line?.billable), line?.allowance?.id]).toEqual([
      { input_tokens: '7' },
      '7',
      'quota',
    ])
    expect([told(line?.allowance?.consumed), told(line?.allowance?.remaining)]).toEqual(['3', '0'])
    expect(told(receipt.state?.before.remaining.input_tokens)).toBe('3')
    expect(told(receipt.state?.after.remaining.input_tokens)).toBe('0')
  })

  it('shows what is covered in full as a free line with what remains', () => {
    const receipt = receiptOf(tariff, aUsage({ input_tokens: exact(10) }), { state: left(30) })
    const [line] = receipt.lines
    expect([line?.status, line?.reason, told(line?.allowance?.remaining)]).toEqual(['free', 'allowance', '20'])
    expect(receipt.totals.map(({ amount, complete }) => [told(amount), complete])).toEqual([['0', true]])
  })

  it('applies none whose balance is not stated, and says so', () => {
    const receipt = receiptOf(tariff, aUsage({ input_tokens: exact(10), output_tokens: exact(1) }), { state: left(30) })
    expect(amountsOf(receipt)).toEqual({ input_tokens: '0', output_tokens: '2' })
    expect(warningsOf(receipt)).toEqual(['allowance-not-applied'])
    expect(warningsOf(receiptOf(tariff, aUsage({ input_tokens: exact(10) })))).toEqual(['allowance-not-applied'])
  })

  it('tells it once for all its meters, with its name, how much it grants and for how long', () => {
    const terms = { quantity: '100', validity: [{ days: '90' }] }
    const both = (own: Partial<Allowance>) =>
      receiptOf(
        aTariff({
          cards: [aCard({ rates: [aRate(), aRate({ meter: 'output_tokens' })] })],
          allowances: [quota({ meters: ['input_tokens', 'output_tokens'], ...own })],
        }),
        aUsage({ input_tokens: exact(10), output_tokens: exact(1) }),
      ).warnings
    const same = {
      allowance: 'quota',
      'name.en': NAME.en,
      'name.zh': NAME.zh,
      meters: ['input_tokens', 'output_tokens'],
    }
    expect(both(terms)).toMatchObject([{ params: { ...same, quantity: '100', days: '90' } }])
    expect(both({ ...terms, grants: [{ models: ['m'], quantity: '7' }] })).toMatchObject([
      { params: { quantity: '7' } },
    ])
    expect(both({ validity: [{ renews: 'month' }] })).toMatchObject([{ params: { ...same, term: 'month' } }])
  })

  it('says of what depends on the opening of the account only that it does', () => {
    const opened = { from: '2026-01-01T00:00:00+08:00' }
    const [note] = receiptOf(
      aTariff({
        allowances: [quota({ quantity: '1', grants: [{ opened, quantity: '2' }], validity: [{ days: '90', opened }] })],
      }),
      aUsage({ input_tokens: exact(10) }),
    ).warnings
    expect(note?.params).toMatchObject({ term: 'by-opening' })
    expect(Object.keys(note?.params ?? {})).not.toContain('quantity')
  })

  it('is silent where nothing has a price', () => {
    const unpriced = aTariff({ cards: [aCard({ rates: [] })], allowances: [quota()] })
    expect(warningsOf(receiptOf(unpriced, aUsage({ input_tokens: exact(10) })))).toEqual([])
  })

  it('an empty balance is a balance: everything is charged, and nothing is said', () => {
    const receipt = receiptOf(tariff, aUsage({ input_tokens: exact(10) }), { state: left(0) })
    expect([amountsOf(receipt), warningsOf(receipt)]).toEqual([{ input_tokens: '10' }, []])
  })

  it('a range that the quota covers in part is charged end by end', () => {
    const receipt = receiptOf(tariff, aUsage({ input_tokens: between(5, 10, 20) }), { state: left(8) })
    expect(amountsOf(receipt)).toEqual({ input_tokens: ['0', '2', '12'] })
    expect(told(receipt.state?.after.remaining.input_tokens)).toEqual(['0', '0', '3'])
  })

  it('reaches over tiers: each tier charges what the quota leaves of its own part', () => {
    const rates = [aRate({ tier: { le: '10' } }), aRate({ price: '100', tier: { gt: '10' } })]
    const tiered = aTariff({ allowances: [quota()], cards: [aCard({ selector: ['input_tokens'], rates })] })
    const receipt = receiptOf(tiered, aUsage({ input_tokens: between(9, 10, 12) }), { state: left(4) })
    // 9 → 5 at 1; 10 → 6 at 1; 11 → 7 at 100; 12 → 8 at 100.
    expect(amountsOf(receipt)).toEqual({ input_tokens: ['5', '6', '800'] })
    expect(receipt.totals.map(({ amount }) => told(amount))).toEqual([['5', '6', '800']])
  })

  it('the tier is that of the whole request, free tokens included', () => {
    const rates = [aRate({ tier: { le: '10' } }), aRate({ price: '100', tier: { gt: '10' } })]
    const tiered = aTariff({ allowances: [quota()], cards: [aCard({ selector: ['input_tokens'], rates })] })
    expect(amountsOf(receiptOf(tiered, aUsage({ input_tokens: exact(12) }), { state: left(10) }))).toEqual({
      input_tokens: '200',
    })
  })

  it('does not make free what has no price for the facet that was asked for', () => {
    const receipt = receiptOf(tariff, aUsage({ input_tokens: exact(10) }, { facets: { batch: 'batch' } }), {
      state: left(30),
    })
    expect(amountsOf(receipt)).toEqual({ input_tokens: 'no-rate-for-facet' })
  })

  it('is settled before minimum and increment', () => {
    const stepped = aTariff({
      allowances: [quota()],
      cards: [aCard({ rates: [aRate({ minimum: '5', increment: '5' })] })],
    })
    const cost = (remaining: number) =>
      amountsOf(receiptOf(stepped, aUsage({ input_tokens: exact(12) }), { state: left(remaining) }))
    expect([12, 11, 4, 0].map((remaining) => cost(remaining).input_tokens)).toEqual(['0', '5', '10', '15'])
  })
})
