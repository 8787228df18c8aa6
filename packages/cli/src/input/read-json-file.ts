import { failed, type Issue, type LosslessJson, type Result, readJson } from '@ratecard/core'
import { cliIssue } from '../cli-issue.ts'
import type { Io } from '../io.ts'
import { findSources } from './find-sources.ts'
import { readDocument } from './read-whole.ts'
import { reading } from './text-source.ts'

/** One document, not a log: what is longer is refused before it fills the memory. */
const MAX_CHARACTERS = 16_000_000

/** Reads one JSON document from a file, or from stdin for `-`. */
export async function readJsonFile(name: string, io: Io, limit = MAX_CHARACTERS): Promise<Result<LosslessJson>> {
  const { sources, issues } = await findSources([name], io)
  const [source] = sources
  if (source === undefined || issues.length > 0) return failed(...issues)
  const text = await reading(name, () => readDocument(source, limit))
  if (!text.ok) return text
  if (text.value.trim() === '') return failed(cliIssue('empty-input', name))
  const json = readJson(text.value)
  return json.ok ? json : failed(...json.issues.map((issue) => inFile(issue, name)))
}

/** Puts the name of the file before a place in it: `answer.json#/usage`, or `answer.json:3:14` where the text is broken. */
export function inFile(issue: Issue, name: string): Issue {
  const { line, column } = issue.params
  const place = line !== undefined && column !== undefined ? `${name}:${line}:${column}` : `${name}#${issue.path}`
  return { ...issue, path: issue.path === '' && line === undefined ? name : place }
}
