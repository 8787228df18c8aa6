import type { Receipt } from '@ratecard/core'
import type { Language } from '@ratecard/core/messages/plain'
import { type ReceiptRow, receiptRows } from './receipt-rows.ts'

const COLUMNS = [
  'meter',
  'quantity',
  'unit',
  'price',
  'per',
  'amount',
  'low',
  'high',
  'currency',
  'status',
  'explanation',
  'source',
  'checked',
] as const satisfies readonly (keyof ReceiptRow)[]

/** The lines of a receipt as CSV (RFC 4180) under the names of the fields of a receipt. */
export function receiptToCsv(receipt: Receipt, locale: Language): string {
  const rows = receiptRows(receipt, locale).map((row) => COLUMNS.map((column) => cell(row[column])))
  return `${[COLUMNS, ...rows].map((cells) => cells.join(',')).join('\r\n')}\r\n`
}

/** A spreadsheet takes a text that begins so for a formula; a price list of one's own may hold any text. */
const FORMULA = /^[=+@\t\r]|^-(?!\d)/

function cell(text: string): string {
  const safe = FORMULA.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
