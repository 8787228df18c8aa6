import { estimateTurns, exactly, rational, sumRanges } from '@ratecard/core'
import { rangeText } from '@ratecard/core/messages'
import { expect } from 'vitest'
import { choose, expectShown, field, openTab, rowsOf } from '../calculator.ts'
import { amountText, countedFor, estimateFor, noonOf, settled, shownReceipt, tableFor } from '../expected.ts'
import type { Task } from './task.ts'

const QWEN_MAX = { list: 'alibaba-model-studio/international-usd', model: 'qwen-max', day: '2024-12-16' }
const TEXT = 'Nice to meet you.'
const TURNS = 4

/** A conversation of several rounds: what all of it costs, and how each round reads more than the one before. */
export const holdConversation: Task = async (find) => {
  const calculator = find(QWEN_MAX.list)
  const { root, words } = calculator
  await choose(calculator, QWEN_MAX)
  await openTab(calculator, 'conversation')
  await field(calculator, words.textOfTurn).fill(TEXT)
  await field(calculator, words.outputOfTurn).fill('100')
  await field(calculator, words.turns).fill(String(TURNS))
  const request = { text: await countedFor(QWEN_MAX, TEXT), outputTokens: rational('100'), turns: TURNS }
  await expectShown(calculator, shownReceipt(await estimateFor(QWEN_MAX, request), calculator))

  const { model, day } = QWEN_MAX
  const asked = { model, at: noonOf(day), facets: {}, ...request }
  const turns = settled(estimateTurns(asked, [await tableFor(QWEN_MAX, [model])], { id: 'expected', engine: '0.0.0' }))
  let soFar = exactly(rational('0'))
  const expected = turns.map(({ lines, totals: [total] }, at) => {
    if (total === undefined) throw new Error('not priced')
    soFar = sumRanges([soFar, total.amount])
    const read = lines.find(({ meter }) => meter === 'input_tokens')
    const cost = amountText(total.amount, total.currency, calculator)
    return [
      String(at + 1),
      read ? rangeText(read.quantity) : '',
      '',
      cost,
      amountText(soFar, total.currency, calculator),
    ]
  })
  await expect.poll(() => rowsOf(root.getByRole('table', { name: words.growth }))).toEqual(expected)
}
