import { estimateTokens } from '@ratecard/core/estimator'
import { expect } from 'vitest'
import { choose, expectShown, field, openTab } from '../calculator.ts'
import { countedFor, estimateFor, shownReceipt } from '../expected.ts'
import type { Task } from './task.ts'

const QWEN_MAX = { list: 'alibaba-model-studio/international-usd', model: 'qwen-max', day: '2024-12-16' }
const TEXT = 'Nice to meet you.\n你好，我是通义千问。'

/** Types a text and sees tokens and cost: a range until the tokenizer is there, and then exactly, counted by a worker. */
export const countText: Task = async (find) => {
  const calculator = find(QWEN_MAX.list)
  const { page, root, words } = calculator
  let letThrough = () => {}
  const isFree = new Promise<void>((resolve) => {
    letThrough = resolve
  })
  await page.route(/\/qwen[^/]*\.js$/, async (route) => {
    await isFree
    await route.continue()
  })
  await choose(calculator, QWEN_MAX)
  await openTab(calculator, 'text')
  await field(calculator, words.output).fill('')
  await field(calculator, words.text).fill(TEXT)
  const range = await estimateFor(QWEN_MAX, { text: { tokenRange: estimateTokens(TEXT, 'qwen') } })
  await expectShown(calculator, shownReceipt(range, calculator))
  await root.getByText(words.counting).waitFor()
  letThrough()
  const exact = await estimateFor(QWEN_MAX, { text: await countedFor(QWEN_MAX, TEXT) })
  await expectShown(calculator, shownReceipt(exact, calculator))
  await root.getByText(words.counting).waitFor({ state: 'detached' })
  expect(page.workers()).toHaveLength(1)
}
