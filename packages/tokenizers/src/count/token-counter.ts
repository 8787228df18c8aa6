import { borderHash, type CharacterBorders, hasBit, isDivisible, partKey } from '../merge/character-borders.ts'
import { type PieceMerger, pieceMerger } from '../merge/piece-merger.ts'
import type { Splitter } from '../split/splitter.ts'
import type { UnitText } from '../text/unit-text.ts'
import type { Vocabulary } from '../vocabulary/vocabulary.ts'
import { FIRST_BIT, gathered, letters, longWordLength, NOT_ASCII, WINDOW } from './ascii-word.ts'
import {
  HIGH,
  keyHash,
  LONGEST_REMEMBERED,
  LOW,
  MASKS,
  OF_UNITS,
  PieceCache,
  peek,
  slotOf,
  UNIT_KEY,
} from './piece-cache.ts'

const APOSTROPHE = 0x27
/** Places to divide a piece that are looked for at once. */
const CUTS = 1024

/** Counts and lists the tokens of ordinary text. */
export class TokenCounter {
  private readonly splitter: Splitter
  private readonly merger: PieceMerger
  private readonly cache: PieceCache
  private readonly cuts = new Int32Array(CUTS)

  constructor(vocabulary: Vocabulary, splitter: Splitter) {
    this.splitter = splitter
    this.merger = pieceMerger(vocabulary)
    this.cache = new PieceCache(this.merger)
  }

  /**
   * Tokens of the text from `from` to `end`, word by word: `lettersOf` and `peek` say in words what is written out here
   * for short ASCII.
   */
  // biome-ignore lint/complexity/noExcessiveCognitiveComplexity: a call for each of a dozen steps takes as long as they do
  count(text: UnitText, from: number, end: number): number {
    const { units, view } = text
    const { slots } = this.cache
    const { pieceEnd, words } = this.splitter
    const { leads, endsBeforeCapital, takesContraction } = words
    let tokens = 0
    let at = from
    while (at < end) {
      const first = view.getInt32(2 * at, true)
      const second = view.getInt32(2 * at + 4, true)
      const third = view.getInt32(2 * at + 8, true)
      const fourth = view.getInt32(2 * at + 12, true)
      let length = 0
      let found = 0
      if (((first | second | third | fourth) & NOT_ASCII) !== 0) {
        length = pieceEnd(units, at, end) - at
        if (length <= 2) found = peek(slots, first & (MASKS[8 * length] as number), 0, length | OF_UNITS)
      } else {
        let low = ((first | (first >>> 8)) & 0xffff) | ((second | (second >>> 8)) << 16)
        let high = ((third | (third >>> 8)) & 0xffff) | ((fourth | (fourth >>> 8)) << 16)
        const lowLetters = letters(low)
        const highLetters = letters(high)
        const others = gathered(~lowLetters) | (gathered(~highLetters) << 4)
        const lead = leads[low & 0x7f] as number
        let stops = others & ~lead
        if (endsBeforeCapital) {
          const capitals = gathered(lowLetters & ~(low << 2)) | (gathered(highLetters & ~(high << 2)) << 4)
          stops |= capitals & (~(capitals | others) << 1)
        }
        length = FIRST_BIT[stops] as number
        if (length === WINDOW) length = longWordLength(view, at, words)
        else if (length <= lead || (takesContraction && units[at + length] === APOSTROPHE)) length = 0
        if (length === 0) length = pieceEnd(units, at, end) - at
        if (length <= WINDOW) {
          low &= LOW[length] as number
          high &= HIGH[length] as number
          const slot = slotOf(keyHash(low, high, length))
          const filled = slots[slot + 2] as number
          if (slots[slot] === low && slots[slot + 1] === high && filled >>> 8 === length) found = filled & 0xff
        }
      }
      tokens += found > 0 ? found : this.countPiece(text, at, at + length)
      at += length
    }
    return tokens
  }

  /** Adds the tokens of the text from `from` to `end` to `ids`. */
  encode(text: UnitText, from: number, end: number, ids: number[]): void {
    let at = from
    while (at < end) {
      const to = this.splitter.pieceEnd(text.units, at, end)
      if (to - at > LONGEST_REMEMBERED) this.encodeLong(text.units, at, to, ids)
      else this.cache.encode(text, at, to, ids)
      at = to
    }
  }

  private encodeLong(units: Uint16Array, from: number, to: number, ids: number[]): void {
    this.merger.mergeLong(units, from, to, ({ ids: tokens, count }) => {
      for (let token = 0; token < count; token++) ids.push(tokens[token] as number)
    })
  }

  private countPiece(text: UnitText, from: number, to: number): number {
    if (to - from <= 2 || !isDivisible(text.units[to - 1] as number)) return this.countWhole(text, from, to)
    const borders = this.merger.borders(to - from)
    return borders === undefined ? this.countWhole(text, from, to) : this.countDivided(text, from, to, borders)
  }

  /** Counts a piece between the borders of tokens that are certain: Chinese without spaces becomes words. */
  private countDivided(text: UnitText, from: number, to: number, borders: CharacterBorders): number {
    const { cuts } = this
    let tokens = 0
    let start = from
    while (start < to) {
      const stop = Math.min(to, start + CUTS)
      let parts = this.findCuts(text.units, start, stop, borders)
      if (stop === to) cuts[parts++] = to
      else if (parts === 0) return tokens + this.countWhole(text, start, to)
      tokens += this.countParts(text, start, parts)
      start = cuts[parts - 1] as number
    }
    return tokens
  }

  /** Writes the certain borders between `from` and `to` to `cuts`. */
  private findCuts(units: Uint16Array, from: number, to: number, { joined, parted }: CharacterBorders): number {
    const { cuts } = this
    let found = 0
    let before = units[from] as number
    for (let at = from + 1; at < to; at++) {
      const after = units[at] as number
      // Without a branch: whether there is a border cannot be foreseen.
      cuts[found] = at
      found += 1 - (hasBit(joined, borderHash(before, after)) | hasBit(parted, partKey(before, after)))
      before = after
    }
    return found
  }

  /** Tokens of the parts that end at the first so many of `cuts`. */
  private countParts(text: UnitText, from: number, parts: number): number {
    const { view } = text
    const { cuts } = this
    const { slots } = this.cache
    let tokens = 0
    let start = from
    for (let part = 0; part < parts; part++) {
      const end = cuts[part] as number
      const length = end - start
      let found = 0
      if (length <= UNIT_KEY) {
        const low = view.getInt32(2 * start, true) & (MASKS[8 * length] as number)
        const high = view.getInt32(2 * start + 4, true) & (MASKS[8 * length + 1] as number)
        found = peek(slots, low, high, length | OF_UNITS)
      }
      tokens += found > 0 ? found : this.countWhole(text, start, end)
      start = end
    }
    return tokens
  }

  private countWhole(text: UnitText, from: number, to: number): number {
    return to - from > LONGEST_REMEMBERED ? this.countLong(text.units, from, to) : this.cache.count(text, from, to)
  }

  private countLong(units: Uint16Array, from: number, to: number): number {
    let tokens = 0
    this.merger.mergeLong(units, from, to, ({ count }) => {
      tokens += count
    })
    return tokens
  }
}
