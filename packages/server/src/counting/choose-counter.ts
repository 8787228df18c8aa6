import { type Counter, failed, findCounter, ok, type Result } from '@ratecard/core'
import { tokenizerIds } from '@ratecard/tokenizers'
import { momentOf } from '../pricing/read-choice.ts'
import { serverIssue, shorten } from '../problems/server-issue.ts'
import type { Services } from '../services.ts'

/** By what the texts of a model are counted now, whichever price list says so. */
export function counterOfModel(model: string, { book, now }: Services): Result<Counter> {
  const { text, instant } = momentOf(now())
  const tables = book.tablesFor({ model, at: instant, filter: {}, allowEvidence: [] })
  if (!tables.ok) return tables
  const found = findCounter(model, tables.value, text)
  return found.ok ? ok(found.value.counter) : found
}

export function counterOfTokenizer(name: string): Result<Counter> {
  const tokenizer = tokenizerIds.find((id) => id === name)
  return tokenizer === undefined
    ? failed(serverIssue('unknown-tokenizer', '/tokenizer', { came: shorten(name), candidates: tokenizerIds }))
    : ok({ kind: 'tokenizer', tokenizer })
}
