import { lastCertainCut } from './certain-cut.ts'
import { PieceTooLongError } from './piece-too-long-error.ts'
import type { SpecialMatcher } from './special-matcher.ts'
import { UnitBuffer, type UnitText } from './unit-text.ts'

/** Units read at once: with the words remembered beside it, it stays in the processor's cache. */
const BLOCK = 1 << 15
/** Units of one stretch without a place to divide it: 512 MB, twice as much while it grows, and more to merge it. */
const LIMIT = 1 << 28

/**
 * Reads text that comes in parts, wherever they are divided, block by block: each up to a place where the tokens of the
 * parts are the tokens of the whole, and outside of special tokens. What is behind that place is held back. Where a
 * block has no such place it is made twice as large, so that time stays proportional to the text.
 */
export class BlockReader {
  private readonly block: number
  private readonly limit: number
  private held: UnitBuffer
  private readonly specials: SpecialMatcher | undefined
  private readonly take: (text: UnitText, to: number) => void
  /** Up to here nothing in `held` is a place to divide it. */
  private searched = 0

  /** `take` is given each block: the text from 0 to `to`. It may not keep it. */
  constructor(
    specials: SpecialMatcher | undefined,
    take: (text: UnitText, to: number) => void,
    block = BLOCK,
    limit = LIMIT,
  ) {
    this.specials = specials
    this.take = take
    this.block = block
    this.limit = limit
    this.held = new UnitBuffer(block)
  }

  /** UTF-16 units that are held back. */
  get pending(): number {
    return this.held.length
  }

  /** Reads a whole text. */
  read(text: string): void {
    this.push(text)
    this.end()
  }

  /** Reads on. */
  push(text: string): void {
    const { held } = this
    for (let at = 0; at < text.length; ) {
      const part = at === 0 && text.length <= held.room ? text : text.slice(at, at + held.room)
      held.append(part)
      at += part.length
      if (held.room === 0) this.takeBlock()
    }
  }

  /** Reads what is held back: the text ends here, and what is pushed next begins another. */
  end(): void {
    if (this.held.length > 0) this.take(this.held, this.held.length)
    this.reset()
  }

  /** Forgets what is held back, and frees what a long stretch took. */
  reset(): void {
    if (this.held.capacity > this.block) this.held = new UnitBuffer(this.block)
    this.held.length = 0
    this.searched = 0
  }

  private takeBlock(): void {
    const { held } = this
    const cut = this.lastCut()
    if (cut > 0) {
      this.take(held, cut)
      held.drop(cut)
      this.searched = 0
      return
    }
    this.searched = Math.max(0, held.length - 2)
    if (held.capacity >= this.limit) throw new PieceTooLongError(held.length, this.limit)
    held.grow(2 * held.capacity)
  }

  /** The last place to divide what is held, 0 if there is none. */
  private lastCut(): number {
    const { specials, searched } = this
    const { units, length } = this.held
    let cut = lastCertainCut(units, searched, length)
    while (specials !== undefined && cut > searched) {
      const open = this.openBefore(specials, cut)
      if (open === cut) return cut
      cut = lastCertainCut(units, searched, open + 1)
    }
    if (cut > searched) return cut
    return specials === undefined ? 0 : this.lastSpecialEnd(specials)
  }

  /** The end of the last special token, 0 if there is none: nothing is read across it. */
  private lastSpecialEnd(specials: SpecialMatcher): number {
    const { units, length } = this.held
    let end = 0
    for (let match = specials.find(units, 0, length); match !== undefined; ) {
      end = match.to
      match = specials.find(units, end, length)
    }
    return this.openBefore(specials, end) === end ? end : 0
  }

  /** Where a special token begins that does not end by `cut`, or may not; or `cut`. */
  private openBefore(specials: SpecialMatcher, cut: number): number {
    return specials.findOpen(this.held.units, Math.max(0, cut - specials.longest), cut, this.held.length)
  }
}
