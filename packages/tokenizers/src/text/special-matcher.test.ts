import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { specialMatcher } from './special-matcher.ts'

const specials = { '<|a|>': 1, '<|ab|>': 2, '<b>': 3, '｜b｜': 4 }
const matcher = specialMatcher(specials)
const unitsOf = (text: string) => Uint16Array.from({ length: text.length }, (_, at) => text.charCodeAt(at))

/** What is made of parts of the names. */
const text = fc.string({ unit: fc.constantFrom('<', '|', 'a', 'b', '>', '｜', '<|a', '<|ab|>', '<b>'), maxLength: 12 })

describe('find', () => {
  test.each([
    ['', undefined],
    ['<|a', undefined],
    ['<|a|>', { id: 1, from: 0, to: 5 }],
    ['<|<|ab|>', { id: 2, from: 2, to: 8 }],
    ['x<b><|a|>', { id: 3, from: 1, to: 4 }],
    ['<b｜b｜b｜', { id: 4, from: 2, to: 5 }],
  ])('%j: %j', (units, match) => {
    expect(matcher.find(unitsOf(units), 0, units.length)).toEqual(match)
  })

  test('looks from one place to another', () => {
    const units = unitsOf('<b><b>')
    expect(matcher.find(units, 1, 6)).toEqual({ id: 3, from: 3, to: 6 })
    expect(matcher.find(units, 1, 5)).toBeUndefined()
  })

  test('finds what a search for every name finds', () => {
    const property = fc.property(text, (searched) => {
      const found = Object.entries(specials)
        .map(([name, id]) => ({ id, from: searched.indexOf(name), to: searched.indexOf(name) + name.length }))
        .filter(({ from }) => from >= 0)
        .sort((one, other) => one.from - other.from)
      expect(matcher.find(unitsOf(searched), 0, searched.length)).toEqual(found[0])
    })
    fc.assert(property, { numRuns: 2_000 })
  })

  test('without any, nothing is found', () => {
    expect(specialMatcher({}).find(unitsOf('<b>'), 0, 3)).toBeUndefined()
    expect(specialMatcher({}).longest).toBe(0)
  })
})

describe('findOpen', () => {
  test.each([
    ['<|a|>', 0, 0],
    ['<|a|>', 2, 0],
    ['<|a|>', 5, 5],
    ['a <|a', 2, 2],
    ['a <|a', 3, 2],
    ['a <|a ', 3, 3],
    ['<|<b>', 4, 2],
    ['a<', 1, 1],
  ])('in %j, cut at %i: %i', (units, cut, start) => {
    expect(matcher.findOpen(unitsOf(units), 0, cut, units.length)).toBe(start)
  })

  test('is the first place from which a name may reach over the cut, whatever follows', () => {
    const property = fc.property(text, fc.nat(), (whole, place) => {
      const cut = whole.length === 0 ? 0 : place % (whole.length + 1)
      const reaches = (start: number) =>
        Object.keys(specials).some(
          (name) => start + name.length > cut && (whole.startsWith(name, start) || name.startsWith(whole.slice(start))),
        )
      const starts = Array.from({ length: cut }, (_, start) => start).filter(reaches)
      expect(matcher.findOpen(unitsOf(whole), 0, cut, whole.length)).toBe(starts[0] ?? cut)
    })
    fc.assert(property, { numRuns: 2_000 })
  })
})

test('what begins like a name again and again takes time in proportion', () => {
  const units = unitsOf('<|<|a<|ab|'.repeat(200_000))
  const started = performance.now()
  expect(matcher.find(units, 0, units.length)).toBeUndefined()
  expect(matcher.findOpen(units, 0, units.length - 1, units.length)).toBe(units.length - 5)
  expect(performance.now() - started).toBeLessThan(2_000)
})
