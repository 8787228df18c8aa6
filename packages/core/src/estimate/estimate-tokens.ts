import type { Range } from '../number/range.ts'
import { countFeatures, endFeatures, type TextFeatures } from './count-features.ts'
import model from './token-model.json' with { type: 'json' }

/** Tokenizers that the model knows; `any` is a tokenizer that is not known, and its range holds those of all. */
export type TokenizerFamily = 'o200k' | 'cl100k' | 'qwen' | 'deepseek' | 'any'

/** A weight is in thousandths of a token, its distance to a bound in hundredths of the weight. */
const UNIT = 100_000

/**
 * Estimates the tokens of a text without any vocabulary, as a range of whole tokens for a family of tokenizers: 95 of
 * 100 texts lie in it (`docs/estimator.md` has the errors by script). The weights were fitted to exact counts; nothing
 * falls when a text grows by whole characters. Exact integer arithmetic up to 10^9 characters.
 *
 * @example
 * estimateTokens('Hello, world!', 'o200k') // …
 */
export function estimateTokens(text: string | TextFeatures, family: TokenizerFamily = 'any'): Range {
  const { counts, last } = endFeatures(typeof text === 'string' ? countFeatures(text) : text)
  const weights = family === 'any' ? Object.values(model.weights) : [model.weights[family]]
  const sum = (distance: (counter: number) => number) =>
    weights.map((of) => counts.reduce((total, count, at) => total + count * (of[at] as number) * distance(at), 0))
  const lows = sum((at) => 100 - (model.below[at] as number))
  const likely = sum(() => 100)
  const highs = sum((at) => 100 + (model.above[at] as number))
  const least = last < 0 ? 0 : 1
  const whole = (value: number) => ({ numerator: Math.max(least, (value - (value % UNIT)) / UNIT), denominator: 1 })
  return {
    low: whole(Math.min(...lows)),
    likely: whole(Math.round(likely.reduce((a, b) => a + b) / likely.length) + UNIT / 2),
    high: whole(Math.max(...highs) + UNIT - 1),
  }
}
