import type { TokenRun } from '../merge/merge-window.ts'
import type { PieceMerger } from '../merge/piece-merger.ts'
import type { UnitText } from '../text/unit-text.ts'
import { NOT_ASCII, packed } from './ascii-word.ts'

/** Slots of four ints: 2 MB, which holds the words of some megabytes of any text. */
const SLOT_BITS = 17
const SLOTS = 1 << SLOT_BITS
const SLOT = 4
const SHIFT = 32 - SLOT_BITS
const WRAP = (SLOT << SLOT_BITS) - 1
/** Ints for what does not fit a slot: 4 MB. */
const POOL = 1 << 20

/** Slots that a piece may be in: a text made of pieces of one hash is merged anew each time, and no search is long. */
const PROBES = 8

/** UTF-16 units of a piece that is worth remembering: few enough that its tokens, one for a byte at most, fit a byte. */
export const LONGEST_REMEMBERED = 85
/** ASCII characters of a piece that fit a key of two ints. */
const ASCII_KEY = 8
/** Units of any other piece that fit it. */
export const UNIT_KEY = 4
/** ASCII characters of a piece that are remembered as four ints, and units of any other as eight. */
const READ = 16
/** Marks the size of a piece of units, which may have the key of a piece of ASCII. */
export const OF_UNITS = 0x100

/** Masks for the first and the last four bytes of eight, by how many of them are wanted. */
export const LOW = /* @__PURE__ */ Int32Array.from([0, 0xff, 0xffff, 0xffffff, -1, -1, -1, -1, -1])
export const HIGH = /* @__PURE__ */ Int32Array.from([0, 0, 0, 0, 0, 0xff, 0xffff, 0xffffff, -1])
/** Masks for eight pairs of units, by how many units are wanted. */
export const MASKS = /* @__PURE__ */ Int32Array.from({ length: 8 * (READ + 1) }, (_, at) => {
  const units = (at >> 3) - 2 * (at & 7)
  return units <= 0 ? 0 : units === 1 ? 0xffff : -1
})

/**
 * Remembers the tokens of pieces: words come again and again. Takes 6 MB whatever the text: once half the slots or the
 * pool are used, it forgets everything. The ints of a slot:
 *
 * 0, 1. the key: up to 8 ASCII characters or 4 units; of a longer piece its hash, and the place of its text in the pool
 * 2. how many units it has, times 256, and how many tokens
 * 3. its only token, or the place of its tokens in the pool
 */
export class PieceCache {
  readonly slots = new Int32Array(SLOT << SLOT_BITS)
  private readonly pool = new Int32Array(POOL)
  /** The text of a longer piece, as it is looked for. */
  private readonly wanted = new Int32Array(LONGEST_REMEMBERED / 2 + 1)
  private used = 0
  private pooled = 0
  private readonly merger: PieceMerger

  constructor(merger: PieceMerger) {
    this.merger = merger
  }

  /** How many tokens the piece from `from` to `to` has. */
  count(text: UnitText, from: number, to: number): number {
    return (this.slots[this.find(text, from, to) + 2] as number) & 0xff
  }

  /** Adds the tokens of the piece from `from` to `to` to `ids`. */
  encode(text: UnitText, from: number, to: number, ids: number[]): void {
    const slot = this.find(text, from, to)
    const count = (this.slots[slot + 2] as number) & 0xff
    const first = this.slots[slot + 3] as number
    if (count === 1) ids.push(first)
    else for (let at = first; at < first + count; at++) ids.push(this.pool[at] as number)
  }

