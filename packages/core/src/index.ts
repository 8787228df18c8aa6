export type { SpecialTokens, TokenizeOptions, Tokenizer, TokenPiece } from './estimate/tokenizer.ts'
