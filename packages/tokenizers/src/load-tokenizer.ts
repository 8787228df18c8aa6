import type { Tokenizer } from '@ratecard/core'
import { encodingTokenizer } from './encoding-tokenizer.ts'
import { openEncoding } from './open-encoding.ts'
import { tokenizerCache } from './tokenizer-cache.ts'

const load = tokenizerCache(async (id) => encodingTokenizer(await openEncoding(id)))

/**
 * Loads an exact tokenizer by its id, one of `tokenizerIds`. Only that vocabulary is read; asking again gives the same
 * tokenizer at once. It stays in memory: about 60 to 80 MB each.
 *
 * Its methods throw a `TypeError` for text that is not a string, a `PieceTooLongError` for more than 32,768 bytes of
 * text in one piece, and `decode` throws a `RangeError` that names an id outside the vocabulary.
 *
 * @throws {@link UnknownTokenizerError} (as a rejection) for any other id.
 *
 * @example
 * ```ts
 * const qwen = await loadTokenizer('qwen')
 * qwen.count('Nice to meet you.') // 5
 * qwen.encode('Nice to meet you.') // [44978, 311, 3367, 498, 13]
 * ```
 */
export async function loadTokenizer(id: string): Promise<Tokenizer> {
  return load(id)
}
