import { renderMessage } from '@ratecard/core/messages'
import { expect } from 'vitest'
import { choose, expectShown, openTab } from '../calculator.ts'
import { receiptFor, shownReceipt } from '../expected.ts'
import { fillQuantities } from './fill-quantities.ts'
import type { Task } from './task.ts'

const USD = 'alibaba-model-studio/international-usd'

/** A price that is old, one that sources disagree about, and one that is not known. */
const CASES = [
  { list: USD, model: 'qwen-max', day: '2025-05-01', code: 'price-age', use: { input_tokens: '1000' } },
  {
    list: 'atomgit-ai/default',
    model: 'text-generation',
    day: '2026-01-05',
    code: 'allowance-claims',
    use: { tokens: '1000' },
  },
  { list: USD, model: 'qwen-max', day: '2024-12-17', code: undefined, use: { input_tokens: '1000' } },
] as const

/** What to know before the figures are believed stands there in words. */
export const readWarnings: Task = async (find) => {
  for (const { code, use, ...choice } of CASES) {
    const calculator = find(choice.list)
    const { root, locale, words } = calculator
    await choose(calculator, choice)
    await openTab(calculator, 'quantities')
    await fillQuantities(calculator, use)
    const receipt = await receiptFor(choice, use)
    await expectShown(calculator, shownReceipt(receipt, calculator))
    const warnings = receipt.warnings.map((warning) => renderMessage(warning.code, warning.params, locale))
    const list = root.getByRole('group').filter({ hasText: words.warnings }).getByRole('listitem')
    expect((await list.allInnerTexts()).sort()).toEqual([...new Set(warnings)].sort())
    if (code !== undefined) expect(receipt.warnings.map((warning) => warning.code)).toContain(code)
    else expect(receipt.lines.map(({ status }) => status)).toContain('unpriced')
  }
}
