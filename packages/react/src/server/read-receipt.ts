import { isMeterId, type JsonObject, type Receipt, receiptFromJson, receiptToJson } from '@ratecard/core'
import { parsed } from './problem-issues.ts'

/**
 * Reads the receipt that a server answered, and undefined for anything that the calculator cannot show. Its schema in
 * `@ratecard/core/schema` is ten times as large as all else that asks a server.
 */
export function readReceipt(text: string): Receipt | undefined {
  const json = parsed(text) as JsonObject | undefined
  if (json?.schema !== 'ratecard/receipt@1') return undefined
  try {
    const receipt = receiptFromJson(json)
    // Writing it again passes through all that is shown.
    receiptToJson(receipt)
    const isShown = receipt.lines.every(
      ({ meter, explain }) => (meter === undefined || isMeterId(meter)) && explain.code,
    )
    return isShown && typeof receipt.model.billed === 'string' && Array.isArray(receipt.tariffs) ? receipt : undefined
  } catch {
    return undefined
  }
}
