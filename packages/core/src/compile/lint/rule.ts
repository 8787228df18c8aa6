import type { Issue } from '../../result.ts'
import type { Tariff } from '../../tariff/tariff.ts'

/** One thing that can be wrong with a tariff of the right shape. Lazy, so that a hostile file costs no more than is told. */
export type Rule = (tariff: Tariff) => Iterable<Issue>

/** The first of equal keys, as a set of keys that are told once. */
export function isFirst(seen: Set<string>, ...parts: readonly string[]): boolean {
  const key = JSON.stringify(parts)
  if (seen.has(key)) return false
  seen.add(key)
  return true
}
