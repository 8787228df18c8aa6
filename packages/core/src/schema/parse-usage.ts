import type { JsonObject } from '../number/number-json.ts'
import { ok, type Result } from '../result.ts'
import type { Usage } from '../usage/usage.ts'
import { usageFromJson } from '../usage/usage-json.ts'
import { readShape } from './read-shape.ts'
import { usageSchema } from './usage-schema.ts'

/**
 * Reads a usage of unknown origin, as `readJson` or `JSON.parse` gives it. Fields that a later version added are passed
 * over. Whether the quantities can be rated is for `rate` to say.
 *
 * Issues: those of `readShape`.
 *
 * @example
 * const json = readJson(line)
 * const usage = json.ok ? parseUsage(json.value) : json
 */
export function parseUsage(json: unknown): Result<Usage> {
  const read = readShape(usageSchema, json)
  return read.ok ? ok(usageFromJson(read.value as unknown as JsonObject)) : read
}
