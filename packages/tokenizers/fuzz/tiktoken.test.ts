import * as published from '../src/index.ts'
import { type Amounts, describePairings } from './describe-pairings.ts'
import { closedPairings } from './open-pairings.ts'

const most: Amounts = { corpusUnits: 100_000, strings: 200_000, tokensOneIn: 1, pieceLetters: 8_000, texts: 1_000 }
const some: Amounts = { ...most, strings: 40_000 }
const few: Amounts = { corpusUnits: 2_000, strings: 2_000, tokensOneIn: 50, pieceLetters: 500, texts: 400 }

/** The others read text as one of these does: only special tokens, or tokens of white space, are their own. */
const amounts: Readonly<Record<string, Amounts>> = { o200k_base: most, cl100k_base: most, p50k_base: some, qwen: some }

describePairings(
  closedPairings(published).filter(({ by }) => by === 'tiktoken'),
  (id) => amounts[id] ?? few,
)
