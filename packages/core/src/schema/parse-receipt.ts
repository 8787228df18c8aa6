import type { JsonObject } from '../number/number-json.ts'
import type { Receipt } from '../receipt/receipt.ts'
import { receiptFromJson } from '../receipt/receipt-json.ts'
import { ok, type Result } from '../result.ts'
import { readShape } from './read-shape.ts'
import { receiptSchema } from './receipt-schema.ts'

/**
 * Reads a receipt of unknown origin, as `readJson` or `JSON.parse` gives it. Fields that a later version added are
 * passed over. The figures are checked for shape, not computed again: that is `rate`.
 *
 * Issues: those of `readShape`.
 *
 * @example
 * const json = readJson(text)
 * const receipt = json.ok ? parseReceipt(json.value) : json
 */
export function parseReceipt(json: unknown): Result<Receipt> {
  const read = readShape(receiptSchema, json)
  return read.ok ? ok(receiptFromJson(read.value as unknown as JsonObject)) : read
}
