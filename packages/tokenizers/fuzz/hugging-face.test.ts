import * as published from '../src/index.ts'
import { type Amounts, describePairings } from './describe-pairings.ts'
import { closedPairings } from './open-pairings.ts'

/** Qwen has another oracle; DeepSeek-V4 reads text as DeepSeek-V3 does. */
const few: Amounts = {
  corpusUnits: 500,
  strings: 1_000,
  compositionsOneIn: 200,
  tokensOneIn: 200,
  pieceLetters: 500,
  texts: 100,
}
/** A twentieth of what tiktoken is given, because this oracle takes so much longer. */
const most: Amounts = { ...few, corpusUnits: 3_000, strings: 5_000, tokensOneIn: 20, pieceLetters: 4_000, texts: 300 }

describePairings(
  closedPairings(published).filter(({ by }) => by === 'Hugging Face'),
  (id) => (id === 'deepseek_v3' ? most : few),
)
