import { countMessages, loadTokenizer, type Message, messageTemplates } from '@ratecard/tokenizers'

/** Counts the tokens of texts; it may do so elsewhere, such as in threads. */
export interface TokenCounter {
  /** @param tokenizer one of `tokenizerIds`. */
  readonly count: (tokenizer: string, text: string) => Promise<number>
  /**
   * Of a conversation, with what the template adds to it.
   *
   * @param template one of the names of `messageTemplates`.
   * @throws As rejections: `UnsupportedMessageError` for what is no text, and for roles that the template does not know.
   */
  readonly countMessages: (tokenizer: string, messages: readonly Message[], template: TemplateName) => Promise<number>
}

export type TemplateName = keyof typeof messageTemplates

/** In this thread. */
export const ownCounter: TokenCounter = {
  count: async (tokenizer, text) => (await loadTokenizer(tokenizer)).count(text),
  countMessages: async (tokenizer, messages, template) =>
    countMessages(await loadTokenizer(tokenizer), messages, messageTemplates[template]).tokens,
}
