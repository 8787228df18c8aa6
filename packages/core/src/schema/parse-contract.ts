import { ok, type Result } from '../result.ts'
import type { Contract } from '../tariff/contract.ts'
import { contractSchema } from './contract-schema.ts'
import { readShape } from './read-shape.ts'

/**
 * Reads a contract of unknown origin, as `readJson` or `JSON.parse` gives it. Whether it fits a price list is for
 * `lintContract` to say.
 *
 * Issues: those of `readShape`.
 *
 * @example
 * const json = readJson(text)
 * const contract = json.ok ? parseContract(json.value) : json
 */
export function parseContract(json: unknown): Result<Contract> {
  const read = readShape(contractSchema, json)
  if (!read.ok) return read
  const { $schema: _schema, ...contract } = read.value
  return ok(contract)
}
