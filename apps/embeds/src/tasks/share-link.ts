import { expect } from 'vitest'
import { type Calculator, choose, expectShown, field, openTab } from '../calculator.ts'
import { countedFor, estimateFor, shownReceipt } from '../expected.ts'
import type { Task } from './task.ts'

const QWEN_MAX = { list: 'alibaba-model-studio/international-usd', model: 'qwen-max', day: '2024-12-16' }
const TEXT = 'My own words'

/** Sends a link: whoever opens it sees the same inputs and digits, and the text alone where its writer wanted that. */
export const shareLink: Task = async (find) => {
  const calculator = find(QWEN_MAX.list)
  const { page, root, words } = calculator
  await choose(calculator, QWEN_MAX)
  await openTab(calculator, 'text')
  await field(calculator, words.output).fill('123')
  await field(calculator, words.text).fill(TEXT)
  const outputTokens = { numerator: 123, denominator: 1 }
  const receipt = await estimateFor(QWEN_MAX, { text: await countedFor(QWEN_MAX, TEXT), outputTokens })
  await expectShown(calculator, shownReceipt(receipt, calculator))
  const link = async () => {
    await page.evaluate(() => navigator.clipboard.writeText(''))
    await root.getByRole('button', { name: words.copyLink }).click()
    await root.getByText(words.copied, { exact: true }).waitFor({ state: 'attached' })
    return page.evaluate(() => navigator.clipboard.readText())
  }
  const withoutText = await link()
  expect(decodeURIComponent(withoutText)).not.toContain('words')
  expect(new URL(withoutText).hash).toContain(`p=${receipt.tariffs[0]?.sha256?.slice(0, 12)}`)
  await field(calculator, words.withText).check()
  const withText = await link()

  await reopen(calculator, withText)
  await expectShown(calculator, shownReceipt(receipt, calculator))
  expect(await field(calculator, words.text).inputValue()).toBe(TEXT)

  await reopen(calculator, withoutText)
  await expectShown(calculator, shownReceipt(await estimateFor(QWEN_MAX, { outputTokens }), calculator))
  expect(await field(calculator, words.text).inputValue()).toBe('')
  expect(await field(calculator, words.day).inputValue()).toBe(QWEN_MAX.day)
}

async function reopen({ page }: Calculator, link: string): Promise<void> {
  await page.goto('about:blank')
  await page.goto(link)
}
