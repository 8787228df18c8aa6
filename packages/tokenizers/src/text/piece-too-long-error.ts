import type { TokenizerErrorCode } from '../tokenizer-error-code.ts'

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
