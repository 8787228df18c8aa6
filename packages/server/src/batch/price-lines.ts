import { setImmediate } from 'node:timers/promises'
import { failed, type Issue, type Receipt, type Result } from '@ratecard/core'
import type { Locale } from '@ratecard/core/messages'
import { readBodyText, readText } from '../api/read-json-body.ts'
import { priceBody, priceUsed } from '../endpoints/price-body.ts'
import { serverIssue } from '../problems/server-issue.ts'
import type { Services } from '../services.ts'
import { type Fate, fateOf, lineToJson, summaryToJson } from './batch-line.ts'
import { type Line, splitLines } from './split-lines.ts'

interface Options {
  /** Whole receipts in place of compact lines. */
  readonly isWhole: boolean
  readonly locale: Locale
}

/** Milliseconds after which it is the turn of other requests. */
const TURN = 8

/**
 * Prices the lines of a body as they come, one after the other, and says in the order of the lines what became of each;
 * the last line counts them. No more is read than the reader of the answer takes.
 */
export async function* priceLines(
  parts: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  services: Services,
  { isWhole, locale }: Options,
): AsyncGenerator<string> {
  const counts: Record<Fate, number> = { rated: 0, unrated: 0, rejected: 0 }
  for await (const lines of splitLines(parts, priceBody.limit)) {
    let [text, since] = ['', performance.now()]
    for (const line of lines) {
      const receipt = priceLine(line, services)
      const status = fateOf(receipt)
      counts[status]++
      services.metrics?.countLine(status)
      text += `${JSON.stringify(lineToJson({ number: line.number, status, receipt }, isWhole, locale))}\n`
      if (performance.now() - since < TURN) continue
      yield text
      await setImmediate()
      text = ''
      since = performance.now()
    }
    if (text !== '') yield text
  }
  yield `${JSON.stringify(summaryToJson(counts))}\n`
}

/** Broken JSON is told with its line, which is that of the body. */
const inBody = (issue: Issue, number: number): Issue =>
  issue.params.line === undefined ? issue : { ...issue, params: { ...issue.params, line: String(number) } }

function priceLine(line: Line, services: Services): Result<Receipt> {
  if ('tooLong' in line) return failed(serverIssue('line-too-long', '', { limit: String(priceBody.limit) }))
  const text = readText(line.bytes)
  if (!text.ok) return text
  const read = readBodyText(text.value, priceBody)
  if (!read.ok) return failed(...read.issues.map((issue) => inBody(issue, line.number)))
  return priceUsed(read.value.fields, read.value.documents, services)
}
