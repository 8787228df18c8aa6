import type { Range } from '../number/range.ts'
import { countFeatures, type TextFeatures } from './count-features.ts'
import model from './token-model.json' with { type: 'json' }

/** Tokenizers that the model knows; `any` is one that it does not know: the range then holds those of all it knows. */
export type TokenizerFamily = keyof typeof model.weights | 'any'

/** A weight is in hundredths of a token, a bound in hundredths of the weight. */
const UNIT = 10_000

/**
 * Estimates the tokens of a text without a vocabulary, as a range of whole tokens for a family of tokenizers. The
 * weights were fitted to exact counts, 95 of 100 other texts lay in the range; `docs/estimator.md` has the errors by
 * script. The basis is `estimated`. No bound falls when a text grows. Exact arithmetic up to 10^9 characters.
 *
 * @example
 * estimateTokens('你好，世界', 'qwen') // …
 */
export function estimateTokens(text: string | TextFeatures, family: TokenizerFamily = 'any'): Range {
  const { counts, last } = typeof text === 'string' ? countFeatures(text) : text
  const weights = family === 'any' ? Object.values(model.weights) : [model.weights[family]]
  const sums = (bounds?: readonly number[]) =>
    weights.map((of) => counts.reduce((sum, count, at) => sum + count * (of[at] as number) * (bounds?.[at] ?? 100), 0))
  const likely = sums().reduce((sum, of) => sum + of) / weights.length
  const tokens = (sum: number) => ({
    numerator: last < 0 ? 0 : Math.max(1, (sum - (sum % UNIT)) / UNIT),
    denominator: 1,
  })
  return {
    low: tokens(Math.min(...sums(model.low)) - UNIT),
    likely: tokens(Math.round(likely) + UNIT / 2),
    high: tokens(Math.max(...sums(model.high)) + 2 * UNIT - 1),
  }
}
