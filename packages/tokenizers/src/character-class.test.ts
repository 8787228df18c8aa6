import { Tiktoken } from 'tiktoken/lite'
import { describe, expect, test } from 'vitest'
import { characterClass, characterClasses } from './character-class.ts'

function unitsOf(value: number): string[] {
  const units = Array.from({ length: 0x10000 }, (_, unit) => unit)
  return units.filter((unit) => characterClasses[unit] === value).map((unit) => String.fromCharCode(unit))
}

/** The characters that the engine's own Unicode tables put in a class of its regex: it drops what does not match. */
function matchedByEngine(characters: readonly string[], pattern: string): string {
  const bytes = Array.from({ length: 256 }, (_, byte) => Buffer.of(byte).toString('base64'))
  const engine = new Tiktoken(`! 0 ${bytes.join(' ')}`, {}, pattern)
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(
    engine.decode(engine.encode_ordinary(characters.join(''))),
  )
  engine.free()
  return text
}

describe('character classes hold in the tables of the engine and of this host', () => {
  const { letter, digit, punctuation, slash, apostrophe, space, newline } = characterClass
  test.each([
    ['letter', letter, '\\p{L}', /^\p{L}+$/u],
    ['digit', digit, '[0-9]', /^[0-9]+$/],
    ['punctuation', punctuation, '[^\\s\\p{L}\\p{N}\\p{M}]', /^[^\s\p{L}\p{N}\p{M}]+$/u],
    ['slash', slash, '/', /^\/$/],
    ['apostrophe', apostrophe, "'", /^'$/],
    ['space', space, '[^\\S\\r\\n]', /^[^\P{White_Space}\r\n]+$/u],
    ['newline', newline, '[\\r\\n]', /^[\r\n]+$/],
  ] as const)('%s', (_, value, enginePattern, hostPattern) => {
    const characters = unitsOf(value)
    expect(characters.join('')).toMatch(hostPattern)
    expect(matchedByEngine(characters, enginePattern)).toBe(characters.join(''))
  })

  test('white space is complete, also beyond the first plane', () => {
    const points = Array.from({ length: 0x110000 }, (_, point) => point).filter(
      (point) => point < 0xd800 || point > 0xdfff,
    )
    const spaces = Array.from(
      matchedByEngine(
        points.map((point) => String.fromCodePoint(point)),
        '\\s',
      ),
    )
    expect(spaces.sort()).toEqual([...unitsOf(space), ...unitsOf(newline)].sort())
  })
})
