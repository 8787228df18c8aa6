import type { TokenCounter } from '../count/token-counter.ts'
import { BlockReader } from '../text/block-reader.ts'
import { type Reading, readBlock, type TokenSink } from '../text/read-block.ts'

/** A block for the texts that are shorter than most: making room takes time, too. */
const MOST = 1 << 15

/** The tokens of a text. */
export function encodeText(text: string, reading: Reading, counter: TokenCounter): number[] {
  const ids: number[] = []
  const sink: TokenSink = {
    ordinary: (part, from, to) => counter.encode(part, from, to, ids),
    special: (id) => ids.push(id),
  }
  const block = Math.min(MOST, text.length + 1)
  new BlockReader(reading.specials, (part, to) => readBlock(part, to, reading, sink), block).read(text)
  return ids
}
