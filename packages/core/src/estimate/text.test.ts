import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { told } from '../testing/a-tariff.ts'
import { countScripts, estimateText } from './text.ts'

const isChinese = (codePoint: number): boolean => countScripts(String.fromCodePoint(codePoint)).chinese === 1

const within = (codePoint: number, [from, to]: readonly [number, number]) => from <= codePoint && codePoint <= to

/** Han characters that Unicode 17 added; the counts are pinned to Unicode 16 so that they do not change with the host. */
const AFTER_UNICODE_16: readonly (readonly [number, number])[] = [
  [0x16ff2, 0x16ff6],
  [0x2b73a, 0x2b73f],
  [0x2cea2, 0x2cead],
  [0x323b0, 0x33479],
]

describe('countScripts', () => {
  it('counts as Chinese what this host calls Han, CJK punctuation and full-width forms, and nothing else', () => {
    const wrong: string[] = []
    for (let codePoint = 0; codePoint <= 0x10ffff; codePoint++) {
      const isLater = AFTER_UNICODE_16.some((range) => within(codePoint, range))
      const expected =
        !isLater &&
        (/\p{Script=Han}/u.test(String.fromCodePoint(codePoint)) ||
          within(codePoint, [0x3000, 0x303f]) ||
          within(codePoint, [0xff00, 0xffef]))
      if (isChinese(codePoint) !== expected) wrong.push(codePoint.toString(16))
    }
    expect(wrong).toEqual([])
  })

  it('counts code points, not UTF-16 units or graphemes (T48)', () => {
    expect(countScripts('')).toEqual({ chinese: 0, other: 0 })
    expect(countScripts('你好, world')).toEqual({ chinese: 2, other: 7 })
    expect(countScripts('𠀀𠀁')).toEqual({ chinese: 2, other: 0 })
    expect(countScripts('👍🏽')).toEqual({ chinese: 0, other: 2 })
    expect(countScripts('カタカナ한글')).toEqual({ chinese: 0, other: 6 })
    expect(countScripts('，。「」ＡＢ１')).toEqual({ chinese: 7, other: 0 })
  })

  it('counts a lone surrogate as one other character, wherever it stands', () => {
    for (const text of ['\uD840', '\uDC00', '\uDC00\uD840', 'a\uD840', '\uD840\uD840'])
      expect(countScripts(text)).toEqual({ chinese: 0, other: text.length })
    expect(countScripts('\uD840\uD840\uDC00')).toEqual({ chinese: 1, other: 1 })
  })

  it('gives the same counts for a text and for its chunks, cut between code points', () => {
    const text = fc.string({
      unit: fc.constantFrom('a', '你', '。', '𠀀', '👍', 'Ａ', '\uD83D', '\uDC4D'),
      maxLength: 60,
    })
    fc.assert(
      fc.property(text, fc.array(fc.nat({ max: 60 })), (whole, cuts) => {
        const points = Array.from(whole)
        const places = [0, ...cuts.map((cut) => Math.min(cut, points.length)).sort((a, b) => a - b), points.length]
        const chunks = places.slice(1).map((end, at) => points.slice(places[at], end).join(''))
        const counts = chunks.reduce((before, chunk) => countScripts(chunk, before), { chinese: 0, other: 0 })
        expect(counts).toEqual(countScripts(whole))
        expect(counts.chinese + counts.other).toBe(points.length)
      }),
      { numRuns: 500 },
    )
  })
})

/** Characters per token in hundredths: `{low: 150, high: 180}` is 1.5 to 1.8. */
interface Hundredths {
  readonly low: number
  readonly high: number
}

const decimal = (hundredths: number) => `${Math.trunc(hundredths / 100)}.${String(hundredths % 100).padStart(2, '0')}`

const ruleOf = (chinese: Hundredths, other: Hundredths) => ({
  chinese: { low: decimal(chinese.low), high: decimal(chinese.high) },
  other: { low: decimal(other.low), high: decimal(other.high) },
})

/** Tokens as a fraction of whole numbers: characters over characters per token, given in 200ths. */
function fractionOf(counts: { chinese: number; other: number }, chinese: number, other: number): [bigint, bigint] {
  const [c, o] = [BigInt(chinese), BigInt(other)]
  return [200n * (BigInt(counts.chinese) * o + BigInt(counts.other) * c), c * o]
}

const counts = fc.record({ chinese: fc.nat({ max: 10 ** 9 }), other: fc.nat({ max: 10 ** 9 }) })
const rates: fc.Arbitrary<Hundredths> = fc
  .tuple(fc.integer({ min: 1, max: 900 }), fc.nat({ max: 300 }))
  .map(([low, more]) => ({ low, high: low + more }))

describe('estimateText', () => {
  it('sums the scripts exactly, then rounds once: low down, likely half-up at the midpoint, high up', () => {
    fc.assert(
      fc.property(counts, rates, rates, (text, chinese, other) => {
        const [lowTop, lowBottom] = fractionOf(text, 2 * chinese.high, 2 * other.high)
        const [midTop, midBottom] = fractionOf(text, chinese.low + chinese.high, other.low + other.high)
        const [highTop, highBottom] = fractionOf(text, 2 * chinese.low, 2 * other.low)
        const expected = {
          low: lowTop / lowBottom,
          likely: (2n * midTop + midBottom) / (2n * midBottom),
          high: (highTop + highBottom - 1n) / highBottom,
        }
        const range = estimateText(text, ruleOf(chinese, other))
        expect([range.low, range.likely, range.high].map(told)).toEqual(Object.values(expected).map(String))
        expect(expected.low <= expected.likely && expected.likely <= expected.high).toBe(true)
      }),
      { numRuns: 1000 },
    )
  })

  it('never falls when a text grows', () => {
    const more = fc.nat({ max: 50 })
    fc.assert(
      fc.property(counts, more, more, rates, rates, (text, han, letters, chinese, other) => {
        const rule = ruleOf(chinese, other)
        const ends = (of: typeof text) =>
          Object.values(estimateText(of, rule)).map((end) => BigInt(told(end) as string))
        const [before, after] = [ends(text), ends({ chinese: text.chinese + han, other: text.other + letters })]
        expect(before.every((end, at) => end <= (after[at] ?? -1n))).toBe(true)
      }),
    )
  })

  it('rounds once per text: two halves of a token are one token', () => {
    const rule = ruleOf({ low: 200, high: 200 }, { low: 400, high: 400 })
    expect(told(estimateText({ chinese: 1, other: 2 }, rule))).toBe('1')
    expect(told(estimateText({ chinese: 1, other: 0 }, rule))).toEqual(['0', '1', '1'])
    expect(told(estimateText({ chinese: 0, other: 2 }, rule))).toEqual(['0', '1', '1'])
    expect(told(estimateText({ chinese: 0, other: 1 }, rule))).toEqual(['0', '0', '1'])
  })

  it('an empty text has exactly no tokens', () => {
    expect(told(estimateText({ chinese: 0, other: 0 }, ruleOf({ low: 150, high: 180 }, { low: 400, high: 400 })))).toBe(
      '0',
    )
  })

  it("is the guide's 1.5 to 1.8 Chinese and 4 English characters per token", () => {
    const rule = { chinese: { low: '1.5', high: '1.8' }, other: { low: '4', high: '4' } }
    expect(told(estimateText({ chinese: 18, other: 0 }, rule))).toEqual(['10', '11', '12'])
    expect(told(estimateText({ chinese: 0, other: 17 }, rule))).toEqual(['4', '4', '5'])
  })
})
