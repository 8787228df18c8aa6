import type { TokenizerErrorCode } from '../tokenizer-error-code.ts'

/**
 * A vocabulary file is not what this version of the package was made with: a damaged or half-replaced installation.
 *
 * @example
 * ```ts
 * if (error instanceof CorruptVocabularyError) console.error(`Install @ratecard/tokenizers again: ${error.vocabulary}`)
 * ```
 */
export class CorruptVocabularyError extends Error {
  override readonly name = 'CorruptVocabularyError'
  readonly code = 'corrupt-vocabulary' satisfies TokenizerErrorCode
  /** The vocabulary's file, without its extension. */
  readonly vocabulary: string
  /** SHA-256 of the bytes the file should hold. */
  readonly expected: string
  /** SHA-256 of the bytes it holds; `undefined` if they cannot be decompressed. */
  readonly actual: string | undefined

  constructor(vocabulary: string, hashes: { expected: string; actual?: string }, options?: ErrorOptions) {
    const found = hashes.actual === undefined ? 'it cannot be decompressed' : `it is ${hashes.actual}`
    super(
      `The vocabulary ${vocabulary} is damaged: expected SHA-256 ${hashes.expected}, ${found}. ` +
        'Install @ratecard/tokenizers again.',
      options,
    )
    this.vocabulary = vocabulary
    this.expected = hashes.expected
    this.actual = hashes.actual
  }
}
