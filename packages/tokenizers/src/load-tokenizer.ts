import { encodings } from './encodings/encodings.ts'
import type { ExactTokenizer } from './tokenizer/exact-tokenizer.ts'
import { openTokenizer } from './tokenizer/open-tokenizer.ts'
import { tokenizerCache } from './tokenizer-cache.ts'

const load = /* @__PURE__ */ tokenizerCache(async (id) => openTokenizer(await encodings[id]()))

/**
 * Loads an exact tokenizer by its id, one of `tokenizerIds`. Only that vocabulary is read, and checked; asking again
 * gives the same tokenizer at once. It stays in memory: 15 to 20 MB each.
 *
 * @throws As rejections: {@link UnknownTokenizerError} for any other id, {@link CorruptVocabularyError} for a damaged
 * data file.
 *
 * @example
 * ```ts
 * const qwen = await loadTokenizer('qwen')
 * qwen.count('Nice to meet you.') // 5
 * qwen.encode('Nice to meet you.') // [44978, 311, 3367, 498, 13]
 * ```
 */
export async function loadTokenizer(id: string): Promise<ExactTokenizer> {
  return load(id)
}
