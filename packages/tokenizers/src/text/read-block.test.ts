import { describe, expect, test } from 'vitest'
import { SENTINEL } from '../split/splitter.ts'
import { type Reading, readBlock } from './read-block.ts'
import { specialMatcher } from './special-matcher.ts'
import { UnitBuffer } from './unit-text.ts'

const specials = specialMatcher({ '<s>': 7, '\ud800!': 8 })

/** What a text is read as, up to `to`: strings of ordinary text, and ids. */
function readAs(text: string, reading: Reading, to = text.length): (string | number)[] {
  const held = new UnitBuffer(text.length)
  held.append(text)
  const read: (string | number)[] = []
  readBlock(held, to, reading, {
    ordinary({ units }, from, end) {
      expect(units[end]).toBe(SENTINEL)
      read.push(units.subarray(from, end).reduce((part, unit) => part + String.fromCharCode(unit), ''))
    },
    special: (id) => read.push(id),
  })
  expect(String.fromCharCode(...held.units.subarray(0, held.length))).toBe(text)
  return read
}

describe('readBlock', () => {
  test.each<[string, (string | number)[]]>([
    ['', []],
    ['abc', ['abc']],
    ['<s>', [7]],
    ['a<s><s>b<s', ['a', 7, 7, 'b<s']],
    ['\ud83d\ude00\ud800!\udc00', ['\ud83d\ude00', 8, '\udc00']],
  ])('%j', (text, expected) => {
    expect(readAs(text, { specials, composes: false })).toEqual(expected)
    expect(readAs(text, { specials: undefined, composes: false })).toEqual(text === '' ? [] : [text])
  })

  test('reads no further than it is told, in a special token too', () => {
    expect(readAs('a<s>b<s>c', { specials, composes: false }, 7)).toEqual(['a', 7, 'b<s'])
    expect(readAs('ae\u0301', { specials, composes: true }, 2)).toEqual(['ae'])
  })

  test('composes what is between special tokens, by itself', () => {
    const composing = { specials, composes: true }
    expect(readAs('e\u0301<s>\u0338e\u0301>\u0338', composing)).toEqual(['é', 7, '\u0338é≯'])
    expect(readAs('e\u0301<s>\u0338', { specials: undefined, composes: true })).toEqual(['é<s≯'])
    expect(readAs('e\u0301', { specials, composes: false })).toEqual(['e\u0301'])
  })

  test('composes what is longer than one call takes as arguments', () => {
    const text = `${'a'.repeat(8191)}😀${'e\u0301'.repeat(9000)}\ud800`
    expect(readAs(text, { specials, composes: true })).toEqual([`${'a'.repeat(8191)}😀${'é'.repeat(9000)}\ud800`])
  })
})
