import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { naiveMerge, ranksOf } from '../../fuzz/oracles/naive-merge.ts'
import { encodings } from '../encodings/encodings.ts'
import { SENTINEL } from '../split/splitter.ts'
import { trickyText } from '../testing/tricky-text.ts'
import { readVocabulary } from '../vocabulary/read-vocabulary.ts'
import { tokenBytes } from '../vocabulary/token-bytes.ts'
import { type PieceMerger, pieceMerger } from './piece-merger.ts'

const unitsOf = (text: string): Uint16Array =>
  Uint16Array.from({ length: text.length + 1 }, (_, at) => (at < text.length ? text.charCodeAt(at) : SENTINEL))

function merged({ merge }: PieceMerger, text: string): number[] {
  const { ids, count } = merge(unitsOf(text), 0, text.length)
  return Array.from(ids.subarray(0, count))
}

function mergedLong({ mergeLong }: PieceMerger, text: string): number[] {
  const all: number[] = []
  mergeLong(unitsOf(text), 0, text.length, ({ ids, count }) => all.push(...ids.subarray(0, count)))
  return all
}

describe.each(['qwen', 'o200k_base', 'cl100k_base', 'p50k_base', 'deepseek_v4'] as const)('%s', async (id) => {
  const { vocabulary: source } = await encodings[id]()
  const vocabulary = await readVocabulary((await source.load()).default, source)
  const { bytes, offsets } = tokenBytes(vocabulary)
  const tokens = Array.from({ length: vocabulary.size }, (_, token) => {
    const its = bytes.subarray(offsets[token], offsets[token + 1])
    return its.length > 0 ? its : undefined
  })
  const ranks = ranksOf(tokens)
  const merger = pieceMerger(vocabulary)
  const naive = (text: string) => naiveMerge(Buffer.from(text), ranks)

  /** Tokens side by side and cut through, and characters that few tokens have, beside the tricky ones. */
  const someTokens = fc
    .array(fc.nat(vocabulary.size - 1), { minLength: 1, maxLength: 4 })
    .map((ids) => Buffer.concat(ids.map((token) => tokens[token] ?? Buffer.of())).toString())
  const someHan = fc
    .array(fc.oneof(fc.integer({ min: 0x3000, max: 0xa0ff }), fc.integer({ min: 0x4e00, max: 0x9fff })), {
      minLength: 1,
      maxLength: 12,
    })
    .map((points) => String.fromCodePoint(...points))
  const part = fc.oneof(
    { weight: 3, arbitrary: someTokens },
    { weight: 2, arbitrary: someHan },
    { weight: 2, arbitrary: trickyText },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', minLength: 1, maxLength: 8 }) },
  )
  const text = fc
    .array(part, { minLength: 1, maxLength: 6 })
    .map((parts) => parts.join(''))
    .filter((whole) => whole.length > 0)

  test('a piece is merged as byte-pair encoding defines it', () => {
    const property = fc.property(text, fc.nat(60), (whole, from) => {
      const piece = whole.slice(from % whole.length).slice(0, 85)
      expect(merged(merger, piece)).toEqual(naive(piece))
    })
    fc.assert(property, { numRuns: 300 })
  })

  test('a long one too', () => {
    const property = fc.property(text, fc.integer({ min: 1, max: 40 }), (whole, times) => {
      const long = whole.repeat(times).slice(0, 1_200)
      expect(mergedLong(merger, long)).toEqual(naive(long))
    })
    fc.assert(property, { numRuns: 10 })
  })

  test.each(['a', ' ', '=', '中', '😀', '\ud800'])('a run of %j', (unit) => {
    const run = unit.repeat(2_400 / unit.length)
    expect(mergedLong(merger, run)).toEqual(naive(run))
    expect(merged(merger, run.slice(0, 85))).toEqual(naive(run.slice(0, 85)))
  })
})