  /** The slot of the piece from `from` to `to`, at most {@link LONGEST_REMEMBERED} units. */
  private find(text: UnitText, from: number, to: number): number {
    const length = to - from
    if (length > READ) return this.findLongest(text, from, to)
    const { view } = text
    const mask = 8 * length
    const a = view.getInt32(2 * from, true) & (MASKS[mask] as number)
    const b = view.getInt32(2 * from + 4, true) & (MASKS[mask + 1] as number)
    const c = view.getInt32(2 * from + 8, true) & (MASKS[mask + 2] as number)
    const d = view.getInt32(2 * from + 12, true) & (MASKS[mask + 3] as number)
    if (length <= ASCII_KEY) {
      if (((a | b | c | d) & NOT_ASCII) === 0) return this.findKey(packed(a, b), packed(c, d), length, text, from, to)
      if (length <= UNIT_KEY) return this.findKey(a, b, length | OF_UNITS, text, from, to)
    }
    const e = view.getInt32(2 * from + 16, true) & (MASKS[mask + 4] as number)
    const f = view.getInt32(2 * from + 20, true) & (MASKS[mask + 5] as number)
    const g = view.getInt32(2 * from + 24, true) & (MASKS[mask + 6] as number)
    const h = view.getInt32(2 * from + 28, true) & (MASKS[mask + 7] as number)
    if (((a | b | c | d | e | f | g | h) & NOT_ASCII) === 0)
      return this.findWord(packed(a, b), packed(c, d), packed(e, f), packed(g, h), text, from, to)
    return this.findUnits(a, b, c, d, e, f, g, h, text, from, to)
  }

  /** The slot of a piece of 9 to 16 ASCII characters: as `findUnits` with half as many ints, which is 3 % faster in all. */
  private findWord(a: number, b: number, c: number, d: number, text: UnitText, from: number, to: number): number {
    const { slots, pool, wanted } = this
    const size = to - from
    const hash = mix(sumOf(a, b, c, d) + size)
    let slot = slotOf(hash)
    for (let probe = 0; probe < PROBES; probe++) {
      const filled = slots[slot + 2] as number
      if (filled === 0) break
      const key = slots[slot + 1] as number
      if (
        slots[slot] === hash &&
        filled >>> 8 === size &&
        pool[key] === a &&
        pool[key + 1] === b &&
        pool[key + 2] === c &&
        pool[key + 3] === d
      )
        return slot
      slot = (slot + SLOT) & WRAP
    }
    wanted[0] = a
    wanted[1] = b
    wanted[2] = c
    wanted[3] = d
    return this.remember(hash, 4, size, text, from, to)
  }

  /** The slot of a piece of 5 to 16 units. */
  private findUnits(
    a: number,
    b: number,
    c: number,
    d: number,
    e: number,
    f: number,
    g: number,
    h: number,
    text: UnitText,
    from: number,
    to: number,
  ): number {
    const { slots, pool, wanted } = this
    const size = (to - from) | OF_UNITS
    const left = sumOf(a, b, c, d)
    const hash = mix((left ^ (left >>> 15)) + sumOf(e, f, g, h) + size)
    let slot = slotOf(hash)
    for (let probe = 0; probe < PROBES; probe++) {
      const filled = slots[slot + 2] as number
      if (filled === 0) break
      const key = slots[slot + 1] as number
      if (
        slots[slot] === hash &&
        filled >>> 8 === size &&
        pool[key] === a &&
        pool[key + 1] === b &&
        pool[key + 2] === c &&
        pool[key + 3] === d &&
        pool[key + 4] === e &&
        pool[key + 5] === f &&
        pool[key + 6] === g &&
        pool[key + 7] === h
      )
        return slot
      slot = (slot + SLOT) & WRAP
    }
    wanted[0] = a
    wanted[1] = b
    wanted[2] = c
    wanted[3] = d
    wanted[4] = e
    wanted[5] = f
    wanted[6] = g
    wanted[7] = h
    return this.remember(hash, 8, size, text, from, to)
  }

  private findKey(low: number, high: number, size: number, text: UnitText, from: number, to: number): number {
    const { slots } = this
    const hash = keyHash(low, high, size)
    let slot = slotOf(hash)
    for (let probe = 0; probe < PROBES; probe++) {
      const filled = slots[slot + 2] as number
      if (slots[slot] === low && slots[slot + 1] === high && filled >>> 8 === size) return slot
      if (filled === 0) break
      slot = (slot + SLOT) & WRAP
    }
    const tokens = this.merger.merge(text.units, from, to)
    this.makeRoom(tokens.count)
    return this.fill(hash, low, high, size, tokens)
  }

