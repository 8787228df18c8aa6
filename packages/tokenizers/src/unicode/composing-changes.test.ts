import { describe, expect, test } from 'vitest'
import { composeText } from '../testing/compose-text.ts'
import { composingChanges } from './composing-changes.ts'

describe('composingChanges', () => {
  test.each([
    ['a mark joins its letter', 'e\u0301', '\u00e9'],
    ['two marks, in either order', 'e\u0302\u0323 e\u0323\u0302', '\u1ec7 \u1ec7'],
    ['a mark below a composed letter', '\u00e9\u0323', '\u1eb9\u0301'],
    ['a mark of the same class stands between', 'a\u0305\u0301', 'a\u0305\u0301'],
    ['Hangul jamo', '\u1112\u1161\u11ab\u1100\u116e\u11a8', '한국'],
    ['a trailing consonant after a syllable', '\uac00\u11a8 \uac01\u11a8', '\uac01 \uac01\u11a8'],
    ['kana with a voiced mark', 'か\u3099\uff76\u3099', 'が\uff76\u3099'],
    ['Bengali vowel of two parts', '\u0995\u09c7\u09be', '\u0995\u09cb'],
    ['a character that only decomposes', '\u212b\u2126\u0958\ufb2a', '\u00c5\u03a9\u0915\u093c\u05e9\u05c1'],
    ['vowel marks of Arabic reordered', 'م\u0651\u064e', 'م\u064e\u0651'],
    ['above U+FFFF', '\u{11131}\u{11127}\u{1d15e}', '\u{1112e}\u{1d157}\u{1d165}'],
    ['since Unicode 16', '\u{11382}\u{113c9} \u{1611e}\u{1611e}', '\u{11383} \u{16121}'],
    ['one that begins with what composes', '\u{1611e}\u{16121}', '\u{16121}\u{1611e}'],
    ['marks at the start', '\u0301\u0323a', '\u0323\u0301a'],
  ])('%s', (_, text, expected) => {
    expect(composeText(text)).toBe(expected)
  })

  test('what no character of Unicode 16 is stays where it is, and separates', () => {
    // U+1ACF is a mark since Unicode 17.
    expect(composeText('e\u1acf\u0301')).toBe('e\u1acf\u0301')
    expect(composeText('a\u0301\u1acf\u0323')).toBe('\u00e1\u1acf\u0323')
  })

  test('lone surrogates stay', () => {
    expect(composeText('e\u0301\ud800\u0301\udc00e\u0301\ud834')).toBe('\u00e9\ud800\u0301\udc00\u00e9\ud834')
  })

  test('a million marks in the wrong order take no quadratic time', () => {
    const text = `e${'\u0301\u0323'.repeat(500_000)}`
    expect(composeText(text)).toHaveLength(1_000_000)
  })

  test('only what changes is named', () => {
    const units = Uint16Array.from('ae\u0301 \u0e01\u0e34 e\u0323', (letter) => letter.charCodeAt(0))
    const changes = (from: number, to: number) => {
      const taken: [number, number, string][] = []
      composingChanges(units, from, to, (...change) => taken.push(change))
      return taken
    }
    expect(changes(0, units.length)).toEqual([
      [1, 3, '\u00e9'],
      [7, 9, '\u1eb9'],
    ])
    expect(changes(3, 7)).toEqual([])
  })
})
