import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { composeText } from '../testing/compose-text.ts'
import { canonicalMappings } from './canonical-mappings.ts'
import { COMPOSING, characterClasses } from './character-classes.ts'

// The host's own NFC is the reference: it knows every character of Unicode 16, and no newer one is generated.
const { decompositions } = canonicalMappings()
const composing = Array.from(characterClasses().keys()).filter(
  (code) => (characterClasses()[code] as number) >= COMPOSING,
)
const related = [...new Set([...decompositions.keys(), ...composing, ...[...decompositions.values()].flat()])]

const codePoint = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...related) },
  { weight: 2, arbitrary: fc.constantFrom(...composing) },
  { weight: 2, arbitrary: fc.integer({ min: 0x300, max: 0x345 }) },
  { weight: 2, arbitrary: fc.integer({ min: 0x1100, max: 0x11ff }) },
  { weight: 1, arbitrary: fc.integer({ min: 0xac00, max: 0xd7a3 }) },
  { weight: 2, arbitrary: fc.constantFrom(...Array.from('aeiouAEIOUdsgn ,1中か', (letter) => letter.charCodeAt(0))) },
)
const text = fc.array(codePoint, { maxLength: 12 }).map((codes) => String.fromCodePoint(...codes))

describe('NFC of characters that Unicode 16 assigns', () => {
  test('every character alone', () => {
    const wrong = related.filter((code) => {
      const character = String.fromCodePoint(code)
      return (
        composeText(character) !== character.normalize() || composeText(decomposed(character)) !== character.normalize()
      )
    })
    expect(wrong).toEqual([])
  })

  test('the form is that of the host', () => {
    const property = fc.property(text, (value) => {
      expect(composeText(value)).toBe(value.normalize('NFC'))
      expect(composeText(decomposed(value))).toBe(value.normalize('NFC'))
    })
    fc.assert(property, { numRuns: 20_000 })
  })
})

function decomposed(value: string): string {
  return value.normalize('NFD')
}
