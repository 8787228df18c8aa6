import { describe, expect, test } from 'vitest'
import { adversaries } from '../texts/adversarial.ts'
import { naiveMerge, ranksOf } from './naive-merge.ts'
import { openOracle } from './open-oracles.ts'

describe('naiveMerge', () => {
  const ranks = new Map(['a', 'b', 'c', 'ab', 'aa', 'aba', 'bc'].map((token, rank) => [token, rank]))
  test.each([
    ['', []],
    ['c', [2]],
    ['abc', [3, 2]],
    ['aaa', [4, 0]],
    ['cabab', [2, 3, 3]],
    ['abaa', [3, 4]],
  ])('joins the lowest rank first, and the leftmost of equal ones: %j', (text, ids) => {
    expect(naiveMerge(Buffer.from(text), ranks)).toEqual(ids)
  })

  test('is what an oracle does with a piece of 2,000 letters', async () => {
    const oracle = await openOracle('cl100k_base')
    const tokenRanks = ranksOf(oracle.vocabulary.tokens)
    for (const name of ['one letter', 'random letters', 'abab', 'mixed-case letters', 'repeated phrase']) {
      const text = adversaries.find((adversary) => adversary.name === name)?.make(2_000) as string
      expect(naiveMerge(Buffer.from(text), tokenRanks)).toEqual(oracle.ordinary(text))
    }
  })
})
