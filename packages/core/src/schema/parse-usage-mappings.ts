import type { MeterId } from '../meter/meter.ts'
import { type Issue, issue, ok, type Result } from '../result.ts'
import type { MappedLeaf, UsageMapping } from '../usage/normalize-usage.ts'
import { readShape, refused } from './read-shape.ts'
import { usageMappingsSchema } from './usage-mappings-schema.ts'

/**
 * Reads usage mappings of unknown origin, as `readJson` or `JSON.parse` gives them. A mapping counts each meter and each
 * place once, so that no token is in two quantities.
 *
 * Issues: those of `readShape`, and `mapping-repeated-meter`, `mapping-repeated-place`, `mapping-inside-unknown`,
 * `mapping-inside-circle`.
 *
 * @example
 * const json = readJson(text)
 * const mappings = json.ok ? parseUsageMappings(json.value) : json
 */
export function parseUsageMappings(json: unknown): Result<readonly UsageMapping[]> {
  const read = readShape(usageMappingsSchema, json)
  if (!read.ok) return read
  const mappings: readonly UsageMapping[] = read.value.mappings
  const issues = mappings.flatMap(({ leaves }, at) =>
    leaves.flatMap((leaf, place) =>
      leafIssues(leaf, leaves.slice(0, place), leaves, `/mappings/${at}/leaves/${place}`),
    ),
  )
  return issues.length > 0 ? refused(issues) : ok(mappings)
}

function leafIssues(
  leaf: MappedLeaf,
  before: readonly MappedLeaf[],
  all: readonly MappedLeaf[],
  path: string,
): readonly Issue[] {
  const { meter, paths, inside } = leaf
  const taken = before.flatMap((other) => other.paths)
  const repeated = paths.filter((place, at) => taken.includes(place) || paths.indexOf(place) !== at)
  return [
    ...(before.some((other) => other.meter === meter) ? [issue('mapping-repeated-meter', path, { meter })] : []),
    ...repeated.map((place) => issue('mapping-repeated-place', path, { meter, place })),
    ...(inside !== undefined && !all.some((other) => other.meter === inside)
      ? [issue('mapping-inside-unknown', path, { meter, inside })]
      : []),
    ...(isWithinItself(meter, all) ? [issue('mapping-inside-circle', path, { meter })] : []),
  ]
}

function isWithinItself(meter: MeterId, all: readonly MappedLeaf[]): boolean {
  const seen = new Set<MeterId>()
  let current: MeterId | undefined = meter
  while (current !== undefined && !seen.has(current)) {
    seen.add(current)
    const next: MeterId | undefined = all.find((leaf) => leaf.meter === current)?.inside
    if (next === meter) return true
    current = next
  }
  return false
}
