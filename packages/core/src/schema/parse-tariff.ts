import { lintTariff } from '../compile/lint-tariff.ts'
import { ok, type Result } from '../result.ts'
import type { Tariff } from '../tariff/tariff.ts'
import { readShape, refused } from './read-shape.ts'
import { tariffSchema } from './tariff-schema.ts'

/**
 * Reads a tariff of unknown origin, as `readJson` or `JSON.parse` gives it: its shape first, then what a shape can not
 * say. A tariff that is accepted compiles.
 *
 * Issues: those of `readShape`, or, of a tariff of the right shape, the errors of `lintTariff`, the first 100 of them. Its warnings are no
 * issues: ask `lintTariff` for them.
 *
 * @example
 * const json = readJson(text)
 * const tariff = json.ok ? parseTariff(json.value) : json
 */
export function parseTariff(json: unknown): Result<Tariff> {
  const tariff: Result<Tariff> = readShape(tariffSchema, json)
  if (!tariff.ok) return tariff
  const { errors } = lintTariff(tariff.value)
  return errors.length === 0 ? ok(tariff.value) : refused(errors)
}
