import { rational, repeatTotals } from '@ratecard/core'
import { groupDigits } from '@ratecard/core/messages'
import { expect } from 'vitest'
import { choose, field, openSection, openTab, rowsOf } from '../calculator.ts'
import { amountText, receiptFor } from '../expected.ts'
import { fillQuantities } from './fill-quantities.ts'
import type { Task } from './task.ts'

const QWEN_MAX = { list: 'alibaba-model-studio/international-usd', model: 'qwen-max', day: '2024-12-16' }
const USE = { input_tokens: '1234', output_tokens: '567' } as const
const CALLS = ['3000', '6000', '9000', '12000', '18000', '24000']

/** A month of calls: what they cost, and how the cost grows with their number, as a picture and as numbers. */
export const planMonth: Task = async (find) => {
  const calculator = find(QWEN_MAX.list)
  const { root, words } = calculator
  await choose(calculator, QWEN_MAX)
  await openTab(calculator, 'quantities')
  await fillQuantities(calculator, USE)
  await openSection(calculator, words.volume)
  await field(calculator, words.monthly).fill('12,000')
  const receipt = await receiptFor(QWEN_MAX, USE)
  const expected = CALLS.map((calls) => {
    const [total] = repeatTotals(receipt, rational(calls)) ?? []
    return [groupDigits(calls), total && amountText(total.amount, total.currency, calculator)]
  })
  const table = root.getByRole('table', { name: words.volume })
  await expect.poll(() => rowsOf(table)).toEqual(expected)
  const asked = table.locator('[aria-current=true]').getByRole('rowheader')
  await expect.poll(() => asked.textContent()).toBe('12,000')
  await root.locator('[part~=chart]').waitFor()
}
