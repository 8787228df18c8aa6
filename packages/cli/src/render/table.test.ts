import { expect, it } from 'vitest'
import { sayIn } from '../messages/say.ts'
import type { Page } from './page.ts'
import { type Row, renderTable } from './table.ts'
import { GLUE, widthOf } from './text-width.ts'

const page = (width: number): Page => ({
  locale: 'en',
  width,
  style: (_name, text) => text,
  say: sayIn('en'),
  isUnicode: true,
})

const columns = [{ heading: 'Name' }, { heading: 'Amount', align: 'right' as const }]

it('sets figures under figures', () => {
  expect(renderTable(columns, [['价', '10'], ['b', '8'], 'rule', ['sum', '18']], page(40))).toBe(
    'Name  Amount\n价        10\nb          8\n────────────\nsum       18',
  )
})

it('breaks the widest column at its spaces', () => {
  const rows: Row[] = [['a name of many words', '2.67 (8/3)']]
  expect(renderTable(columns, rows, page(20))).toBe('Name       Amount\na name of    2.67\nmany        (8/3)\nwords')
})

it('becomes a list where a figure would have to be cut', () => {
  const rows: Row[] = [
    ['first', `${'1'.repeat(18)}${GLUE}USD`],
    ['second', '1 USD'],
  ]
  expect(renderTable(columns, rows, page(20))).toBe(
    `Name    first\nAmount  ${'1'.repeat(18)} USD\n\nName    second\nAmount  1 USD`,
  )
})

it.each([20, 24, 30, 40, 80])('fits %i columns', (width) => {
  const rows: Row[] = [
    ['some words here', '11 (10–12) TOKEN'],
    ['输入与输出的全部用量', 'unpriced: between two observations'],
  ]
  const text = renderTable(columns, rows, page(width))
  expect(Math.max(...text.split('\n').map(widthOf))).toBeLessThanOrEqual(width)
})
