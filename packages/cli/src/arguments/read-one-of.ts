import { failed, ok, type Result } from '@ratecard/core'
import { cliIssue, shorten } from '../cli-issue.ts'

/** Reads a value that is one of a few words. */
export function readOneOf<const T extends string>(text: string, place: string, candidates: readonly T[]): Result<T> {
  const found = candidates.find((candidate) => candidate === text)
  return found === undefined
    ? failed(cliIssue('unknown-choice', place, { came: shorten(text), candidates }))
    : ok(found)
}
