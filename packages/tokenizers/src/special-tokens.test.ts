import { describe, expect, test } from 'vitest'
import { readVocabulary } from './read-vocabulary.ts'
import { specialTokenTable, unfinishedSpecialLength } from './special-tokens.ts'
import { tokenizerIds } from './tokenizer-ids.ts'

describe('special tokens', () => {
  test.each(tokenizerIds)('%s: none begins another, and each is found', async (id) => {
    const { special_tokens: specials } = await readVocabulary(id)
    const names = Object.keys(specials)
    const table = specialTokenTable(specials)
    for (const name of names) {
      expect(names.filter((other) => other.startsWith(name))).toEqual([name])
      expect(Array.from(`x${name}${name}`.matchAll(table.pattern), (match) => match[0])).toEqual([name, name])
    }
  })

  test.each([
    ['', 0],
    ['a', 0],
    ['a<', 1],
    ['a<<', 2],
    ['<a|b', 4],
    ['<a|b>', 0],
    ['<a|b><a', 2],
    ['<a.b', 0],
  ])('unfinished at the end of %j: %d', (text, length) => {
    expect(unfinishedSpecialLength(text, specialTokenTable({ '<a|b>': 1, '<<': 2, '<<c': 3 }))).toBe(length)
  })
})
