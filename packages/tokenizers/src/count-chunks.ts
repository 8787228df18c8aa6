import type { TokenizeOptions, Tokenizer } from '@ratecard/core'
import { countPart, encodingOf, readSpecials, requireString } from './encoding-tokenizer.ts'
import { splitText } from './split-text.ts'

/** UTF-16 units collected before they are counted, so that many small chunks cost no more than one large one. */
const collectUnits = 65_536

/**
 * Tokens of a text that comes in chunks: exactly `tokenizer.count` of the chunks joined, wherever they are divided,
 * in the middle of a character or of a special token too. Holds one chunk and about 100,000 characters at a time.
 *
 * @throws As rejections: `TypeError` for a tokenizer that is not from `loadTokenizer` or a chunk that is not a string
 * (set the encoding of a byte stream), {@link PieceTooLongError} for more than 32,768 bytes of text in one piece.
 *
 * @example
 * ```ts
 * const qwen = await loadTokenizer('qwen')
 * const count = await countChunks(qwen, createReadStream('book.txt', 'utf8'))
 * ```
 */
export async function countChunks(
  tokenizer: Tokenizer,
  chunks: Iterable<string> | AsyncIterable<string>,
  options?: TokenizeOptions,
): Promise<number> {
  const encoding = encodingOf(tokenizer)
  const specials = readSpecials(options)
  let count = 0
  const read = (text: string, more: boolean): string => {
    const parts = splitText(text, encoding, { specials, more })
    let part = parts.next()
    for (; !part.done; part = parts.next()) count += countPart(part.value, encoding)
    return part.value
  }

  let held: string[] = []
  let units = 0
  for await (const chunk of chunks) {
    requireString(chunk)
    held.push(chunk)
    units += chunk.length
    if (units < collectUnits) continue
    held = [read(held.join(''), true)]
    units = 0
  }
  read(held.join(''), false)
  return count
}
