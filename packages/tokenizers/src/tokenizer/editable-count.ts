import type { TokenCounter } from '../count/token-counter.ts'
import { BlockReader } from '../text/block-reader.ts'
import { type Reading, readBlock } from '../text/read-block.ts'
import { textOf, type UnitText } from '../text/unit-text.ts'
import { requireString } from './token-stream.ts'
import { tokenTally } from './token-tally.ts'

/** A part of the text whose tokens do not depend on what is around it. */
interface Segment {
  readonly text: string
  readonly tokens: number
}

/** UTF-16 units of a segment: an edit is counted with about as many around it. */
const SEGMENT = 1024
/** Units beside a place to divide a text that say it is one. */
const CONTEXT = 2

/**
 * A text that is edited, and its tokens. An edit counts the segments that it touches, and finds them by a sum over all.
 * A stretch without a place to divide it, such as a megabyte of one letter, is one segment.
 */
export class EditableCount {
  private readonly reading: Reading
  private readonly counter: TokenCounter
  private segments: readonly Segment[]
  private units: number
  private sum: number

  /** Made by `countEdits`. @internal */
  constructor(text: string, reading: Reading, counter: TokenCounter) {
    this.reading = reading
    this.counter = counter
    this.segments = this.divide(text)
    this.units = text.length
    this.sum = tokensOf(this.segments)
  }

  /** Tokens of the text as it is. */
  get tokens(): number {
    return this.sum
  }

  /** UTF-16 units of the text as it is. */
  get length(): number {
    return this.units
  }

  /** The text as it is. */
  get text(): string {
    return this.segments.map(({ text }) => text).join('')
  }

  /**
   * Puts `text` in place of the UTF-16 units from `start` to `end`.
   *
   * @throws `RangeError` for places outside of the text, `TypeError` for a text that is not a string. The text stays as
   * it was.
   */
  replace(start: number, end: number, text: string): void {
    requireString(text)
    if (!(Number.isInteger(start) && Number.isInteger(end) && 0 <= start && start <= end && end <= this.units))
      throw new RangeError(`Expected 0 <= start <= end <= ${this.units}, not ${start} and ${end}.`)
    const margin = Math.max(CONTEXT, this.reading.specials?.longest ?? 0)
    const first = this.segmentAt(start - margin)
    const last = this.segmentAt(end + margin)
    const touched = this.segments.slice(first.index, last.index + 1)
    const before = touched.map((segment) => segment.text).join('')
    const edited = before.slice(0, start - first.start) + text + before.slice(end - first.start)
    const segments = this.divide(edited)
    this.segments = this.segments.slice(0, first.index).concat(segments, this.segments.slice(last.index + 1))
    this.units += edited.length - before.length
    this.sum += tokensOf(segments) - tokensOf(touched)
  }

  /** The segment that holds a place, or the first or the last one. */
  private segmentAt(place: number): { readonly index: number; readonly start: number } {
    const { segments } = this
    let start = 0
    let index = 0
    while (index < segments.length - 1) {
      const end = start + (segments[index] as Segment).text.length
      if (place < end) break
      start = end
      index++
    }
    return { index, start }
  }

  private divide(text: string): readonly Segment[] {
    const { reading, counter } = this
    const tally = tokenTally(counter)
    const segments: Segment[] = []
    const take = (block: UnitText, to: number) => {
      tally.tokens = 0
      readBlock(block, to, reading, tally)
      segments.push({ text: textOf(block, 0, to), tokens: tally.tokens })
    }
    new BlockReader(reading.specials, take, SEGMENT).read(text)
    return segments
  }
}

const tokensOf = (segments: readonly Segment[]): number => segments.reduce((sum, { tokens }) => sum + tokens, 0)
