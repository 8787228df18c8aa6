import fc from 'fast-check'
import { expect, test } from 'vitest'
import { loadTokenizer } from '../load-tokenizer.ts'
import { trickyText } from '../testing/tricky-text.ts'
import { tokenizerIds } from '../tokenizer-ids.ts'
import { lastCertainCut } from './certain-cut.ts'

/** What stands at cuts, and what must not. */
const beside = [
  ' ',
  '\t',
  '\n',
  '\r\n',
  '.',
  ',',
  "'s",
  "'",
  '/',
  '<',
  '=',
  '_',
  'a',
  'B',
  'the',
  '7',
  '中',
  'か',
  '，',
  '。',
]
const text = fc
  .array(fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...beside) }, { weight: 1, arbitrary: trickyText }), {
    maxLength: 12,
  })
  .map((parts) => parts.join(''))

test.each(tokenizerIds)('%s: at every certain cut, the tokens of the parts are those of the whole', async (id) => {
  const tokenizer = await loadTokenizer(id)
  const property = fc.property(text, (whole) => {
    const units = Uint16Array.from({ length: whole.length }, (_, at) => whole.charCodeAt(at))
    const ids = tokenizer.encode(whole)
    for (let cut = lastCertainCut(units, 0, whole.length); cut > 0; cut = lastCertainCut(units, 0, cut)) {
      const parts = [whole.slice(0, cut), whole.slice(cut)]
      expect(parts.flatMap((part) => tokenizer.encode(part))).toEqual(ids)
    }
  })
  fc.assert(property, { numRuns: 300 })
})
