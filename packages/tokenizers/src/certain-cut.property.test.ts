import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { nextCertainCut } from './certain-cut.ts'
import { referenceTokenizer } from './testing/reference-tokenizer.ts'
import { trickyText } from './testing/tricky-text.ts'
import { tokenizerIds } from './tokenizer-ids.ts'

const references = await Promise.all(tokenizerIds.map(referenceTokenizer))

function divide(text: string): string[] {
  const cuts = [0]
  for (let cut = nextCertainCut(text, 0); cut >= 0; cut = nextCertainCut(text, cut)) cuts.push(cut)
  return cuts.map((cut, index) => text.slice(cut, cuts[index + 1]))
}

describe('the tokens of the parts are the tokens of the whole', () => {
  test.each(references)('$id: divided at every certain cut', (reference) => {
    const property = fc.property(trickyText, (text) => {
      expect(divide(text).flatMap(reference.ordinary)).toEqual(reference.ordinary(text))
    })
    fc.assert(property, { numRuns: 4_000 })
  })

  test.each(references)('$id: any two characters of the first planes side by side', (reference) => {
    const point = fc.integer({ min: 0, max: 0x1ffff }).map((value) => String.fromCodePoint(value))
    const around = fc.constantFrom('a', '1', '中', '!', "'", '/', '\n', ' ', '')
    const property = fc.property(fc.array(fc.tuple(around, point), { maxLength: 12, size: 'max' }), (pairs) => {
      const text = pairs.flat().join('')
      expect(divide(text).flatMap(reference.ordinary)).toEqual(reference.ordinary(text))
    })
    fc.assert(property, { numRuns: 2_000 })
  })
})
