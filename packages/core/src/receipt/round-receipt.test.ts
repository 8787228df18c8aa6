import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isOrdered, sumRanges } from '../number/range.ts'
import type { RoundingMode } from '../number/rational.ts'
import type { Rounding } from '../tariff/tariff.ts'
import { aCard, aRate, aTariff, aUsage, between, exact, receiptOf, told, totalsOf } from '../testing/a-tariff.ts'
import { mergeReceipts } from './merge-receipts.ts'
import { roundReceipt } from './round-receipt.ts'

const to = (digits: number, mode: RoundingMode = 'half-up'): Rounding => ({ mode, digits, source: 'page' })

const receipt = (price: string, quantity = exact(1)) =>
  receiptOf(aTariff({ cards: [aCard({ rates: [aRate({ price })] })] }), aUsage({ input_tokens: quantity }))

describe('roundReceipt', () => {
  it('rounds each total once, and what that moves is a line (T37)', () => {
    const rounded = roundReceipt(receipt('0.01999999999999999872'), to(2))
    expect(totalsOf(rounded)).toEqual(['0.02 CNY'])
    expect(rounded.lines.map(({ id, reason }) => [id, reason])).toEqual([
      ['input_tokens', 'rate'],
      ['rounding/CNY', 'rounding'],
    ])
    expect(told(sumRanges(rounded.lines.map(({ amount }) => amount)))).toBe('0.02')
  })

  it('a month of requests of less than half a cent each is not nothing (T38)', () => {
    const small = receipt('0.000768')
    const month = mergeReceipts([small, ...Array.from({ length: 57 }, () => small)])
    expect(totalsOf(roundReceipt(month, to(2)))).toEqual(['0.04 CNY'])
  })

  it('without anything to round has no line of rounding', () => {
    expect(roundReceipt(receipt('0.25'), to(2)).lines).toHaveLength(1)
  })

  it('keeps the digits of the currency: none, two, three (T39)', () => {
    expect([0, 2, 3].map((digits) => totalsOf(roundReceipt(receipt('12.3456'), to(digits)))[0])).toEqual([
      '12 CNY',
      '12.35 CNY',
      '12.346 CNY',
    ])
  })

  it('of any range and in any mode keeps its ends in order, and lines sum to the likely total', () => {
    const mode = fc.constantFrom<RoundingMode>('down', 'up', 'floor', 'ceiling', 'half-up', 'half-even')
    const part = fc.nat({ max: 40 })
    fc.assert(
      fc.property(part, part, part, mode, fc.nat({ max: 2 }), (low, more, evenMore, how, digits) => {
        const rounded = roundReceipt(receipt('0.125', between(low, low + more, low + more + evenMore)), to(digits, how))
        for (const { amount } of rounded.totals) expect(isOrdered(amount)).toBe(true)
        const sum = sumRanges(rounded.lines.map(({ amount }) => amount)).likely
        expect(rounded.totals.map(({ amount }) => amount.likely)).toEqual([sum])
      }),
    )
  })
})
