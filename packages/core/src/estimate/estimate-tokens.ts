import type { Range } from '../number/range.ts'
import { countFeatures, type TextFeatures } from './count-features.ts'
import model from './token-model.json' with { type: 'json' }

/** Tokenizers that the model knows; `any` is one that it does not know: the range then holds those of all it knows. */
export type TokenizerFamily = keyof typeof model.weights | 'any'

/** A weight is in hundredths of a token, a bound in hundredths of the weight. */
const UNIT = 10_000

/**
 * Estimates the tokens of a text, or of its features, without a vocabulary: whole tokens, as a range for a family of
 * tokenizers. The weights were fitted to exact counts, and 95 of 100 of the held-out texts lay in the range;
 * `docs/estimator.md` has the errors by kind of text, and where it is weak. Its basis is `estimated`. No end of the range
 * falls when the text grows, and only an empty text has none. Integers throughout, exact up to 10^9 characters.
 *
 * @throws TypeError that names the families, for a family that is none of them.
 *
 * @example
 * const { low, likely, high } = estimateTokens('Before the call: how many tokens is this?', 'o200k')
 * const ends = [low, likely, high].map(formatExact)
 * ends.join(' ') // '6 10 14'
 */
export function estimateTokens(text: string | TextFeatures, family: TokenizerFamily = 'any'): Range {
  const { counts } = typeof text === 'string' ? countFeatures(text) : text
  const known = Object.entries(model.weights)
  const weights = known.flatMap(([name, of]) => (family === 'any' || family === name ? [of] : []))
  if (weights.length === 0) throw new TypeError(`${family} is none of any, ${Object.keys(model.weights).join(', ')}`)
  const sums = (bounds?: readonly number[]) =>
    weights.map((of) => counts.reduce((sum, count, at) => sum + count * (of[at] as number) * (bounds?.[at] ?? 100), 0))
  const likely = sums().reduce((sum, of) => sum + of) / weights.length
  const tokens = (sum: number) => ({
    numerator: counts.every((count) => count === 0) ? 0 : Math.max(1, (sum - (sum % UNIT)) / UNIT),
    denominator: 1,
  })
  return {
    low: tokens(Math.min(...sums(model.low)) - UNIT),
    likely: tokens(Math.round(likely) + UNIT / 2),
    high: tokens(Math.max(...sums(model.high)) + 2 * UNIT - 1),
  }
}
