import * as published from '../src/index.ts'
import { type Amounts, describePairings } from './describe-pairings.ts'
import { closedPairings } from './open-pairings.ts'

/** A twentieth of what tiktoken is given, because this oracle takes so much longer. */
const most: Amounts = { corpusUnits: 4_000, strings: 10_000, tokensOneIn: 20, pieceLetters: 4_000, texts: 400 }
/** Qwen has another oracle; DeepSeek-V4 reads text as DeepSeek-V3 does. */
const few: Amounts = { corpusUnits: 500, strings: 1_000, tokensOneIn: 200, pieceLetters: 500, texts: 200 }

describePairings(
  closedPairings(published).filter(({ by }) => by === 'Hugging Face'),
  (id) => (id === 'deepseek_v3' ? most : few),
)
