import type { TokenCounter } from '../count/token-counter.ts'
import type { TokenSink } from '../text/read-block.ts'

/** Adds up the tokens of what is read into it. */
export interface TokenTally extends TokenSink {
  tokens: number
}

export function tokenTally(counter: TokenCounter): TokenTally {
  const tally: TokenTally = {
    tokens: 0,
    ordinary: (text, from, to) => {
      tally.tokens += counter.count(text, from, to)
    },
    special: () => {
      tally.tokens++
    },
  }
  return tally
}
