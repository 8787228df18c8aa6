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

const MAX_CANDIDATES = 5

/** A few of many names: those that begin most like the one that is unknown. */
export function closestNames(name: string, names: Iterable<string>): readonly string[] {
  const likeness = (candidate: string) => {
    let length = 0
    while (length < name.length && candidate[length] === name[length]) length++
    return length
  }
  return [...names].sort((a, b) => likeness(b) - likeness(a)).slice(0, MAX_CANDIDATES)
}
