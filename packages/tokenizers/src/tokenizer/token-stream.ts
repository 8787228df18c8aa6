import type { TokenCounter } from '../count/token-counter.ts'
import { BlockReader } from '../text/block-reader.ts'
import { type Reading, readBlock } from '../text/read-block.ts'
import { type TokenTally, tokenTally } from './token-tally.ts'

/** Bytes decoded at once, so that a large part needs no second copy of itself. */
const BYTES = 1 << 16

/**
 * Counts a text that comes in parts: exactly the tokens of the parts joined, wherever they are divided, in the middle
 * of a character or of a special token too. Holds some 100 kB, or the longest stretch without a place to divide it.
 */
export class TokenStream {
  private readonly reader: BlockReader
  private readonly tally: TokenTally
  private decoder: InstanceType<typeof TextDecoder> | undefined

  /** Made by `openCount`. @internal */
  constructor(reading: Reading, counter: TokenCounter, block?: number) {
    const tally = tokenTally(counter)
    this.tally = tally
    this.reader = new BlockReader(reading.specials, (text, to) => readBlock(text, to, reading, tally), block)
  }

  /** Tokens that are certain by now: never more than the whole will have. */
  get tokens(): number {
    return this.tally.tokens
  }

  /** UTF-16 units that are read, and not counted yet. @internal */
  get pending(): number {
    return this.reader.pending
  }

  /**
   * Reads on: text, or UTF-8, of which each ill-formed part is read as U+FFFD. An error gives the text up: the next part
   * begins another one.
   */
  push(part: string | Uint8Array): void {
    try {
      if (typeof part === 'string') this.pushText(part)
      else if (part instanceof Uint8Array) this.pushBytes(part)
      else throw new TypeError(`Expected text as a string or as UTF-8 in a Uint8Array, not ${typeof part}.`)
    } catch (error) {
      this.restart()
      throw error
    }
  }

  /** The text ends here: all its tokens. The next part begins another text, with `tokens` at 0. */
  end(): number {
    try {
      this.endBytes()
      this.reader.end()
      return this.tally.tokens
    } finally {
      this.restart()
    }
  }

  private pushText(text: string): void {
    this.endBytes()
    this.reader.push(text)
  }

  private pushBytes(bytes: Uint8Array): void {
    // U+FEFF is text here, not a mark of the encoding.
    this.decoder ??= new TextDecoder('utf-8', { ignoreBOM: true })
    for (let at = 0; at < bytes.length; at += BYTES)
      this.reader.push(this.decoder.decode(bytes.subarray(at, at + BYTES), { stream: true }))
  }

  /** What is left of a character that was divided, and never went on. */
  private endBytes(): void {
    if (this.decoder === undefined) return
    this.reader.push(this.decoder.decode())
    this.decoder = undefined
  }

  private restart(): void {
    this.tally.tokens = 0
    this.decoder = undefined
    this.reader.reset()
  }
}

/** Refuses what is not a string. */
export function requireString(text: unknown): asserts text is string {
  if (typeof text !== 'string') throw new TypeError(`Expected text as a string, not ${typeof text}.`)
}
