import { failed, type Issue, ok, type Result } from '@ratecard/core'
import { cliIssue, shorten } from '../cli-issue.ts'

/** Reads `NAME=VALUE` pairs in which no name comes twice. */
export function readPairs(
  texts: readonly string[],
  place: string,
  example: string,
): Result<readonly (readonly [string, string])[]> {
  const pairs = new Map<string, string>()
  const issues: Issue[] = []
  for (const text of texts) {
    const [, name, value] = /^\s*([^=\s]+)\s*=\s*(.*?)\s*$/s.exec(text) ?? []
    if (name === undefined || value === undefined || value === '')
      issues.push(cliIssue('invalid-pair', place, { came: shorten(text), example }))
    else if (pairs.has(name)) issues.push(cliIssue('repeated-key', place, { key: shorten(name) }))
    else pairs.set(name, value)
  }
  return issues.length > 0 ? failed(...issues) : ok([...pairs])
}
