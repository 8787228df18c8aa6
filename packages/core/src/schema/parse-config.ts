import type { PriceListNames } from '../rating/choose-price-list.ts'
import { ok, type Result } from '../result.ts'
import { configSchema } from './config-schema.ts'
import { readShape } from './read-shape.ts'

/**
 * Reads a configuration of unknown origin, as `readJson` or `JSON.parse` gives it: the defaults of a price list filter.
 *
 * Issues: those of `readShape`.
 *
 * @example
 * parseConfig({ scope: 'cn', currency: 'CNY' }) // ok: {scope: 'cn', currency: 'CNY'}
 */
export function parseConfig(json: unknown): Result<PriceListNames> {
  const read = readShape(configSchema, json)
  if (!read.ok) return read
  const { $schema: _schema, ...names } = read.value
  return ok(names)
}
