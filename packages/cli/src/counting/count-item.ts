import { type Basis, type Counter, estimateText, exactly, type Range, rational, type TokenPiece } from '@ratecard/core'
import type { TextSource } from '../input/text-source.ts'
import type { InvalidUtf8 } from '../input/utf8-reader.ts'
import type { CountedPart } from './count-part.ts'
import type { Counted } from './open-tally.ts'

/** The tokens of one source. */
export interface CountItem {
  readonly name: string
  /** Found in a directory or by a pattern, not named. */
  readonly isFound: boolean
  readonly tokenizer?: string
  readonly basis: Basis
  readonly tokens: Range
  readonly bytes: number
  /** What was no UTF-8, and was counted as U+FFFD. */
  readonly invalid?: InvalidUtf8
  /** Given where they were asked for. */
  readonly pieces?: readonly TokenPiece[]
}

export function countItem(
  { name, isFound }: TextSource,
  part: Omit<CountedPart, 'isWhole'>,
  counter: Counter,
): CountItem {
  const { bytes, invalid, counted } = part
  return {
    name,
    isFound,
    ...(counter.kind === 'tokenizer' && { tokenizer: counter.tokenizer }),
    basis: counter.kind === 'tokenizer' ? 'counted' : 'estimated',
    tokens: tokensOf(counted, counter),
    bytes,
    ...(invalid && { invalid }),
  }
}

function tokensOf(counted: Counted, counter: Counter): Range {
  if ('tokens' in counted) return exactly(rational(counted.tokens))
  if (counter.kind === 'tokenizer') throw new TypeError('A tokenizer counts tokens, not characters.')
  return estimateText(counted.scripts, counter.rule)
}
