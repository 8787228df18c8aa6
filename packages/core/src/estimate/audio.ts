import type { Range } from '../number/range.ts'
import { maxRational, multiplyRationals, type Rational, rational, roundRational } from '../number/rational.ts'
import type { AudioRule } from '../tariff/tariff.ts'

/**
 * Tokens of one piece of audio by its seconds. No vendor says what becomes of a part of a token, so it is a range:
 * rounded down, to the nearest, and up.
 *
 * @example
 * estimateAudio(rational(150), { tokensPerSecond: '12.5', minimumSeconds: '1' }).likely // 1875
 */
export function estimateAudio(seconds: Rational, { tokensPerSecond, minimumSeconds = '0' }: AudioRule): Range {
  const tokens = multiplyRationals(maxRational(seconds, rational(minimumSeconds)), rational(tokensPerSecond))
  return {
    low: roundRational(tokens, 0, 'down'),
    likely: roundRational(tokens, 0, 'half-up'),
    high: roundRational(tokens, 0, 'up'),
  }
}
