export { countFeatures, type TextFeatures } from '../estimate/count-features.ts'
export { estimateTokens, type TokenizerFamily } from '../estimate/estimate-tokens.ts'
