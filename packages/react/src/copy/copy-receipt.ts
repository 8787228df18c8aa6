import { type Receipt, receiptToJson } from '@ratecard/core'
import type { Words } from '../parts/words.tsx'
import { receiptToCsv } from './receipt-csv.ts'
import { receiptToMarkdown } from './receipt-markdown.ts'

export type Format = 'JSON' | 'Markdown' | 'CSV'

/** A receipt as a text to take along. */
export function copyReceipt(receipt: Receipt, format: Format, words: Words): string {
  switch (format) {
    case 'JSON':
      return JSON.stringify(receiptToJson(receipt), null, 2)
    case 'Markdown':
      return receiptToMarkdown(receipt, words)
    default:
      return receiptToCsv(receipt, words.locale)
  }
}
