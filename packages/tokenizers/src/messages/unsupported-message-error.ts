import type { TokenizerErrorCode } from '../tokenizer-error-code.ts'

/**
 * A message holds something that cannot be counted, or has a role that the template does not know.
 *
 * @example
 * ```ts
 * if (error instanceof UnsupportedMessageError) console.error(error.path) // messages[1].tool_calls
 * ```
 */
export class UnsupportedMessageError extends Error {
  override readonly name = 'UnsupportedMessageError'
  readonly code = 'unsupported-message' satisfies TokenizerErrorCode
  /** Where it stands: `messages[1].tool_calls`. */
  readonly path: string

  constructor(path: string, reason: string) {
    super(`${path}: ${reason}.`)
    this.path = path
  }
}
