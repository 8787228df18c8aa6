import type { Issue } from '@ratecard/core'
import { cliIssue } from './cli-issue.ts'

/** What is told of an error that ends a run. Those of the tokenizers are known by their code: nothing is loaded to ask. */
export function fatalIssue(error: unknown): Issue {
  const message = error instanceof Error ? error.message : String(error)
  const { code, vocabulary, expected, actual, candidates, reason } = Object(error) as Readonly<Record<string, unknown>>
  if (code === 'corrupt-vocabulary') {
    const params = { name: String(vocabulary), expected: String(expected) }
    if (actual === undefined) return cliIssue('unreadable-vocabulary', '', params)
    return cliIssue(code, '', { ...params, actual: String(actual) })
  }
  if (code === 'unknown-tokenizer' && Array.isArray(candidates)) return cliIssue(code, '', { candidates })
  if (code === 'unwritable-output') return cliIssue(code, '', { reason: String(reason) })
  return cliIssue('internal', '', { message })
}
