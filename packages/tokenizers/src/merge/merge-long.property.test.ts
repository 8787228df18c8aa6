import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { naiveMerge } from '../../fuzz/oracles/naive-merge.ts'
import type { Vocabulary } from '../vocabulary/vocabulary.ts'
import { longMerger } from './merge-long.ts'
import { SHORT, shortMerger } from './merge-short.ts'
import { tokenRun, windowMerger } from './merge-window.ts'
import { pairTable } from './pair-table.ts'

/** A vocabulary whose tokens are made as those of real ones are: of two that stand side by side in some text. */
interface Trained {
  readonly vocabulary: Vocabulary
  readonly ranks: ReadonlyMap<string, number>
}

function trained(texts: readonly (readonly [string, number])[]): Trained {
  const ranks = new Map(Array.from({ length: 256 }, (_, byte) => [String.fromCharCode(byte), byte]))
  const tokens = [...ranks.keys()]
  const [left, right] = [tokens.map(() => -1), tokens.map(() => -1)]
  for (const [text, place] of texts) {
    const ids = naiveMerge(Buffer.from(text), ranks)
    if (ids.length < 2) continue
    const [first, last] = ids.slice(place % (ids.length - 1)) as [number, number]
    const token = `${tokens[first]}${tokens[last]}`
    ranks.set(token, tokens.length)
    tokens.push(token)
    left.push(first)
    right.push(last)
  }
  const vocabulary = {
    size: tokens.length,
    byteIds: Int32Array.from({ length: 256 }, (_, byte) => byte),
    left: Int32Array.from(left),
    right: Int32Array.from(right),
  }
  return { vocabulary, ranks }
}

/** Of few letters, and of runs of one: where tokens meet in every way. */
const text = fc
  .array(fc.tuple(fc.constantFrom('a', 'b', 'ab', 'c'), fc.constantFrom(1, 1, 1, 2, 5, 40)), {
    minLength: 1,
    maxLength: 30,
  })
  .map((parts) => parts.map(([letters, times]) => letters.repeat(times)).join(''))
const vocabularies = fc.array(fc.tuple(text, fc.nat()), { maxLength: 60 }).map(trained)

describe('a vocabulary of any merges', () => {
  test('windows, and long pieces in windows of any size, are merged as byte-pair encoding defines it', () => {
    const sizes = fc.constantFrom([8, 2], [16, 4], [64, 16])
    const property = fc.property(vocabularies, text, sizes, ({ vocabulary, ranks }, piece, [window, overlap]) => {
      const bytes = Buffer.from(piece)
      const expected = naiveMerge(bytes, ranks)
      const windows = windowMerger(pairTable(vocabulary), vocabulary.byteIds)
      const run = tokenRun(1)
      windows.merge(bytes, 0, bytes.length, run)
      expect(Array.from(run.ids.subarray(0, run.count))).toEqual(expected)

      const ids: number[] = []
      const take = ({ ids: some, count }: typeof run) => ids.push(...some.subarray(0, count))
      longMerger(windows, window, overlap)(bytes, 0, bytes.length, take)
      expect(ids).toEqual(expected)
    })
    fc.assert(property, { numRuns: 200 })
  })

  test('a window knows where its tokens begin', () => {
    const property = fc.property(vocabularies, text, ({ vocabulary, ranks }, piece) => {
      const bytes = Buffer.from(`xx${piece}`)
      const run = tokenRun(1)
      windowMerger(pairTable(vocabulary), vocabulary.byteIds).merge(bytes, 2, bytes.length, run)
      const starts = [...run.starts.subarray(0, run.count), piece.length]
      const tokens = starts.slice(1).map((end, index) => piece.slice(starts[index], end))
      expect(tokens.map((token) => ranks.get(token))).toEqual(Array.from(run.ids.subarray(0, run.count)))
    })
    fc.assert(property, { numRuns: 100 })
  })

  test('short pieces', () => {
    const property = fc.property(vocabularies, text, ({ vocabulary, ranks }, piece) => {
      const bytes = Buffer.from(piece).subarray(0, SHORT)
      const ids = Int32Array.from(bytes, (byte) => vocabulary.byteIds[byte] as number)
      const count = shortMerger(pairTable(vocabulary))(ids, ids.length)
      expect(Array.from(ids.subarray(0, count))).toEqual(naiveMerge(bytes, ranks))
    })
    fc.assert(property, { numRuns: 200 })
  })
})

test('longMerger gives a text of any length in the memory of one window', () => {
  const { vocabulary } = trained([
    ['aa', 0],
    ['aaaa', 0],
    ['ab', 0],
  ])
  const merge = longMerger(windowMerger(pairTable(vocabulary), vocabulary.byteIds), 64, 8)
  const bytes = Buffer.from('aab'.repeat(100_000))
  let count = 0
  let longest = 0
  merge(bytes, 0, bytes.length, (run) => {
    count += run.count
    longest = Math.max(longest, run.ids.length)
  })
  expect(count).toBe(200_000)
  expect(longest).toBe(64)
})
