import { exactly, type LineItem, type Receipt, rational } from '@ratecard/core'
import { addMessages, renderMessage } from '@ratecard/core/messages/plain'
import { expect, test } from 'vitest'
import { messages } from '../messages/zh.ts'
import { receiptToMarkdown } from './receipt-markdown.ts'

const line: LineItem = {
  id: 'input | tokens',
  quantity: { ...exactly(rational('3')), basis: 'counted' },
  status: 'unpriced',
  reason: 'no-rate',
  rates: [],
  modifiers: [],
  candidates: [],
  explain: { code: 'no-rate', params: {} },
}

test('a document of plain words, in which only what Markdown reads is escaped', () => {
  addMessages('zh', { ...messages, 'no-rate': '没有 100% 适用的价格' })
  const receipt = { model: { billed: 'qwen max*' }, lines: [line], totals: [], tariffs: [{ id: 'ours/default' }] }
  const say = (code: string) => renderMessage(`ui.${code}`, {}, 'zh')
  const markdown = receiptToMarkdown(receipt as unknown as Receipt, { locale: 'zh', say })
  expect(markdown).toContain('qwen max\\*, ')
  expect(markdown).toContain('| input \\| tokens | 3 |')
  expect(markdown).toMatch(/^- .*没有 100% 适用的价格/m)
  expect(markdown).not.toMatch(/%[0-9A-Fu]/)
})
