import { type TokenizerId, tokenizerIds } from './tokenizer-ids.ts'

/** Every `code` of the errors this package throws for its input; a wrong type of argument is a plain `TypeError`. */
export type TokenizerErrorCode = 'unknown-tokenizer' | 'piece-too-long' | 'corrupt-vocabulary' | 'unsupported-message'

/**
 * Nothing is known under the id that `loadTokenizer` was asked for.
 *
 * @example
 * ```ts
 * const candidates = error instanceof UnknownTokenizerError ? error.candidates : []
 * ```
 */
export class UnknownTokenizerError extends Error {
  override readonly name = 'UnknownTokenizerError'
  readonly code = 'unknown-tokenizer' satisfies TokenizerErrorCode
  /** The ids that would have worked. */
  readonly candidates: readonly TokenizerId[] = tokenizerIds

  constructor(id: unknown) {
    super(`No tokenizer ${JSON.stringify(String(id).slice(0, 80))}: use one of ${tokenizerIds.join(', ')}.`)
  }
}

/**
 * A stretch of text has no place where it can be divided without changing its tokens, and is longer than can be held:
 * a file of 300 MB of one letter, say, without a space, digit or line break.
 *
 * @example
 * ```ts
 * if (error instanceof PieceTooLongError) console.error(`${error.length} UTF-16 units, at most ${error.limit}`)
 * ```
 */
export class PieceTooLongError extends Error {
  override readonly name = 'PieceTooLongError'
  readonly code = 'piece-too-long' satisfies TokenizerErrorCode
  /** UTF-16 units of the stretch, as far as it had been read. */
  readonly length: number
  /** UTF-16 units that one stretch may have. */
  readonly limit: number

  constructor(length: number, limit: number) {
    super(
      `${length} UTF-16 units of text in one piece: at most ${limit} can be counted exactly. ` +
        'Spaces, line breaks and punctuation divide a text into pieces.',
    )
    this.length = length
    this.limit = limit
  }
}
