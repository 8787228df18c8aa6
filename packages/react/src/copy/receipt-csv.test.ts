import { exactly, type LineItem, type Receipt, rational } from '@ratecard/core'
import { expect, test } from 'vitest'
import { receiptToCsv } from './receipt-csv.ts'

const line = (id: string): LineItem => ({
  id,
  quantity: { ...exactly(rational('-2')), basis: 'reported' },
  status: 'unpriced',
  reason: 'no-rate',
  rates: [],
  modifiers: [],
  candidates: [],
  explain: { code: 'no-rate', params: {} },
})

test.each(['=1+1', '+1', '@A1', '\tx', '-x'])('%j is no formula for a spreadsheet', (id) => {
  const [, row = ''] = receiptToCsv({ lines: [line(id)] } as unknown as Receipt, 'en').split('\r\n')
  expect(row.replace(/^"/, '')).toMatch(/^'/)
  expect(row.split(',')[1]).toBe('-2')
})
