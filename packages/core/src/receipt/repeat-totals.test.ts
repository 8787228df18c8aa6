import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rational } from '../number/rational.ts'
import { aCard, aRate, aTariff, aUsage, between, exact, receiptOf, totalsOf } from '../testing/a-tariff.ts'
import { mergeReceipts } from './merge-receipts.ts'
import type { Receipt } from './receipt.ts'
import { repeatTotals } from './repeat-totals.ts'

const TARIFF = aTariff({
  cards: [
    aCard({
      selector: ['input_tokens'],
      rates: [
        aRate({ tier: { le: '10' } }),
        aRate({ price: '3', tier: { gt: '10' } }),
        aRate({ meter: 'output_tokens', price: '2', per: '7', minimum: '4' }),
      ],
    }),
  ],
})

const count = fc.nat({ max: 40 })

describe('repeatTotals', () => {
  it('comes to what as many calls come to one by one', () => {
    fc.assert(
      fc.property(count, count, count, fc.integer({ min: 1, max: 6 }), (low, more, output, calls) => {
        const usage = aUsage({ input_tokens: between(low, low, low + more), output_tokens: exact(output) })
        const receipt = receiptOf(TARIFF, usage)
        const merged = mergeReceipts(Array.from({ length: calls }, () => receipt) as [Receipt, ...Receipt[]])
        const repeated = repeatTotals(receipt, rational(calls)) ?? []
        expect(totalsOf({ ...receipt, totals: repeated })).toEqual(totalsOf(merged))
      }),
    )
  })

  it('says nothing where one more call may cost another amount', () => {
    const receipt = receiptOf(TARIFF, aUsage({ input_tokens: exact(1) }))
    expect(repeatTotals(receipt, rational('-1'))).toBeUndefined()
    expect(repeatTotals({ ...receipt, provisional: true }, rational('2'))).toBeUndefined()
    expect(repeatTotals(receipt, rational('0'))).toHaveLength(1)
  })
})
