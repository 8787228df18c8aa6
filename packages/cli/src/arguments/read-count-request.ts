import { failed, ok, type Result, type SpecialTokens } from '@ratecard/core'
import { cliIssue } from '../cli-issue.ts'
import type { Invocation } from '../command.ts'
import { type CountOrder, countOrders } from '../counting/sort-items.ts'
import { gather } from './gather.ts'
import { readWholeNumber } from './read-number.ts'
import { readOneOf } from './read-one-of.ts'
import { readOptional } from './read-option.ts'

/** What is asked of a count, beside by what to count. */
export interface CountRequest {
  readonly specials: SpecialTokens
  readonly engine: 'ratecard' | 'tiktoken'
  readonly jobs: number | undefined
  readonly maxTokens: number | undefined
  readonly sort: CountOrder | undefined
  /** Rows to show, and in a tree rows of each directory. */
  readonly top: number | undefined
  /** Levels of directories to open. */
  readonly depth: number | undefined
}

const atLeast = (least: number) => (text: string, place: string) => readWholeNumber(text, place, least)

export function readCountRequest(invocation: Invocation): Result<CountRequest> {
  const read = gather({
    specials: readOptional(invocation, 'specials', (text, place) => readOneOf(text, place, ['ordinary', 'all'])),
    engine: readOptional(invocation, 'engine', (text, place) => readOneOf(text, place, ['ratecard', 'tiktoken'])),
    jobs: readOptional(invocation, 'jobs', atLeast(1)),
    maxTokens: readOptional(invocation, 'max-tokens', atLeast(0)),
    sort: readOptional(invocation, 'sort', (text, place) => readOneOf(text, place, countOrders)),
    top: readOptional(invocation, 'top', atLeast(1)),
    depth: readDepth(invocation),
  })
  if (!read.ok) return read
  const { specials = 'ordinary', engine = 'ratecard', ...rest } = read.value
  return ok({ specials, engine, ...rest })
}

/** Only a tree has levels. */
function readDepth(invocation: Invocation): Result<number | undefined> {
  if (!invocation.has('depth') || invocation.has('tree')) return readOptional(invocation, 'depth', atLeast(1))
  return failed(cliIssue('needs-option', '--depth', { option: '--tree' }))
}