  private findLongest(text: UnitText, from: number, to: number): number {
    const { slots, wanted } = this
    const length = to - from
    const size = length | OF_UNITS
    const ints = (length + 1) >> 1
    let hash = size
    for (let at = 0; at < ints; at++) {
      const pair = text.view.getInt32(2 * from + 4 * at, true) & (2 * at + 1 === length ? 0xffff : -1)
      wanted[at] = pair
      hash = mix(hash ^ pair)
    }
    let slot = slotOf(hash)
    for (let probe = 0; probe < PROBES; probe++) {
      const filled = slots[slot + 2] as number
      if (filled === 0) break
      if (slots[slot] === hash && filled >>> 8 === size && this.isWanted(slots[slot + 1] as number, ints)) return slot
      slot = (slot + SLOT) & WRAP
    }
    return this.remember(hash, ints, size, text, from, to)
  }

  private isWanted(key: number, ints: number): boolean {
    const { pool, wanted } = this
    let at = 0
    while (at < ints && pool[key + at] === wanted[at]) at++
    return at === ints
  }

  /** Merges a piece and remembers it by its hash, with its text, the first so many ints of `wanted`. */
  private remember(hash: number, ints: number, size: number, text: UnitText, from: number, to: number): number {
    const { pool, wanted } = this
    const tokens = this.merger.merge(text.units, from, to)
    this.makeRoom(ints + tokens.count)
    const key = this.pooled
    for (let at = 0; at < ints; at++) pool[key + at] = wanted[at] as number
    this.pooled += ints
    return this.fill(hash, hash, key, size, tokens)
  }

  /** For a piece that needs so many ints of the pool at most. */
  private makeRoom(ints: number): void {
    if (this.used < SLOTS / 2 && this.pooled + ints <= POOL) return
    this.slots.fill(0)
    this.used = 0
    this.pooled = 0
  }

  /** Fills the next free slot, or the first that the piece may be in. */
  private fill(hash: number, first: number, second: number, size: number, tokens: TokenRun): number {
    const { slots } = this
    const slot = this.freeSlot(hash)
    slots[slot] = first
    slots[slot + 1] = second
    slots[slot + 2] = (size << 8) | tokens.count
    slots[slot + 3] = tokens.count === 1 ? (tokens.ids[0] as number) : this.addToPool(tokens)
    this.used++
    return slot
  }

  private freeSlot(hash: number): number {
    let slot = slotOf(hash)
    for (let probe = 0; probe < PROBES; probe++) {
      if (this.slots[slot + 2] === 0) return slot
      slot = (slot + SLOT) & WRAP
    }
    return slotOf(hash)
  }

  private addToPool({ ids, count }: TokenRun): number {
    for (let token = 0; token < count; token++) this.pool[this.pooled++] = ids[token] as number
    return this.pooled - count
  }
}

/** Tokens of a piece by its key, if it is remembered in the first place it may be in, else 0. */
export function peek(slots: Int32Array, low: number, high: number, size: number): number {
  const slot = slotOf(keyHash(low, high, size))
  const filled = slots[slot + 2] as number
  return slots[slot] === low && slots[slot + 1] === high && filled >>> 8 === size ? filled & 0xff : 0
}

/** The first slot of a hash. */
export const slotOf = (hash: number): number => (hash >>> SHIFT) * SLOT

/** The hash of a key. */
export const keyHash = (low: number, high: number, size: number): number =>
  mix(Math.imul(low, 0x9e3779b1) + Math.imul(high, 0x85ebca6b) + size)

/** Four ints as one: each is multiplied by itself, so that they are read side by side. */
const sumOf = (a: number, b: number, c: number, d: number): number =>
  (Math.imul(a, 0x9e3779b1) + Math.imul(b, 0x85ebca6b) + Math.imul(c, 0xc2b2ae35) + Math.imul(d, 0x27d4eb2f)) | 0

const mix = (hash: number): number => Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
