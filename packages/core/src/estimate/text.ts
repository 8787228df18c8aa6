import type { Range } from '../number/range.ts'
import { addRationals, divideRationals, type Rational, rational, roundRational } from '../number/rational.ts'
import type { CharactersPerToken, Estimation } from '../tariff/tariff.ts'
import { codePointSet } from './code-point-set.ts'
import han from './han.json' with { type: 'json' }

/** Code points of a text by the two scripts that published rules of thumb tell apart. */
export interface ScriptCounts {
  /** Script=Han, U+3000–303F (CJK punctuation) and U+FF00–FFEF (full-width forms). */
  readonly chinese: number
  readonly other: number
}

const ASCII_END = 0x80
const isHan = /* @__PURE__ */ codePointSet(han)
const isChinese = (codePoint: number): boolean => codePoint >= ASCII_END && isHan(codePoint)

/**
 * Counts code points by script; a lone surrogate counts as one other character. A long text may be counted in chunks
 * by handing the counts on, as long as no chunk ends inside a surrogate pair.
 *
 * @example
 * countScripts('你好, world') // {chinese: 2, other: 7}
 */
export function countScripts(text: string, before: ScriptCounts = { chinese: 0, other: 0 }): ScriptCounts {
  let { chinese, other } = before
  for (let at = 0; at < text.length; at++) {
    const codePoint = text.codePointAt(at) as number
    if (codePoint > 0xffff) at++
    if (isChinese(codePoint)) chinese++
    else other++
  }
  return { chinese, other }
}

/**
 * Tokens of a text by a published rule of characters per token. Scripts are summed exactly and rounded once: low
 * down, likely (at the midpoint of characters per token) half-up, high up.
 *
 * @example
 * estimateText({ chinese: 18, other: 0 }, { chinese: { low: '1.5', high: '1.8' }, other: { low: '4', high: '4' } })
 * // 10 to 12 tokens, likely 11: 18/1.8, 18/1.65, 18/1.5
 */
export function estimateText(counts: ScriptCounts, rule: NonNullable<Estimation['text']>): Range {
  const tokens = (pick: (rate: CharactersPerToken) => Rational) =>
    addRationals(
      divideRationals(rational(counts.chinese), pick(rule.chinese)),
      divideRationals(rational(counts.other), pick(rule.other)),
    )
  return {
    low: roundRational(
      tokens(({ high }) => rational(high)),
      0,
      'down',
    ),
    likely: roundRational(tokens(midpoint), 0, 'half-up'),
    high: roundRational(
      tokens(({ low }) => rational(low)),
      0,
      'up',
    ),
  }
}

const midpoint = ({ low, high }: CharactersPerToken): Rational =>
  divideRationals(addRationals(rational(low), rational(high)), rational(2))
