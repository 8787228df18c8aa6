import { failed, type Issue, MODE_NAMES, modeFacet, ok, type Result } from '@ratecard/core'
import { cliIssue, shorten } from '../cli-issue.ts'
import { readPairs } from './read-pairs.ts'

/** Facet values as `--facet` states them and `--mode` abbreviates them. */
export function readFacets(
  pairs: readonly string[],
  modes: string | undefined,
): Result<Readonly<Record<string, string>>> {
  const stated = readPairs(pairs, '--facet', 'thinking=on')
  const facets = new Map(stated.ok ? stated.value : [])
  const issues: Issue[] = stated.ok ? [] : [...stated.issues]
  for (const mode of modes?.split(',').map((name) => name.trim()) ?? []) {
    const facet = modeFacet(mode)
    const known = facet && facets.get(facet.facet)
    if (facet === undefined)
      issues.push(cliIssue('unknown-choice', '--mode', { came: shorten(mode), candidates: MODE_NAMES }))
    else if (known !== undefined && known !== facet.is)
      issues.push(cliIssue('contradictory-options', '--mode', { options: [shorten(`${facet.facet}=${known}`), mode] }))
    else facets.set(facet.facet, facet.is)
  }
  return issues.length > 0 ? failed(...issues) : ok(Object.fromEntries(facets))
}
