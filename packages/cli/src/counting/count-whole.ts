import type { Counter, SpecialTokens } from '@ratecard/core'
import { readWhole } from '../input/read-whole.ts'
import { InputError, type TextSource } from '../input/text-source.ts'
import { type CountItem, countItem } from './count-item.ts'
import { EngineError, type WholeTokenizer } from './whole-tokenizer.ts'

export interface CountWholeOptions {
  readonly tokenizer: WholeTokenizer
  readonly specials: SpecialTokens
  readonly binary: boolean
  /** List every token. */
  readonly withPieces: boolean
}

/** A list of tokens is read by a person or a small script; a longer text is counted without one. */
const MAX_LISTED_CHARACTERS = 4_000_000
/** What an engine that cannot count in parts is given at once. */
const MAX_CHARACTERS = 100_000_000

/** Counts a source in one piece: to list its tokens, or by an engine that knows no other way. */
export async function countWhole(
  source: TextSource,
  { tokenizer, specials, binary, withPieces }: CountWholeOptions,
): Promise<CountItem> {
  const limit = withPieces ? MAX_LISTED_CHARACTERS : MAX_CHARACTERS
  const { text, ...taken } = await readWhole(source, limit, { binary })
  const counter: Counter = { kind: 'tokenizer', tokenizer: tokenizer.id }
  const item = (tokens: number) => countItem(source, { ...taken, counted: { tokens } }, counter)
  try {
    if (!withPieces) return item(tokenizer.count(text, { specials }))
    const pieces = tokenizer.pieces(text, { specials })
    return { ...item(pieces.length), pieces }
  } catch (error) {
    if (!(error instanceof EngineError)) throw error
    throw new InputError('engine-failed', source.name, { engine: error.engine, reason: error.message })
  }
}
