import { formatDecimal, isExact, type Receipt } from '@ratecard/core'
import { groupDigits } from '@ratecard/core/messages/plain'
import type { Words } from '../parts/words.tsx'
import { type ReceiptRow, receiptRows } from './receipt-rows.ts'

/** A receipt as a document of Markdown: what it comes to, the lines, and under them how each came about. */
export function receiptToMarkdown(receipt: Receipt, { locale, say }: Words): string {
  const rows = receiptRows(receipt, locale)
  const totals = receipt.totals.map(({ currency, amount }) => {
    const range = isExact(amount)
      ? ''
      : ` (${say('range', { low: formatDecimal(amount.low), high: formatDecimal(amount.high) })})`
    return `**${groupDigits(formatDecimal(amount.likely))} ${currency}**${range}`
  })
  const [day = ''] = receipt.pricingInstant?.split('T') ?? []
  const head = [say('line'), say('quantity'), say('price'), say('amount')]
  const tariffs = receipt.tariffs.map(({ id, sha256 = '' }) => `${id} ${sha256.slice(0, 12)}`.trim())
  return `${[
    `${escaped(receipt.model.billed)}, ${day}: ${totals.join(', ') || say('no-total')}`,
    [`| ${head.join(' | ')} |`, '|---|---:|---:|---:|', ...rows.map(tableRow)].join('\n'),
    rows.map((row) => `- ${escaped(`${row.explanation}; ${row.source} (${row.checked})`)}`).join('\n'),
    `${say('list')}: ${tariffs.join(', ')}`,
  ].join('\n\n')}\n`
}

const tableRow = ({ meter, quantity, unit, price, per, amount, currency, status }: ReceiptRow): string => {
  const rate = price === '' ? '' : `${price} ${currency} / ${groupDigits(per)} ${unit}`
  const cells = [meter, groupDigits(quantity), rate, amount === '' ? status : `${groupDigits(amount)} ${currency}`]
  return `| ${cells.map(escaped).join(' | ')} |`
}

const escaped = (text: string): string => text.replace(/[\\`*_{}[\]<>|]/g, (sign) => `\\${sign}`)
