import * as published from '../src/index.ts'
import { type Amounts, describePairings } from './describe-pairings.ts'
import { closedPairings } from './open-pairings.ts'

const few: Amounts = {
  corpusUnits: 2_000,
  strings: 2_000,
  compositionsOneIn: 50,
  tokensOneIn: 50,
  pieceLetters: 500,
  texts: 200,
}
const some: Amounts = { ...few, corpusUnits: 100_000, strings: 40_000, tokensOneIn: 1, pieceLetters: 6_000, texts: 600 }

/** The others read text as one of these does: only special tokens, or tokens of white space, are their own. */
const amounts: Readonly<Record<string, Amounts>> = {
  o200k_base: { ...some, strings: 200_000 },
  cl100k_base: { ...some, strings: 200_000 },
  p50k_base: some,
  qwen: { ...some, compositionsOneIn: 1 },
}

describePairings(
  closedPairings(published).filter(({ by }) => by === 'tiktoken'),
  (id) => amounts[id] ?? few,
)
