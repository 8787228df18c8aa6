import { meterName } from '@ratecard/core/messages'
import type { Locator } from 'playwright-core'
import { expect } from 'vitest'
import { type Calculator, expectShown, field, linesOf, rowsOf } from '../calculator.ts'
import { receiptFor, shownReceipt, tokenizerOf } from '../expected.ts'
import type { Task } from './task.ts'

const QWEN_MAX = { list: 'alibaba-model-studio/international-usd', model: 'qwen-max', day: '2024-12-16' }
const USE = { input_tokens: '1234567', output_tokens: '7' } as const
const TEXT = 'By keys alone'

/** Does with a keyboard alone what the other tasks do with a mouse too, and always sees where it is. */
export const useKeyboard: Task = async (find) => {
  const calculator = find(QWEN_MAX.list)
  await field(calculator, calculator.words.model).waitFor()
  await priceQuantities(calculator)
  await openLineAndSections(calculator)
  await lookAtTokens(calculator)
}

async function priceQuantities(calculator: Calculator): Promise<void> {
  const { page, locale, words } = calculator
  const { keyboard } = page
  await chooseTab(calculator, words.quantitiesTab)
  const list = field(calculator, words.list)
  await tabTo(calculator, list)
  for (let step = 0; step < 12 && (await list.inputValue()) !== QWEN_MAX.list; step++) await keyboard.press('ArrowDown')
  await type(calculator, field(calculator, words.model), QWEN_MAX.model)
  await tabTo(calculator, field(calculator, words.day))
  await keyboard.type('12162024')
  await type(calculator, field(calculator, meterName('input_tokens', locale)), USE.input_tokens)
  await type(calculator, field(calculator, meterName('output_tokens', locale)), USE.output_tokens)
  await expectShown(calculator, shownReceipt(await receiptFor(QWEN_MAX, USE), calculator))
}

async function openLineAndSections(calculator: Calculator): Promise<void> {
  const { page, root, words } = calculator
  const line = linesOf(calculator).getByRole('button').first()
  await tabTo(calculator, line)
  await page.keyboard.press('Enter')
  await expect.poll(() => line.getAttribute('aria-expanded')).toBe('true')
  await tabTo(calculator, root.getByRole('link').first())
  await tabTo(calculator, root.getByRole('button', { name: 'JSON', exact: true }))
  await page.keyboard.press('Space')
  await root.getByText(words.copied, { exact: true }).waitFor({ state: 'attached' })
  expect(JSON.parse(await page.evaluate(() => navigator.clipboard.readText()))).toHaveProperty(
    'totals.0.amount',
    '12.34588',
  )
  await tabTo(calculator, root.locator('summary', { hasText: words.volume }))
  await page.keyboard.press('Enter')
  await type(calculator, field(calculator, words.monthly), '100')
  const volume = root.getByRole('table', { name: words.volume })
  await expect.poll(() => rowsOf(volume)).toContainEqual(['100', '1,234.588 USD'])
  await tabTo(calculator, root.locator('summary', { hasText: words.compare }))
  await page.keyboard.press('Space')
  await type(calculator, field(calculator, words.addModel), 'qwen-turbo')
  await page.keyboard.press('Enter')
  const remove = root.getByRole('button', { name: `${words.remove} qwen-turbo` })
  await tabTo(calculator, remove)
  await page.keyboard.press('Enter')
  await remove.waitFor({ state: 'detached' })
}

async function lookAtTokens(calculator: Calculator): Promise<void> {
  const { page, root, words } = calculator
  await chooseTab(calculator, words.textTab)
  await type(calculator, field(calculator, words.text), TEXT)
  await tabTo(calculator, root.locator('summary', { hasText: words.pieces }))
  await page.keyboard.press('Enter')
  const list = root.getByRole('listbox', { name: words.pieces })
  await list.waitFor()
  await tabTo(calculator, list)
  await page.keyboard.press('ArrowRight')
  const second = (await tokenizerOf(QWEN_MAX)).pieces(TEXT)[1]
  await expect
    .poll(() => list.getByRole('option', { selected: true }).getAttribute('aria-label'))
    .toContain(`${second?.id}`)
}

async function chooseTab(calculator: Calculator, name: string): Promise<void> {
  const { page, root } = calculator
  await tabTo(calculator, root.getByRole('tab', { selected: true }))
  const tab = root.getByRole('tab', { name, exact: true })
  for (let step = 0; step < 4 && (await tab.getAttribute('aria-selected')) !== 'true'; step++)
    await page.keyboard.press('ArrowRight')
  expect(await stateOf(tab)).toEqual(FOCUSED)
}

async function type(calculator: Calculator, control: Locator, text: string): Promise<void> {
  const { keyboard } = calculator.page
  await tabTo(calculator, control)
  await keyboard.press('ControlOrMeta+a')
  await keyboard.type(text)
}

/** Keys that are enough to come round a page. */
const MOST_KEYS = 150

/** Goes on from where the reader is to a control, and sees that it has been reached. */
async function tabTo({ page }: Calculator, control: Locator): Promise<void> {
  for (let keys = 0; keys < MOST_KEYS; keys++) {
    if ((await stateOf(control)).isFocused) break
    await page.keyboard.press('Tab')
  }
  expect(await stateOf(control)).toEqual(FOCUSED)
}

const FOCUSED = { isFocused: true, isSeen: true }

/** Whether a control has the focus, and an outline of at least 2 pixels around it says so. */
const stateOf = (control: Locator) =>
  control.evaluate((element) => {
    const { activeElement } = element.getRootNode() as Document | ShadowRoot
    const { outlineStyle, outlineWidth } = getComputedStyle(element)
    return {
      isFocused: activeElement === element,
      isSeen: outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2,
    }
  })
