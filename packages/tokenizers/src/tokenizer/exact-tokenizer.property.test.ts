import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { encodings } from '../encodings/encodings.ts'
import { loadTokenizer } from '../load-tokenizer.ts'
import { composeText } from '../testing/compose-text.ts'
import { trickyText } from '../testing/tricky-text.ts'
import { tokenizerIds } from '../tokenizer-ids.ts'

/** Any string of UTF-16 units: `binary` gives whole characters, so lone surrogates are put between them. */
const anyText = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.integer({ min: 0xd800, max: 0xdfff }).map((unit) => String.fromCharCode(unit)),
    ),
  )
  .map((parts) => parts.join(''))

describe.each(tokenizerIds)('%s', async (id) => {
  const tokenizer = await loadTokenizer(id)
  const { specials, normalization } = await encodings[id]()
  const names = Object.keys(specials)

  /** Text with special tokens of this very encoding, whole and in parts. */
  const specialText = fc
    .array(
      fc.oneof(
        { weight: 2, arbitrary: fc.constantFrom(...names) },
        {
          weight: 1,
          arbitrary: fc
            .tuple(fc.constantFrom(...names), fc.nat(9), fc.nat(9))
            .map(([name, from, less]) => name.slice(from, name.length - less)),
        },
        { weight: 2, arbitrary: trickyText },
      ),
      { maxLength: 6 },
    )
    .map((parts) => parts.join(''))
  const someText = fc.oneof(anyText, trickyText, specialText)

  /** Normalised as Unicode 16 has it: the host may know characters that it does not. */
  function readable(text: string): string {
    const wellFormed = Buffer.from(text).toString()
    return normalization === 'NFC' ? composeText(wellFormed) : wellFormed
  }

  test('decode(encode(text)) is the text', () => {
    const property = fc.property(someText, (text) => {
      expect(tokenizer.decode(tokenizer.encode(text))).toBe(readable(text))
    })
    fc.assert(property, { numRuns: 400 })
  })

  test('count and pieces agree with encode', () => {
    const property = fc.property(someText, fc.constantFrom('ordinary', 'all'), (text, value) => {
      const options = { specials: value } as const
      const ids = tokenizer.encode(text, options)
      const pieces = tokenizer.pieces(text, options)
      expect(tokenizer.count(text, options)).toBe(ids.length)
      expect(pieces.map((piece) => piece.id)).toEqual(ids)
      const bytes = pieces.map((piece) => ('hex' in piece ? Buffer.from(piece.hex, 'hex') : Buffer.from(piece.text)))
      expect(Buffer.concat(bytes).toString()).toBe(tokenizer.decode(ids))
    })
    fc.assert(property, { numRuns: 400 })
  })

  test('text can never inject a special token, unless it is asked to', () => {
    const ids = new Set(Object.values(specials))
    const property = fc.property(someText, fc.constantFrom(...names), (text, name) => {
      expect(tokenizer.encode(name + text).filter((token) => ids.has(token))).toEqual([])
      expect(tokenizer.encode(name + text, { specials: 'all' })[0]).toBe(specials[name])
    })
    fc.assert(property, { numRuns: 300 })
  })
})
