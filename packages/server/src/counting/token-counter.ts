import { loadTokenizer } from '@ratecard/tokenizers'

/** Counts the tokens of texts; it may do so elsewhere, such as in threads. */
export interface TokenCounter {
  /** @param tokenizer one of `tokenizerIds`. */
  readonly count: (tokenizer: string, text: string) => Promise<number>
}

/** In this thread. */
export const countTokens: TokenCounter['count'] = async (tokenizer, text) =>
  (await loadTokenizer(tokenizer)).count(text)
