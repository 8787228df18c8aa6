import './bundled.ts'
import { expect, it } from 'vitest'
import type { LineItem } from '../rating/line-item.ts'
import { statusReason } from './status-reason.ts'

type Cell = Pick<LineItem, 'status' | 'reason'>

it.each<[Cell, en: string, zh: string]>([
  [{ status: 'priced', reason: 'rate' }, 'priced', '已计价'],
  [{ status: 'priced', reason: 'rounding' }, 'priced: rounding', '已计价：舍入'],
  [{ status: 'free', reason: 'zero-price' }, 'free: zero price', '免费：单价为零'],
  [{ status: 'free', reason: 'allowance' }, 'free: free quota', '免费：免费额度'],
  [
    { status: 'unpriced', reason: 'between-observations' },
    'unpriced: date of the change not published',
    '未计价：调价日期未公布',
  ],
  [
    { status: 'not-applicable', reason: 'rule-not-stated' },
    'not applicable: the vendor states no rule',
    '不适用：官方未规定',
  ],
])('$0.status, $0.reason', (cell, en, zh) => {
  expect(statusReason(cell, 'en')).toBe(en)
  expect(statusReason(cell, 'zh')).toBe(zh)
})

it('shows a reason of a later version by its code', () => {
  const later = { status: 'unpriced', reason: '__proto__' } as unknown as Cell
  expect(statusReason(later, 'zh')).toBe('未计价：__proto__')
})
