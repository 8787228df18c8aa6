import { expect } from 'vitest'
import { choose, field, openSection, openTab } from '../calculator.ts'
import { tokenizerOf } from '../expected.ts'
import type { Task } from './task.ts'

const QWEN_MAX = { list: 'alibaba-model-studio/international-usd', model: 'qwen-max', day: '2024-12-16' }
const TEXT = 'Nice to meet you.\n𠀀 你好'

/** Looks at a text token by token: each with its string or bytes and its id, one after the other by arrows. */
export const seeTokens: Task = async (find) => {
  const calculator = find(QWEN_MAX.list)
  const { page, root, words } = calculator
  await choose(calculator, QWEN_MAX)
  await openTab(calculator, 'text')
  await field(calculator, words.text).fill(TEXT)
  await openSection(calculator, words.pieces)
  const list = root.getByRole('listbox', { name: words.pieces })
  const { pieces } = await tokenizerOf(QWEN_MAX)
  const expected = pieces(TEXT).map((piece) => {
    const text = 'text' in piece ? piece.text.replaceAll(' ', '␣').replaceAll('\n', '↵') : `‹${piece.hex}›`
    return `${text}${calculator.locale === 'zh' ? '，' : ', '}token ${piece.id}`
  })
  const names = () => list.getByRole('option').evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')))
  await expect.poll(names).toEqual(expected)
  await list.focus()
  const selected = list.getByRole('option', { selected: true })
  for (const [key, at] of [
    ['ArrowRight', 1],
    ['End', expected.length - 1],
    ['ArrowLeft', expected.length - 2],
    ['Home', 0],
  ] as const) {
    await page.keyboard.press(key)
    await expect.poll(() => selected.getAttribute('aria-label')).toBe(expected[at])
    await expect.poll(() => list.getAttribute('aria-activedescendant')).toBe(await selected.getAttribute('id'))
  }
  await root.getByText(String(pieces(TEXT)[0]?.id), { exact: true }).waitFor()
}
