import {
  type Basis,
  type Counter,
  estimateText,
  exactly,
  type Range,
  type Result,
  rational,
  type TokenizeOptions,
  type TokenPiece,
} from '@ratecard/core'
import { reading, readWhole, type TextSource } from '../input/text-source.ts'
import { countByScript, countTokens } from './count-text.ts'

/** The tokens of one source. */
export interface CountItem {
  readonly source: string
  readonly tokenizer?: string
  readonly basis: Basis
  readonly tokens: Range
  /** Given where they were asked for. */
  readonly pieces?: readonly TokenPiece[]
}

export interface CountOptions extends TokenizeOptions {
  /** List every token; the text is then held in memory. */
  readonly withPieces: boolean
}

/** A list of tokens is read by a person or a small script; a longer text is counted without one. */
const MAX_LISTED_CHARACTERS = 4_000_000

/** Counts one source; a source that cannot be read is an issue, and no half of it is counted. */
export const countSource = (source: TextSource, counter: Counter, options: CountOptions): Promise<Result<CountItem>> =>
  reading(source.name, () => (options.withPieces ? listPieces : countParts)(source, counter, options))

async function countParts(source: TextSource, counter: Counter, { specials }: CountOptions): Promise<CountItem> {
  const { name } = source
  if (counter.kind === 'rule') {
    const { scripts } = await countByScript(source.read())
    return { source: name, basis: 'estimated', tokens: estimateText(scripts, counter.rule) }
  }
  const tokens = await countTokens(source.read(), counter.tokenizer, specials && { specials })
  return { source: name, tokenizer: counter.tokenizer, basis: 'counted', tokens: exactly(tokens) }
}

async function listPieces(source: TextSource, counter: Counter, { specials }: CountOptions): Promise<CountItem> {
  if (counter.kind === 'rule') throw new TypeError('A rule of thumb has no tokens to list.')
  const { loadTokenizer } = await import('@ratecard/tokenizers')
  const [tokenizer, text] = [await loadTokenizer(counter.tokenizer), await readWhole(source, MAX_LISTED_CHARACTERS)]
  const pieces = tokenizer.pieces(text, specials && { specials })
  const tokens = exactly(rational(pieces.length))
  return { source: source.name, tokenizer: counter.tokenizer, basis: 'counted', tokens, pieces }
}
