import { expect, it } from 'vitest'
import { exactly } from '../number/range.ts'
import { rational } from '../number/rational.ts'
import { aTariff, aUsage, exact, receiptOf } from '../testing/a-tariff.ts'
import { rankReceipts } from './rank-receipts.ts'

const receipt = receiptOf(aTariff(), aUsage({ input_tokens: exact(7) }))
const costing = (currency: string, amount: string, complete = true) => ({
  ...receipt,
  totals: [{ currency, amount: exactly(rational(amount)), complete }],
})

it('puts the cheapest of each currency first, then what is not all priced, then what has no receipt', () => {
  const free = { ...receipt, totals: [] }
  const all = [
    undefined,
    free,
    costing('USD', '1', false),
    costing('USD', '10'),
    costing('CNY', '20'),
    costing('USD', '9'),
  ]
  const named = rankReceipts(all, (one) => one).map((one) =>
    one?.totals.map(({ currency, amount }) => `${currency} ${amount.likely.numerator}`).join(),
  )
  expect(named).toEqual(['CNY 20', 'USD 9', 'USD 10', 'USD 1', '', undefined])
})

it('keeps the order of what costs the same', () => {
  const [a, b] = [costing('USD', '1'), costing('USD', '1')]
  expect(rankReceipts([a, b], (one) => one)[0]).toBe(a)
  expect(rankReceipts([b, a], (one) => one)[0]).toBe(b)
})
