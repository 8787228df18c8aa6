import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { SplitPattern } from '../encodings/encoding-definition.ts'
import { trickyText } from '../testing/tricky-text.ts'
import { lastCertainCut } from '../text/certain-cut.ts'
import { characterClasses, LETTER, LOWER, NUMBER, SPACE, SYMBOL, UPPER } from '../unicode/character-classes.ts'
import { SENTINEL, type Splitter } from './splitter.ts'
import { splitters } from './splitters.ts'

/** An expression as docs/encodings.md has it, with Unicode's white space for `\s` and cases spelt out for `(?i:…)`. */
function expression(pattern: string): RegExp {
  const anyCase = "'[sSſ]|'[tT]|'[rR][eE]|'[vV][eE]|'[mM]|'[lL][lL]|'[dD]"
  const spelt = pattern
    .replaceAll("(?i:'s|'t|'re|'ve|'m|'ll|'d)", `(?:${anyCase})`)
    .replaceAll('\\s', '\\p{White_Space}')
    .replaceAll('\\S', '\\P{White_Space}')
  return new RegExp(spelt, 'gu')
}

const upper = '[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]'
const lower = '[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]'
const contraction = "(?i:'s|'t|'re|'ve|'m|'ll|'d)"
const blanks = '\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+'

/** Each divides every piece that the one before has left. */
const expressions: Readonly<Record<SplitPattern, readonly RegExp[]>> = {
  gpt2: [expression("'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+")],
  cl100k: [
    expression(`${contraction}|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}{1,3}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|${blanks}`),
  ],
  qwen: [expression(`${contraction}|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|${blanks}`)],
  o200k: [
    expression(
      `[^\\r\\n\\p{L}\\p{N}]?${upper}*${lower}+${contraction}?|[^\\r\\n\\p{L}\\p{N}]?${upper}+${lower}*${contraction}?` +
        `|\\p{N}{1,3}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n/]*|${blanks}`,
    ),
  ],
  deepseek: [
    expression('\\p{N}{1,3}'),
    expression('[一-龥぀-ゟ゠-ヿ]+'),
    expression(
      '[!"#$%&\'()*+,\\-./:;<=>?@\\[\\\\\\]^_`{|}~][A-Za-z]+|[^\\r\\n\\p{L}\\p{P}\\p{S}]?[\\p{L}\\p{M}]+' +
        `| ?[\\p{P}\\p{S}]+[\\r\\n]*|${blanks}`,
    ),
  ],
}
const patterns = Object.keys(expressions) as SplitPattern[]

function splitByExpressions(text: string, pattern: SplitPattern): string[] {
  return expressions[pattern].reduce((pieces, each) => pieces.flatMap((piece) => splitBy(piece, each)), [text])
}

/** What an expression matches and what lies between, alike. */
function splitBy(text: string, each: RegExp): string[] {
  const borders = [...text.matchAll(each)].flatMap(({ 0: match, index }) => [index, index + match.length])
  const starts = [...new Set([0, ...borders])].filter((start) => start < text.length)
  return starts.map((start, index) => text.slice(start, starts[index + 1]))
}

function splitByHand(text: string, { pieceEnd }: Splitter): string[] {
  const units = Uint16Array.from([...unitsOf(text), SENTINEL])
  const pieces: string[] = []
  for (let at = 0; at < text.length; ) {
    const end = pieceEnd(units, at, text.length)
    pieces.push(text.slice(at, end))
    at = end
  }
  return pieces
}

const unitsOf = (text: string): number[] => Array.from({ length: text.length }, (_, at) => text.charCodeAt(at))

const properties: readonly (readonly [RegExp, number])[] = [
  [/\p{L}/u, LETTER],
  [/\p{N}/u, NUMBER],
  [/\p{White_Space}/u, SPACE],
  [/[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]/u, UPPER],
  [/[\p{Ll}\p{Lm}\p{Lo}\p{M}]/u, LOWER],
  [/[\p{P}\p{S}]/u, SYMBOL],
]

/** Whether the host's edition of Unicode puts a character in the classes that Unicode 16 does. */
function isKnown(character: string): boolean {
  const bits = characterClasses()[character.codePointAt(0) as number] as number
  return properties.every(([property, bit]) => property.test(character) === ((bits & bit) !== 0))
}

const knownText = trickyText.map((text) => Array.from(text).filter(isKnown).join(''))

/** As the reference reads it, and of the same length: a lone surrogate is U+FFFD. */
const wellFormed = (text: string): string => Buffer.from(text).toString()

describe('pieces are what the expressions match', () => {
  test.each(patterns)('%s', (pattern) => {
    const splitter = splitters[pattern]()
    const property = fc.property(knownText, (text) => {
      expect(splitByHand(text, splitter).map(wellFormed)).toEqual(splitByExpressions(wellFormed(text), pattern))
    })
    fc.assert(property, { numRuns: 2_000 })
  })
})

test.each(patterns)('%s: at a certain cut, the pieces of the parts are those of the whole', (pattern) => {
  const splitter = splitters[pattern]()
  const property = fc.property(trickyText, (text) => {
    const pieces = splitByHand(text, splitter)
    const units = Uint16Array.from(unitsOf(text))
    for (let cut = lastCertainCut(units, 0, text.length); cut > 0; cut = lastCertainCut(units, 0, cut)) {
      const parts = [text.slice(0, cut), text.slice(cut)]
      expect(parts.flatMap((part) => splitByHand(part, splitter))).toEqual(pieces)
    }
  })
  fc.assert(property, { numRuns: 1_000 })
})
