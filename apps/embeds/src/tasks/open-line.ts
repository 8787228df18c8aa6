import { explainLine, localized, statusReason } from '@ratecard/core/messages'
import { expect } from 'vitest'
import { choose, linesOf, openTab } from '../calculator.ts'
import { receiptFor } from '../expected.ts'
import { fillQuantities } from './fill-quantities.ts'
import type { Task } from './task.ts'

const QWEN_MAX = { list: 'alibaba-model-studio/international-usd', model: 'qwen-max', day: '2024-12-16' }
const USE = { input_tokens: '1234567', output_tokens: '7' } as const

/** Opens each line: its arithmetic, its rule, its source and when that was checked. */
export const openLine: Task = async (find) => {
  const calculator = find(QWEN_MAX.list)
  const { locale, words } = calculator
  await choose(calculator, QWEN_MAX)
  await openTab(calculator, 'quantities')
  await fillQuantities(calculator, USE)
  const receipt = await receiptFor(QWEN_MAX, USE)
  const buttons = linesOf(calculator).getByRole('button')
  await expect.poll(() => buttons.count()).toBe(receipt.lines.length)
  for (const [at, line] of receipt.lines.entries()) {
    const button = buttons.nth(at)
    await button.click()
    expect(await button.getAttribute('aria-expanded')).toBe('true')
    const { source, rates } = line
    if (source === undefined) throw new Error('no source')
    const why = calculator.root.locator(`[id="${await button.getAttribute('aria-controls')}"]`)
    const texts = [explainLine(line, locale), statusReason(line, locale), ...rates.map(({ id }) => id)]
    for (const text of texts) await why.getByText(text, { exact: true }).waitFor()
    const link = why.getByRole('link', { name: localized(source.title, locale) })
    expect(await link.getAttribute('href')).toBe(source.url)
    await why.getByText(words.checked(source.checked)).waitFor()
  }
  await buttons.last().click()
  expect(await buttons.last().getAttribute('aria-expanded')).toBe('false')
}
