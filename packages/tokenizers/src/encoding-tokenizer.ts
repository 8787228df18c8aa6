import type { SpecialTokens, TokenizeOptions, Tokenizer } from '@ratecard/core'
import { decodeIds } from './decode-ids.ts'
import type { Encoding } from './encoding.ts'
import { splitText } from './split-text.ts'
import { tokenPiece } from './token-piece.ts'

const encodings = new WeakMap<Tokenizer, Encoding>()

/** The {@link Tokenizer} of an encoding. */
export function encodingTokenizer(encoding: Encoding): Tokenizer {
  const encode = (text: string, options?: TokenizeOptions) => encodeText(text, encoding, options)
  const tokenizer: Tokenizer = {
    id: encoding.id,
    count: (text, options) => countText(text, encoding, options),
    encode,
    decode: (ids) => decodeIds(ids, encoding),
    pieces: (text, options) => encode(text, options).map((id) => tokenPiece(id, encoding)),
  }
  encodings.set(tokenizer, encoding)
  return tokenizer
}

/** The encoding behind a tokenizer of this package. */
export function encodingOf(tokenizer: Tokenizer): Encoding {
  const encoding = encodings.get(tokenizer)
  if (encoding === undefined) throw new TypeError('Expected a tokenizer made by loadTokenizer.')
  return encoding
}

/** The option `specials`, checked: a misspelt value must not quietly mean `ordinary`. */
export function readSpecials(options: TokenizeOptions | undefined): SpecialTokens {
  const specials = options?.specials ?? 'ordinary'
  if (specials === 'ordinary' || specials === 'all') return specials
  throw new TypeError(`Expected specials 'ordinary' or 'all', not ${JSON.stringify(specials)}.`)
}

/** Tokens of one part that `splitText` gave. */
export function countPart(part: string | number, encoding: Encoding): number {
  return typeof part === 'number' ? 1 : encoding.engine.encode(part).length
}

function countText(text: string, encoding: Encoding, options: TokenizeOptions | undefined): number {
  requireString(text)
  let count = 0
  for (const part of splitText(text, encoding, { specials: readSpecials(options), more: false })) {
    count += countPart(part, encoding)
  }
  return count
}

function encodeText(text: string, encoding: Encoding, options: TokenizeOptions | undefined): number[] {
  requireString(text)
  const ids: number[] = []
  for (const part of splitText(text, encoding, { specials: readSpecials(options), more: false })) {
    if (typeof part === 'number') ids.push(part)
    else for (const id of encoding.engine.encode(part)) ids.push(id)
  }
  return ids
}

/** Refuses what is not a string, before the engine does so in its own words. */
export function requireString(text: unknown): asserts text is string {
  if (typeof text !== 'string') throw new TypeError(`Expected text as a string, not ${typeof text}.`)
}
