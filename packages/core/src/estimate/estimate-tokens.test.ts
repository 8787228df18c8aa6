import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isOrdered } from '../number/range.ts'
import { countFeatures } from './count-features.ts'
import counted from './counted-texts.json' with { type: 'json' }
import { estimateTokens, type TokenizerFamily } from './estimate-tokens.ts'

const FAMILIES = ['o200k', 'cl100k', 'qwen', 'deepseek'] as const

const ends = (text: string, family?: TokenizerFamily): readonly number[] => {
  const { low, likely, high } = estimateTokens(text, family)
  return [low, likely, high].map(({ numerator }) => numerator as number)
}

const holds = (tokens: number, [low = 0, , high = 0]: readonly number[]) => low <= tokens && tokens <= high

describe('estimateTokens', () => {
  const cases = counted.texts.flatMap(({ name, text, tokens }) =>
    FAMILIES.map((family) => ({
      name: `${name} in ${family}`,
      exact: tokens[family],
      range: ends(text, family),
      any: ends(text),
    })),
  )

  it('holds the exact count of 95 of 100 texts', () => {
    const missed = cases.filter(({ exact, range }) => !holds(exact, range)).map(({ name }) => name)
    expect(missed.length, missed.join(', ')).toBeLessThanOrEqual(cases.length * 0.05)
  })

  it('is likely within two fifths of it, and 10 % off in the mean', () => {
    const errors = cases.map(({ name, exact, range: [, likely = 0] }) => ({
      name,
      error: Math.abs(likely / exact - 1),
    }))
    expect(errors.filter(({ error }) => error > 0.4)).toEqual([])
    expect(errors.reduce((sum, { error }) => sum + error, 0) / errors.length).toBeLessThan(0.11)
  })

  it('holds the ranges of all families where the tokenizer is not known', () => {
    for (const { name, range, any } of cases)
      expect([name, holds(range[0] ?? 0, any), holds(range[2] ?? 0, any)]).toEqual([name, true, true])
  })

  it('is a range of whole tokens, never negative, ordered, not empty for a text', () => {
    const text = fc.string({ unit: 'binary', maxLength: 60 })
    fc.assert(
      fc.property(text, fc.constantFrom(...FAMILIES, 'any' as const), (written, family) => {
        const range = estimateTokens(written, family)
        expect(isOrdered(range)).toBe(true)
        for (const end of ends(written, family)) {
          expect(Number.isSafeInteger(end)).toBe(true)
          expect(end > 0).toBe(written !== '')
        }
      }),
    )
  })

  it('never falls when a text grows', () => {
    const text = fc.string({ unit: fc.constantFrom(...'aE0 \n\r.=(éя你─', '👍', '\ud83d'), maxLength: 60 })
    fc.assert(
      fc.property(text, text, fc.constantFrom(...FAMILIES, 'any' as const), (before, more, family) => {
        const [small, large] = [ends(before, family), ends(before + more, family)]
        expect(small.every((end, at) => end <= (large[at] ?? 0))).toBe(true)
      }),
    )
  })

  it('takes the features of a text in place of it', () => {
    const features = countFeatures('👍 world', countFeatures('Hello '))
    for (const family of FAMILIES)
      expect(estimateTokens(features, family)).toEqual(estimateTokens('Hello 👍 world', family))
  })

  /** Exact counts by every family: a half is read as U+FFFD. */
  const HALVES = [
    ['\ud83d', 1],
    ['\udc4d', 1],
    ['\udc4d\ud83d', 1],
    ['a\udc4d', 2],
    ['a\ud83d b', 3],
  ] as const

  it.each(HALVES)('holds the exact count of halves of surrogate pairs: %j', (text, exact) => {
    for (const family of FAMILIES) {
      const range = ends(text, family)
      expect([family, holds(exact, range), (range[1] ?? 0) <= 2 * exact]).toEqual([family, true, true])
    }
  })

  it('holds the exact counts of lines that end with CRLF', () => {
    const lines = ends('a;\r\nb;\r\n\r\nc;\r\n'.repeat(20), 'deepseek')
    expect(holds(280, lines)).toBe(true)
    expect(holds(400, ends('\r\n'.repeat(200), 'deepseek'))).toBe(true)
    for (const family of ['o200k', 'cl100k', 'qwen'] as const)
      expect([family, holds(50, ends('\r\n'.repeat(200), family))]).toEqual([family, true])
  })

  it('throws an error that names the families, for another one', () => {
    for (const family of ['llama', '', 'toString', '__proto__'])
      expect(() => estimateTokens('x', family as TokenizerFamily)).toThrow(
        new TypeError(`${family} is none of any, ${FAMILIES.join(', ')}`),
      )
  })

  /** Exact counts of a million of each by o200k_base. */
  const RUNS = [
    ['a', 125_000, 3],
    ['=', 15_625, 2],
    ['-', 15_625, 2],
    [' ', 7_813, 2],
    ['\n', 62_500, 2],
    ['\r\n', 250_000, 2],
    ['z', 500_000, 2],
    ['0', 333_334, 1.4],
    ['中', 1_000_000, 2],
  ] as const

  it.each(RUNS)('a million of %j is held, and likely within its factor', (character, exact, factor) => {
    const range = ends(character.repeat(1_000_000), 'o200k')
    const likely = range[1] ?? 0
    expect(Math.max(likely / exact, exact / likely)).toBeLessThan(factor)
    if (character !== '中') expect(holds(exact, range)).toBe(true)
  })

  it('reads a text once: ten times the text, not a hundred times the time', () => {
    const time = (text: string) => {
      const from = performance.now()
      estimateTokens(text)
      return performance.now() - from
    }
    const best = (text: string) => Math.min(...Array.from({ length: 5 }, () => time(text)))
    const [short, long] = ['x y=z你👍'.repeat(20_000), 'x y=z你👍'.repeat(200_000)]
    expect(best(long)).toBeLessThan(40 * best(short))
  })
})
