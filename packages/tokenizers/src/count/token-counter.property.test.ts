import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { SplitPattern } from '../encodings/encoding-definition.ts'
import { encodings } from '../encodings/encodings.ts'
import { splitters } from '../split/splitters.ts'
import { trickyText } from '../testing/tricky-text.ts'
import { endingAt, UnitBuffer } from '../text/unit-text.ts'
import { readVocabulary } from '../vocabulary/read-vocabulary.ts'
import { tokenBytes } from '../vocabulary/token-bytes.ts'
import type { Vocabulary } from '../vocabulary/vocabulary.ts'
import { TokenCounter } from './token-counter.ts'

/** Words as they are written, of each length that is looked at together, and what makes them end. */
const words = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        'the',
        'The',
        'THE',
        'camelCase',
        'HTTPServer',
        'internationalization',
        'DONT',
        'iOS',
        'abcdefgH',
      ),
      fc.constantFrom(' ', '  ', '\t', '\n', '\r\n', '.', ',', '/', '-', '_', '(', '"', '0', '123', '1234'),
      fc.constantFrom("'", "'s", "'S", "'ll", "'LL", "'re", "don't", "DON'T", "'ſ", "''t", " 's"),
      fc.constantFrom('é', 'É', 'ǅ', '中', '中文', 'か', '\u0301', '😀', '\ud800', '\u00a0'),
      fc.string({ unit: fc.constantFrom('a', 'e', 'z', 'A', 'Z', '@', '[', '`', '{', '\0', '\x7f'), maxLength: 18 }),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''))

/** What is counted, and the tokens that are listed, of a part of a text. */
function bothOf(counter: TokenCounter, text: string, from: number, to: number): { counted: number; listed: number[] } {
  const held = new UnitBuffer(text.length)
  held.append(text)
  return endingAt(held, to, () => {
    const listed: number[] = []
    counter.encode(held, from, to, listed)
    return { counted: counter.count(held, from, to), listed }
  })
}

describe.each(['qwen', 'o200k_base', 'cl100k_base', 'p50k_base', 'deepseek_v4'] as const)('%s', async (id) => {
  const { vocabulary: source, pattern } = await encodings[id]()
  const vocabulary = await readVocabulary((await source.load()).default, source)
  const { bytes, offsets } = tokenBytes(vocabulary)
  const counter = new TokenCounter(vocabulary, splitters[pattern]())

  /** Tokens without spaces or borders of words: Chinese and Japanese. */
  const decoder = new TextDecoder()
  const han = Array.from({ length: vocabulary.size }, (_, token) =>
    decoder.decode(bytes.subarray(offsets[token], offsets[token + 1])),
  ).filter((token) => /[\u3040-\u9fff]/.test(token))
  const chinese = fc
    .array(
      fc.oneof(
        { weight: 4, arbitrary: fc.constantFrom(...han) },
        { weight: 2, arbitrary: fc.integer({ min: 0x3000, max: 0xa0ff }).map((point) => String.fromCodePoint(point)) },
        { weight: 1, arbitrary: fc.constantFrom('a', ' ', '，', '1', '\u3099', '\ufffd', '가', 'é') },
      ),
      { maxLength: 20 },
    )
    .map((parts) => parts.join(''))

  test.each([
    ['words', words],
    ['Chinese', chinese],
    ['anything', trickyText],
  ])('counts as many tokens as it lists: %s', (_, text) => {
    const property = fc.property(text, fc.nat(3), fc.nat(3), (whole, from, less) => {
      const to = whole.length - less
      if (from > to) return
      const { counted, listed } = bothOf(counter, whole, from, to)
      expect(counted).toBe(listed.length)
    })
    fc.assert(property, { numRuns: 500 })
  })

  test('what it remembers changes nothing', () => {
    const property = fc.property(fc.oneof(words, chinese, trickyText), (text) => {
      const fresh = bothOf(counter, text, 0, text.length)
      expect(bothOf(counter, text, 0, text.length)).toEqual(fresh)
      expect(bothOf(counter, `${text} `, 0, text.length)).toEqual(fresh)
    })
    fc.assert(property, { numRuns: 200 })
  })
})

test('more pieces than it remembers are counted too', () => {
  const counter = new TokenCounter(vocabularyOfPairs(), splitters.o200k())
  const text = Array.from({ length: 80_000 }, (_, at) => ` ${at.toString(26)}w`).join('')
  const { counted, listed } = bothOf(counter, text, 0, text.length)
  expect(counted).toBe(listed.length)
  expect(bothOf(counter, text, 0, text.length)).toEqual({ counted, listed })
})

/** Of single bytes and of every two ASCII characters: where a text is divided shows in how many tokens it has. */
function vocabularyOfPairs(): Vocabulary {
  const none = Array.from({ length: 256 }, () => -1)
  const ascii = Array.from({ length: 128 }, (_, byte) => byte)
  return {
    size: 256 + 128 * 128,
    byteIds: Int32Array.from(none.keys()),
    left: Int32Array.from([...none, ...ascii.flatMap((first) => ascii.map(() => first))]),
    right: Int32Array.from([...none, ...ascii.flatMap(() => ascii)]),
  }
}

test.each(Object.keys(splitters) as SplitPattern[])('%s: words end where the pattern ends them', (pattern) => {
  const counter = new TokenCounter(vocabularyOfPairs(), splitters[pattern]())
  const property = fc.property(words, fc.nat(3), (text, from) => {
    const { counted, listed } = bothOf(counter, text, Math.min(from, text.length), text.length)
    expect(counted).toBe(listed.length)
  })
  fc.assert(property, { numRuns: 1_000 })
})
