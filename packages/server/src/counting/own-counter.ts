import {
  countCharacters,
  countScripts,
  failed,
  ok,
  openCharacters,
  type Result,
  spokenCharacters,
} from '@ratecard/core'
import { countMessages, loadTokenizer, messageTemplates, UnsupportedMessageError } from '@ratecard/tokenizers'
import { serverIssue, shorten } from '../problems/server-issue.ts'
import type { TokenCounter } from './token-counter.ts'

/** Counts in the thread that asks, which does nothing else meanwhile: for tests, and for hosts that want no threads. */
export const ownCounter: TokenCounter = {
  count: async (tokenizer, texts) => {
    const loaded = await loadTokenizer(tokenizer)
    return ok(texts.map((text) => loaded.count(text)))
  },
  countMessages: async (tokenizer, messages, template) => {
    const loaded = await loadTokenizer(tokenizer)
    return supported(() => countMessages(loaded, messages, messageTemplates[template]).tokens)
  },
  countScripts: async (texts) => ok(texts.map((text) => countScripts(text))),
  countCharacters: async (text, rule) => spokenCharacters(countCharacters(text, openCharacters(rule))),
  load: () => ({ threads: 0, counting: 0, waiting: 0, expired: 0 }),
  close: async () => {},
}

function supported<T>(count: () => T): Result<T> {
  try {
    return ok(count())
  } catch (error) {
    if (!(error instanceof UnsupportedMessageError)) throw error
    return failed(serverIssue('not-text', '/messages', { field: shorten(error.path) }))
  }
}
