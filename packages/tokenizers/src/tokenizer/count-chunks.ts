import type { TokenizeOptions } from '@ratecard/core'
import type { ExactTokenizer } from './exact-tokenizer.ts'

/**
 * Tokens of a text that comes in chunks: exactly `tokenizer.count` of the chunks joined, wherever they are divided.
 * Bytes are read as UTF-8, each ill-formed part as U+FFFD.
 *
 * @throws As rejections: `TypeError` for a chunk that is neither a string nor bytes, {@link PieceTooLongError} for a
 * stretch of 268 million UTF-16 units without a place to divide it.
 *
 * @example
 * ```ts
 * const qwen = await loadTokenizer('qwen')
 * const tokens = await countChunks(qwen, createReadStream('book.txt'))
 * ```
 */
export async function countChunks(
  tokenizer: ExactTokenizer,
  chunks: Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>,
  options?: TokenizeOptions,
): Promise<number> {
  const stream = tokenizer.openCount(options)
  for await (const chunk of chunks) stream.push(chunk)
  return stream.end()
}
