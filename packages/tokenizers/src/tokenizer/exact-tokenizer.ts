import type { SpecialTokens, TokenizeOptions, Tokenizer } from '@ratecard/core'
import { TokenCounter } from '../count/token-counter.ts'
import type { EncodingDefinition } from '../encodings/encoding-definition.ts'
import { splitters } from '../split/splitters.ts'
import type { Reading } from '../text/read-block.ts'
import { specialMatcher } from '../text/special-matcher.ts'
import { typeName } from '../type-name.ts'
import { longestToken } from '../vocabulary/longest-token.ts'
import type { Vocabulary } from '../vocabulary/vocabulary.ts'
import { EditableCount } from './editable-count.ts'
import { encodeText } from './encode-text.ts'
import { requireString, TokenStream } from './token-stream.ts'
import { tokenTexts } from './token-texts.ts'

/** Whether a text has more tokens than a limit, and how many it has if not. */
export interface LimitedCount {
  /** All tokens of the text; or, where counting stopped, so many that it has at least: more than the limit. */
  readonly tokens: number
  readonly exceeded: boolean
}

/**
 * A tokenizer whose ids are those of the reference for any text, in time proportional to it.
 *
 * Its methods throw a `TypeError` for text that is not a string, and a {@link PieceTooLongError} for 268 million
 * UTF-16 units without a place to divide them.
 */
export interface ExactTokenizer extends Tokenizer {
  /**
   * Counts until it is certain that there are more than `limit` tokens: what is too long for a budget is not read to
   * its end, whatever it is.
   *
   * @throws `TypeError` for a limit that is not a number, or NaN.
   *
   * @example
   * ```ts
   * const qwen = await loadTokenizer('qwen')
   * qwen.countUpTo('Nice to meet you.', 100) // { tokens: 5, exceeded: false }
   * ```
   */
  countUpTo(text: string, limit: number, options?: TokenizeOptions): LimitedCount
  /**
   * Counts a text that comes in parts.
   *
   * @example
   * ```ts
   * const stream = (await loadTokenizer('qwen')).openCount()
   * stream.push('Nice to me')
   * stream.push(new TextEncoder().encode('et you.'))
   * stream.end() // 5
   * ```
   */
  openCount(options?: TokenizeOptions): TokenStream
  /**
   * Counts a text that is going to be edited: each edit with about a thousand UTF-16 units around it, or with the
   * stretch around it that has no place to divide it.
   *
   * @example
   * ```ts
   * const text = (await loadTokenizer('qwen')).countEdits('Nice to meet you.')
   * text.replace(8, 12, 'see')
   * text.tokens // 5
   * ```
   */
  countEdits(text: string, options?: TokenizeOptions): EditableCount
}

/** UTF-16 units counted before it is asked whether the limit is exceeded. */
const LIMITED_BLOCK = 4096
/** UTF-16 units that compose to one at most. */
const UNITS_PER_COMPOSED = 4

/** The tokenizer of an encoding. */
export function exactTokenizer(definition: EncodingDefinition, vocabulary: Vocabulary): ExactTokenizer {
  const counter = new TokenCounter(vocabulary, splitters[definition.pattern]())
  const composes = definition.normalization === 'NFC'
  // Made when they are asked for: an encoding may have a thousand special tokens, and most texts none.
  const readings: Readonly<Record<SpecialTokens, () => Reading>> = {
    ordinary: once(() => ({ composes, specials: undefined })),
    all: once(() => ({ composes, specials: specialMatcher(definition.specials) })),
  }
  const readingOf = (options: TokenizeOptions | undefined): Reading => readings[readSpecials(options)]()
  const counters = {
    ordinary: once(() => new TokenStream(readings.ordinary(), counter)),
    all: once(() => new TokenStream(readings.all(), counter)),
  }
  const unitsPerToken = once(() => longestToken(vocabulary) * (composes ? UNITS_PER_COMPOSED : 1))
  const texts = once(() => tokenTexts(definition, vocabulary))

  function count(text: string, options?: TokenizeOptions): number {
    requireString(text)
    const stream = counters[readSpecials(options)]()
    stream.push(text)
    return stream.end()
  }

  function encode(text: string, options?: TokenizeOptions): number[] {
    requireString(text)
    return encodeText(text, readingOf(options), counter)
  }

  function countUpTo(text: string, limit: number, options?: TokenizeOptions): LimitedCount {
    requireString(text)
    requireLimit(limit)
    const reading = readingOf(options)
    const longest = () => Math.max(unitsPerToken(), reading.specials?.longest ?? 0)
    const stream = new TokenStream(reading, counter, LIMITED_BLOCK)
    for (let at = 0; at < text.length; at += LIMITED_BLOCK) {
      stream.push(text.slice(at, at + LIMITED_BLOCK))
      const atLeast = stream.tokens + Math.floor(stream.pending / longest())
      if (atLeast > limit) return { tokens: atLeast, exceeded: true }
    }
    const tokens = stream.end()
    return { tokens, exceeded: tokens > limit }
  }

  function countEdits(text: string, options?: TokenizeOptions): EditableCount {
    requireString(text)
    return new EditableCount(text, readingOf(options), counter)
  }

  return {
    id: definition.id,
    count,
    encode,
    decode: (ids) => texts().decode(ids),
    pieces: (text, options) => encode(text, options).map((id) => texts().piece(id)),
    countUpTo,
    openCount: (options) => new TokenStream(readingOf(options), counter),
    countEdits,
  }
}

/** The option `specials`, checked: a misspelt value must not quietly mean `ordinary`. */
function readSpecials(options: TokenizeOptions | undefined): SpecialTokens {
  const specials = options?.specials ?? 'ordinary'
  if (specials === 'ordinary' || specials === 'all') return specials
  const came = typeof specials === 'string' ? JSON.stringify(specials) : typeName(specials)
  throw new TypeError(`Expected specials 'ordinary' or 'all', not ${came}.`)
}

/** Nothing exceeds a limit that is no number: a budget that was never set must not quietly mean none. */
function requireLimit(limit: unknown): void {
  if (typeof limit !== 'number' || Number.isNaN(limit))
    throw new TypeError(`Expected a limit as a number of tokens, not ${String(limit)}.`)
}

function once<T>(make: () => T): () => T {
  let made: T | undefined
  return () => (made ??= make())
}
