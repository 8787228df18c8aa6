import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countFeatures, type TextFeatures } from './count-features.ts'
import model from './token-model.json' with { type: 'json' }

const piece = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom(...'ab eEzZ09 \n\t\r.,=-_({é', 'ệ', 'я', 'ї', '你', 'の', '한', 'ก', 'क', '👍', '𠀀'),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 3 }) },
  { weight: 1, arbitrary: fc.constantFrom('\ud83d', '\udc4d', '\ud800', '\udfff') },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom('a', '=', ' ', '\n', '(', '7', '中'), fc.nat({ max: 90 }))
      .map(([of, times]) => of.repeat(times)),
  },
)
const text = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''))

/** The counters that one text has more of than another. */
const added = (before: string, after: string): readonly number[] => {
  const [old, now] = [countFeatures(before).counts, countFeatures(after).counts]
  return now.flatMap((count, at) => (count > (old[at] as number) ? [at] : []))
}

describe('countFeatures', () => {
  it('gives the same features for a text and for its chunks, divided anywhere', () => {
    fc.assert(
      fc.property(text, fc.array(fc.nat({ max: 400 }), { maxLength: 6 }), (whole, cuts) => {
        const places = [0, ...cuts.map((cut) => Math.min(cut, whole.length)).sort((a, b) => a - b), whole.length]
        const chunks = places.slice(1).map((end, at) => whole.slice(places[at], end))
        const features = chunks.reduce<TextFeatures | undefined>(
          (before, chunk) => countFeatures(chunk, before),
          undefined,
        )
        expect(features).toEqual(countFeatures(whole))
      }),
      { numRuns: 500 },
    )
  })

  it('changes nothing that it is given, and survives a journey as JSON', () => {
    const before = countFeatures('Hello, \ud83d')
    const copy = structuredClone(before)
    const after = countFeatures('\udc4d world', before)
    expect(before).toEqual(copy)
    expect(countFeatures('\udc4d world', JSON.parse(JSON.stringify(before)))).toEqual(after)
  })

  it('counts each unit once, and a pair of letters beside', () => {
    fc.assert(
      fc.property(text, (whole) => {
        const { counts } = countFeatures(whole)
        const sum = (from: number, to?: number) => counts.slice(from, to).reduce((total, count) => total + count, 0)
        expect(sum(0, 57) + sum(61)).toBe(whole.length)
        expect(sum(57, 61)).toBeLessThanOrEqual((whole.match(/[a-z]/gi) ?? []).length)
      }),
    )
  })

  it('counts two letters at the level of their pair, in either case', () => {
    const letters = Array.from('abcdefghijklmnopqrstuvwxyz')
    for (const [at, before] of letters.entries())
      for (const [to, letter] of letters.entries()) {
        const level = Number(model.pairs[at + 1]?.[to])
        const pairs = (of: string) => countFeatures(of).counts.slice(57, 61)
        const expected = pairs(before).map((count, index) => (index === level - 1 ? count + 1 : count))
        expect([before, letter, pairs(before + letter)]).toEqual([before, letter, expected])
        expect(pairs(before.toUpperCase() + letter)).toEqual(expected)
      }
  })

  it('starts a new word at a hump, a new group after three digits, a repeat at the fourth of a kind', () => {
    expect(added('fooB', 'fooBa')).toEqual(added('B', 'Ba'))
    expect(added('foo', 'fooB')).not.toEqual(added('FOO', 'FOOB'))
    expect(added('7123', '71234')).toEqual(added('x1', 'x12'))
    expect(added('x123', 'x1234')).toEqual(added('x', 'x1'))
    expect(added('x===', 'x====')).not.toEqual(added('x==', 'x==='))
    expect(added('x====', 'x=====')).toEqual(added('x===', 'x===='))
    expect(added('x222', 'x2222')).toEqual(added('x123', 'x1234'))
  })

  it('reads CRLF as a newline and a carriage return, however many there are', () => {
    const lines = fc.string({ unit: fc.constantFrom('a', ';', ' ', '\n', '你'), maxLength: 30 })
    fc.assert(
      fc.property(lines, (text) => {
        const [plain, returned] = [text, text.replaceAll('\n', '\r\n')].map((of) => countFeatures(of))
        const returns = returned?.counts.map((count, at) => count - (plain?.counts[at] as number)) ?? []
        expect(returns.filter((_, at) => at !== 55 && at !== 56).every((count) => count === 0)).toBe(true)
        expect((returns[55] as number) + (returns[56] as number)).toBe(text.split('\n').length - 1)
        expect({ ...returned, counts: [] }).toEqual({ ...plain, counts: [] })
      }),
    )
    expect(added('a', 'a\r')).not.toEqual(added('a;', 'a;\r'))
  })

  it('reads half of a surrogate pair as U+FFFD when it stands without a high one before it', () => {
    expect(added('a', 'a\udc4d')).toEqual(added('a', 'a\ufffd'))
    expect(added('\ud83d\udc4d', '\ud83d\udc4d\udc4d')).toEqual(added('a', 'a\ufffd'))
    expect(added('\ud83d', '\ud83d\udc4d')).toEqual(added('', '\ud83d'))
  })

  it('knows the classes by its own table, not by the host', () => {
    const classOf = (character: string) => countFeatures(character).counts.findIndex((count) => count > 0)
    const same = ['αΩ', 'яЖ', 'їѓ', 'את', 'عي', 'गम', 'กฮ', 'あン', '你龥', '가힣', 'éſ', 'ảỹ', '。，', '—\u00a0']
    for (const pair of same) expect(classOf(pair[0] as string), pair).toBe(classOf(pair[1] as string))
    expect(new Set(same.map((pair) => classOf(pair[0] as string))).size).toBe(same.length)
  })
})

describe('token-model.json', () => {
  it('has one weight and two bounds per counter, a row per letter, and classes in order', () => {
    const { counts } = countFeatures('')
    for (const list of [...Object.values(model.weights), model.low, model.high])
      expect(list).toHaveLength(counts.length)
    expect(
      Object.values(model.weights)
        .flat()
        .every((weight) => Number.isSafeInteger(weight) && weight >= 0),
    ).toBe(true)
    expect(model.low.every((bound) => bound > 0 && bound < 100)).toBe(true)
    expect(model.high.every((bound) => bound > 100)).toBe(true)
    expect(model.pairs).toHaveLength(27)
    expect(model.pairs.every((row) => /^[0-4]{26}$/.test(row))).toBe(true)
    const starts = model.classes.map(([start]) => Number.parseInt(start as string, 16))
    expect(starts).toEqual([...new Set(starts)].sort((a, b) => a - b))
    expect(Math.max(...model.classes.map(([, kind]) => kind as number))).toBe(33)
  })
})
