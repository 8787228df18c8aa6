import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FxRate, FxTable } from '../money/fx-table.ts'
import { exactly, isOrdered } from '../number/range.ts'
import { formatFraction, rational } from '../number/rational.ts'
import type { Total } from '../rating/total-amounts.ts'
import { aTariff, aUsage, between, exact, receiptOf, told, warningsOf } from '../testing/a-tariff.ts'
import { displayTotals, withDisplay } from './display-totals.ts'
import { mergeReceipts } from './merge-receipts.ts'
import type { Receipt } from './receipt.ts'
import { receiptToJson } from './receipt-json.ts'
import { roundReceipt } from './round-receipt.ts'

const source = { url: 'https://rates.example', title: 'Rates', checked: '2026-11-22' }
const table = (...rates: readonly FxRate[]): FxTable => ({ schema: 'ratecard/fx@1', name: 'Rates', source, rates })
const january = { from: 'CNY', to: 'USD', rate: '0.14', month: '2026-01' }
const options = { currency: 'USD', timeZone: '+08:00' }
const total = (currency: string, amount = '3'): Total => ({
  currency,
  amount: exactly(rational(amount)),
  complete: true,
})
const receipt = receiptOf(aTariff(), aUsage({ input_tokens: exact(7) }))
const native = (of: Receipt) => JSON.stringify([receiptToJson(of).lines, receiptToJson(of).totals])

describe('totals in another currency', () => {
  const at = Date.parse('2026-01-15T12:00:00+08:00')

  it('have their rate, its day or month, and its source', () => {
    const day = { from: 'EUR', to: 'USD', rate: '1.10', day: '2026-01-15' }
    const inverse = { from: 'USD', to: 'JPY', rate: '150', month: '2026-01' }
    const totals = [total('CNY'), total('EUR'), { ...total('JPY'), complete: false }]
    const { display, warnings } = displayTotals(totals, table(january, day, inverse), at, options)
    expect(warnings).toEqual([])
    expect(display.map(({ amount, rate, ...rest }) => ({ ...rest, amount: told(amount), rate: told(rate) }))).toEqual([
      { currency: 'USD', from: 'CNY', amount: '0.42', rate: '0.14', month: '2026-01', complete: true, source },
      { currency: 'USD', from: 'EUR', amount: '3.3', rate: '1.1', day: '2026-01-15', complete: true, source },
      {
        ...{ currency: 'USD', from: 'JPY', amount: '0.02', rate: '1/150', inverseOf: '150', month: '2026-01' },
        ...{ complete: false, source },
      },
    ])
  })

  it('of a currency that is the same are shown as they are', () => {
    expect(displayTotals([total('USD')], table(january), at, options)).toEqual({ display: [], warnings: [] })
  })

  it('are left out and told where there is no rate, or no money', () => {
    const { display, warnings } = displayTotals([total('EUR'), total('ATOMGIT-TOKEN')], table(january), at, options)
    expect(display).toEqual([])
    expect(warnings.map(({ code, params }) => [code, params.from])).toEqual([
      ['display-rate-missing', 'EUR'],
      ['display-not-money', 'ATOMGIT-TOKEN'],
    ])
  })

  it('tell of an earlier rate, and how much earlier it is', () => {
    const friday = { from: 'CNY', to: 'USD', rate: '0.14', day: '2026-01-09' }
    const { display, warnings } = displayTotals([total('CNY')], table(friday), at, options)
    expect(display).toMatchObject([{ day: '2026-01-09' }])
    expect(warnings).toMatchObject([
      { code: 'display-rate-older', params: { asked: '2026-01-15', day: '2026-01-09', days: '6' } },
    ])
  })

  it('have the month that clocks show where the prices are', () => {
    const months = table(january, { ...january, rate: '0.15', month: '2026-02' })
    const turn = Date.parse('2026-01-31T16:00:00Z')
    const rateAt = (instant: number, timeZone: string) =>
      displayTotals([total('CNY')], months, instant, { currency: 'USD', timeZone }).display[0]?.month
    expect([rateAt(turn - 1, '+08:00'), rateAt(turn, '+08:00'), rateAt(turn, 'Z')]).toEqual([
      '2026-01',
      '2026-02',
      '2026-01',
    ])
    expect(() => rateAt(turn, 'Shanghai')).toThrow('invalid-tariff')
  })

  it('are exact, and ranges keep their order', () => {
    const digits = fc.tuple(fc.bigInt(1n, 10n ** 24n), fc.integer({ min: 0, max: 18 }))
    const decimal = ([value, places]: readonly [bigint, number]) => {
      const text = value.toString().padStart(places + 1, '0')
      return places === 0 ? text : `${text.slice(0, -places)}.${text.slice(-places)}`
    }
    fc.assert(
      fc.property(fc.array(digits, { minLength: 3, maxLength: 3 }), digits, fc.boolean(), (ends, rate, isInverse) => {
        const sorted = ends
          .map(([value, places]) => ({ text: decimal([value, places]), scaled: value * 10n ** BigInt(18 - places) }))
          .sort((a, b) => (a.scaled < b.scaled ? -1 : Number(a.scaled > b.scaled)))
        const [low, likely, high] = sorted.map(({ text }) => rational(text)) as [never, never, never]
        const pair = isInverse ? { from: 'USD', to: 'CNY' } : { from: 'CNY', to: 'USD' }
        const stated = { ...pair, rate: decimal(rate), month: '2026-01' }
        const { display } = displayTotals(
          [{ currency: 'CNY', amount: { low, likely, high }, complete: true }],
          table(stated),
          at,
          options,
        )
        const [shown] = display
        if (shown === undefined) throw new Error('not shown')
        expect(isOrdered(shown.amount)).toBe(true)
        const [rateUp, rateDown] = isInverse ? [10n ** BigInt(rate[1]), rate[0]] : [rate[0], 10n ** BigInt(rate[1])]
        for (const [index, end] of (['low', 'likely', 'high'] as const).entries()) {
          const [up = '', down = '1'] = formatFraction(shown.amount[end]).split('/')
          const scaled = sorted[index]?.scaled ?? 0n
          expect(BigInt(up) * 10n ** 18n * rateDown).toBe(scaled * rateUp * BigInt(down))
        }
      }),
    )
  })
})

