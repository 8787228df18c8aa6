import type { CharacterCounts, CharacterRule, Result, ScriptCounts } from '@ratecard/core'
import type { Message, messageTemplates } from '@ratecard/tokenizers'

/** Who waits for a count. */
export interface Waiter {
  /** Aborted when nobody waits any more. */
  readonly signal?: AbortSignal | undefined
  /** Is told of the milliseconds that another thread was at it. */
  readonly computed?: (milliseconds: number) => void
}

/**
 * Counts texts; it may do so elsewhere, such as in threads. All texts of a request are told at once.
 *
 * Each count breaks off when the `signal` of its waiter is aborted. Issues of each: `busy` where it could not begin or had
 * to break off, and `count-deadline` where it took too long.
 */
export interface TokenCounter {
  /**
   * The tokens of each text.
   *
   * @param tokenizer one of `tokenizerIds`.
   */
  readonly count: (tokenizer: string, texts: readonly string[], waiter?: Waiter) => Promise<Result<readonly number[]>>
  /**
   * Of a conversation, with what the template adds to it.
   *
   * Issues: `not-text` for what is no text, and for roles that the template does not know.
   */
  readonly countMessages: (
    tokenizer: string,
    messages: readonly Message[],
    template: TemplateName,
    waiter?: Waiter,
  ) => Promise<Result<number>>
  /** The characters of each text by script, for a rule of thumb. */
  readonly countScripts: (texts: readonly string[], waiter?: Waiter) => Promise<Result<readonly ScriptCounts[]>>
  /**
   * The characters that a text to be spoken is charged for.
   *
   * Issues: those of `spokenCharacters`.
   */
  readonly countCharacters: (text: string, rule: CharacterRule, waiter?: Waiter) => Promise<Result<CharacterCounts>>
  /** How busy it is now. */
  readonly load: () => CountingLoad
  /** Ends its threads. Counts that have not ended, and those that come after, are refused as `busy`. */
  readonly close: () => Promise<void>
}

export interface CountingLoad {
  /** That run now. */
  readonly threads: number
  /** Counts that a thread is at. */
  readonly counting: number
  /** Counts that wait for a thread. */
  readonly waiting: number
  /** Counts that were given up at their deadline, since the start. */
  readonly expired: number
}

export type TemplateName = keyof typeof messageTemplates
