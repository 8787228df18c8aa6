import type { JsonObject } from '../number/number-json.ts'
import type { Balance } from '../rating/balance.ts'
import { balanceFromJson } from '../receipt/balance-json.ts'
import { ok, type Result } from '../result.ts'
import { balancesSchema } from './balance-schema.ts'
import { readShape } from './read-shape.ts'

/**
 * Reads prepaid balances of unknown origin, as `readJson` or `JSON.parse` gives them. Whether a tariff has their
 * allowances is for `rate` to say.
 *
 * Issues: those of `readShape`.
 *
 * @example
 * const json = readJson(text)
 * const balances = json.ok ? parseBalances(json.value) : json
 */
export function parseBalances(json: unknown): Result<readonly Balance[]> {
  const read = readShape(balancesSchema, json)
  return read.ok ? ok((read.value.balances as unknown as readonly JsonObject[]).map(balanceFromJson)) : read
}