describe('a receipt with its totals shown in another currency', () => {
  it('keeps lines and totals as they are, digit for digit', () => {
    const shown = withDisplay(receipt, table(january), options)
    expect(shown.display).toHaveLength(1)
    expect(native(shown)).toBe(native(receipt))
    expect(receipt.display).toBeUndefined()
  })

  it('does not change with rates that come after its month', () => {
    const later = [
      { ...january, rate: '0.2', month: '2026-02' },
      { ...january, month: undefined as never, rate: '0.3', day: '2026-01-31' },
    ]
    expect(withDisplay(receipt, table(...later, january), options)).toEqual(
      withDisplay(receipt, table(january), options),
    )
  })

  it('shows one currency at a time, and none for other totals', () => {
    const shown = withDisplay(receipt, table(january), options)
    expect(withDisplay(shown, table(), { ...options, currency: 'CNY' }).display).toBeUndefined()
    expect(mergeReceipts([shown, shown]).display).toBeUndefined()
    expect(roundReceipt(shown, { mode: 'up', digits: 2, source: 'page' }).display).toBeUndefined()
  })

  it('shows a range as a range', () => {
    const ranged = receiptOf(aTariff(), aUsage({ input_tokens: between(5, 7, 9) }))
    const shown = withDisplay(ranged, table({ ...january, rate: '2' }), options)
    const [of, as] = [told(ranged.totals[0]?.amount), told(shown.display?.[0]?.amount)]
    expect([of, as].map((ends) => Array.isArray(ends) && ends.length)).toEqual([3, 3])
  })

  it('without an instant is left as it is, and says so', () => {
    const { at: _at, ...timeless } = receipt
    const shown = withDisplay(timeless, table(january), options)
    expect([shown.display, warningsOf(shown).at(-1)]).toEqual([undefined, 'display-without-instant'])
  })
})
