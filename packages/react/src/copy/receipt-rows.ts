import { formatDecimal, isExact, type LineItem, meter, type Range, type Receipt } from '@ratecard/core'
import { explainLine, type Language, localized, meterName, statusReason, unitName } from '@ratecard/core/messages/plain'

/** A line of a receipt as plain texts: what a spreadsheet or a document holds of it. */
export interface ReceiptRow {
  readonly meter: string
  readonly quantity: string
  readonly unit: string
  readonly price: string
  readonly per: string
  readonly amount: string
  readonly low: string
  readonly high: string
  readonly currency: string
  readonly status: string
  readonly explanation: string
  readonly source: string
  readonly checked: string
}

export const receiptRows = ({ lines }: Receipt, locale: Language): readonly ReceiptRow[] =>
  lines.map((line) => rowOf(line, locale))

function rowOf(line: LineItem, locale: Language): ReceiptRow {
  const { amount, quantity, source, price = '', per = '', currency = '' } = line
  const end = (range: Range | undefined, name: 'low' | 'high') =>
    range && !isExact(range) ? formatDecimal(range[name]) : ''
  return {
    meter: line.meter === undefined ? line.id : meterName(line.meter, locale),
    quantity: formatDecimal(quantity.likely),
    unit: line.meter === undefined ? '' : unitName(meter(line.meter).unit, locale),
    price,
    per,
    amount: amount ? formatDecimal(amount.likely) : '',
    low: end(amount, 'low'),
    high: end(amount, 'high'),
    currency,
    status: statusReason(line, locale),
    explanation: explainLine(line, locale),
    source: source ? `${localized(source.title, locale)} ${source.url}` : '',
    checked: source?.checked ?? '',
  }
}
