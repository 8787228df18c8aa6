import type { Tokenizer } from '@ratecard/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { loadTokenizer } from './load-tokenizer.ts'
import { trickyText } from './testing/tricky-text.ts'
import { tokenizerIds } from './tokenizer-ids.ts'

const tokenizers = await Promise.all(tokenizerIds.map((id) => loadTokenizer(id)))

/** Any string of UTF-16 units: `binary` gives whole characters, so lone surrogates are put between them. */
const anyText = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.integer({ min: 0xd800, max: 0xdfff }).map((unit) => String.fromCharCode(unit)),
    ),
  )
  .map((parts) => parts.join(''))

function readable(text: string, tokenizer: Tokenizer): string {
  const wellFormed = Buffer.from(text).toString()
  return tokenizer.id === 'qwen' ? wellFormed.normalize('NFC') : wellFormed
}

describe('laws of a tokenizer', () => {
  test.each(tokenizers)('$id: decode(encode(text)) is the text', (tokenizer) => {
    const property = fc.property(fc.oneof(anyText, trickyText), (text) => {
      expect(tokenizer.decode(tokenizer.encode(text))).toBe(readable(text, tokenizer))
    })
    fc.assert(property, { numRuns: 2_000 })
  })

  test.each(tokenizers)('$id: count and pieces agree with encode', (tokenizer) => {
    const specials = fc.constantFrom('ordinary', 'all')
    const property = fc.property(fc.oneof(anyText, trickyText), specials, (text, value) => {
      const options = { specials: value } as const
      const ids = tokenizer.encode(text, options)
      const pieces = tokenizer.pieces(text, options)
      expect(tokenizer.count(text, options)).toBe(ids.length)
      expect(pieces.map((piece) => piece.id)).toEqual(ids)
      const bytes = pieces.map((piece) => ('hex' in piece ? Buffer.from(piece.hex, 'hex') : Buffer.from(piece.text)))
      expect(Buffer.concat(bytes).toString()).toBe(tokenizer.decode(ids))
    })
    fc.assert(property, { numRuns: 500 })
  })

  test.each(tokenizers)('$id: text can never inject a special token', (tokenizer) => {
    const largest = tokenizer.encode('<|endoftext|>', { specials: 'all' })[0] as number
    const property = fc.property(trickyText, (text) => {
      expect(tokenizer.encode(text).every((id) => id < largest)).toBe(true)
    })
    fc.assert(property, { numRuns: 500 })
  })
})
