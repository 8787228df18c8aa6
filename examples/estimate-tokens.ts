import { formatExact } from '@ratecard/core'
import { countFeatures, estimateTokens } from '@ratecard/core/estimator'

const { low, likely, high } = estimateTokens('Before the call: how many tokens is this?', 'o200k')
export const range = [low, likely, high].map(formatExact).join(' ') // '6 10 14'

// A text that comes in parts, for a model whose tokenizer is not known.
const parts = ['Before the call: how many ', 'tokens is this?']
const features = parts.reduce((before, part) => countFeatures(part, before), countFeatures(''))
export const widest = formatExact(estimateTokens(features).high) // '15'
