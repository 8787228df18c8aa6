import { widthAt } from '../split/character-runs.ts'
import type { Vocabulary } from '../vocabulary/vocabulary.ts'
import { type CharacterBorders, characterBorders, hasBit, partKey } from './character-borders.ts'
import { longMerger } from './merge-long.ts'
import { SHORT, shortMerger } from './merge-short.ts'
import { type TokenRun, tokenRun, windowMerger } from './merge-window.ts'
import { pairTable } from './pair-table.ts'
import { BYTES_PER_UNIT, writeUtf8 } from './utf8.ts'

/** UTF-16 units that are merged the long way before it pays to look through all tokens for a shorter one. */
const FEW = 1024
/** UTF-16 units that {@link PieceMerger.merge} is given at most. */
const PIECE = 128

/** Merges the bytes of a piece, given as UTF-16, into its tokens. */
export interface PieceMerger {
  /** The tokens of a piece of at most 128 units: a run that the next call writes to. */
  merge(units: Uint16Array, from: number, to: number): TokenRun
  /** Gives the tokens of a piece of any length to `take`, part by part: a run that must not be kept. */
  mergeLong(units: Uint16Array, from: number, to: number, take: (run: TokenRun) => void): void
  /** What the tokens of the vocabulary join, by character; `undefined` until enough units were asked for. */
  borders(units: number): CharacterBorders | undefined
}

export function pieceMerger(vocabulary: Vocabulary): PieceMerger {
  const { byteIds } = vocabulary
  const pairs = pairTable(vocabulary)
  const mergeShort = shortMerger(pairs)
  const windows = windowMerger(pairs, byteIds)
  const mergeBytes = longMerger(windows)
  const bytes = new Uint8Array(BYTES_PER_UNIT * PIECE)
  const run = tokenRun(BYTES_PER_UNIT * PIECE)
  let known: CharacterBorders | undefined
  let asked = 0

  function borders(units: number): CharacterBorders | undefined {
    if (known !== undefined) return known
    asked += units
    if (asked >= FEW) known = characterBorders(vocabulary)
    return known
  }

  /** Writes the tokens that merging begins with: of whole characters where it may, else of bytes. */
  function begin(units: Uint16Array, from: number, to: number): number {
    const { ids } = run
    let count = 0
    let at = from
    while (at < to) {
      const unit = units[at] as number
      const id = unit < 0x80 ? (byteIds[unit] as number) : wholeId(units, from, at, to)
      if (id >= 0) {
        ids[count++] = id
        at++
      } else {
        const end = at + 1 < to ? at + widthAt(units, at) : to
        count = addBytes(units, at, end, count)
        at = end
      }
    }
    return count
  }

  function addBytes(units: Uint16Array, from: number, to: number, count: number): number {
    const length = writeUtf8(units, from, to, bytes)
    for (let at = 0; at < length; at++) run.ids[count + at] = byteIds[bytes[at] as number] as number
    return count + length
  }

  /** The token of a whole character that merging may begin with, or -1. */
  function wholeId(units: Uint16Array, from: number, at: number, to: number): number {
    const known = borders(1)
    if (known === undefined) return -1
    const { ids, parted } = known
    const unit = units[at] as number
    const before = at > from ? hasBit(parted, partKey(units[at - 1] as number, unit)) : 0
    const after = at + 1 < to ? hasBit(parted, partKey(unit, units[at + 1] as number)) : 0
    return (before | after) === 0 ? (ids[unit] as number) : -1
  }

  function merge(units: Uint16Array, from: number, to: number): TokenRun {
    run.count = begin(units, from, to)
    if (run.count <= SHORT) run.count = mergeShort(run.ids, run.count)
    else windows.merge(bytes, 0, writeUtf8(units, from, to, bytes), run)
    return run
  }

  function mergeLong(units: Uint16Array, from: number, to: number, take: (run: TokenRun) => void): void {
    const long = new Uint8Array(BYTES_PER_UNIT * (to - from))
    mergeBytes(long, 0, writeUtf8(units, from, to, long), take)
  }

  return { merge, mergeLong, borders }
}
