import type { Tokenizer } from '@ratecard/core'

/** What counts a text that is there in one piece. */
export type WholeTokenizer = Pick<Tokenizer, 'id' | 'count' | 'pieces'>

/** An engine that is not ours broke off. */
export class EngineError extends Error {
  override readonly name = 'EngineError'
  readonly engine: string

  constructor(engine: string, reason: string) {
    super(reason)
    this.engine = engine
  }
}
