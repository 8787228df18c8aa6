import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { TokenCounter } from '../count/token-counter.ts'
import { encodings } from '../encodings/encodings.ts'
import { loadTokenizer } from '../load-tokenizer.ts'
import { splitters } from '../split/splitters.ts'
import { trickyText } from '../testing/tricky-text.ts'
import { tokenizerIds } from '../tokenizer-ids.ts'
import { readVocabulary } from '../vocabulary/read-vocabulary.ts'
import { BlockReader } from './block-reader.ts'
import { readBlock } from './read-block.ts'
import { specialMatcher } from './special-matcher.ts'

describe.each(tokenizerIds)('%s', async (id) => {
  const { specials, vocabulary, pattern, normalization } = await encodings[id]()
  const tokenizer = await loadTokenizer(id)
  const counter = new TokenCounter(
    await readVocabulary((await vocabulary.load()).default, vocabulary),
    splitters[pattern](),
  )
  const matcher = specialMatcher(specials)
  const names = fc.constantFrom(...Object.keys(specials))
  const part = fc.oneof(
    { weight: 4, arbitrary: trickyText },
    { weight: 2, arbitrary: names },
    { weight: 1, arbitrary: fc.tuple(names, fc.nat(9)).map(([name, less]) => name.slice(0, -1 - less)) },
    { weight: 1, arbitrary: fc.tuple(names, fc.nat(9)).map(([name, less]) => name.slice(1 + less)) },
    {
      weight: 2,
      arbitrary: fc.constantFrom(' the', '. ', '\nfoo', 'e\u0301', '>\u0338 ', ' \u0338', '中，', '<', '<｜'),
    },
  )

  test('any parts, in blocks of any size, have the ids of the whole', () => {
    const property = fc.property(
      fc.array(part, { maxLength: 8 }),
      fc.constantFrom(1, 2, 7, 8, 64),
      fc.constantFrom('ordinary', 'all'),
      (parts, block, mode) => {
        const ids: number[] = []
        const reading = { specials: mode === 'all' ? matcher : undefined, composes: normalization === 'NFC' }
        const sink = {
          ordinary: (...[text, from, to]: Parameters<typeof counter.count>) => counter.encode(text, from, to, ids),
          special: (special: number) => ids.push(special),
        }
        const reader = new BlockReader(reading.specials, (text, to) => readBlock(text, to, reading, sink), block)
        for (const text of parts) reader.push(text)
        reader.end()
        expect(ids).toEqual(tokenizer.encode(parts.join(''), { specials: mode }))
      },
    )
    fc.assert(property, { numRuns: 300 })
  })
})
