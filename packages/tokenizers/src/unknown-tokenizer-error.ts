import type { TokenizerErrorCode } from './tokenizer-error-code.ts'
import { type TokenizerId, tokenizerIds } from './tokenizer-ids.ts'

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
