import type { Issue, Params } from '@ratecard/core'

/** What only a server can find wrong; the messages are in `messages/`. Everything else is core's. */
export type ServerIssueCode =
  | 'invalid-http'
  | 'headers-too-large'
  | 'no-key'
  | 'unknown-key'
  | 'forbidden'
  | 'foreign-host'
  | 'limit-reached'
  | 'idle-body'
  | 'not-ready'
  | 'needs-keys'
  | 'repeated-key-id'
  | 'unreadable-settings'
  | 'unreadable-tariffs'
  | 'repeated-tariff'
  | 'cannot-listen'
  | 'not-found'
  | 'method-not-allowed'
  | 'body-too-large'
  | 'unsupported-media-type'
  | 'unsupported-encoding'
  | 'invalid-text'
  | 'repeated-parameter'
  | 'missing-choice'
  | 'contradictory-fields'
  | 'needs-field'
  | 'no-model-in-response'
  | 'no-quantity-text'
  | 'not-positive'
  | 'unknown-tariff'
  | 'unknown-tokenizer'
  | 'contract-for-other-list'
  | 'impossible-contract'
  | 'empty-text'
  | 'no-tokenizer'
  | 'no-chat-template'
  | 'not-text'
  | 'line-too-long'
  | 'count-deadline'
  | 'busy'
  | 'internal'

export const serverIssue = (code: ServerIssueCode, path: string, params: Params = {}): Issue => ({
  code,
  path,
  params,
})

const MAX_SHOWN = 80

/** What came, shortened so that a message stays readable whatever was sent. */
export const shorten = (text: string): string => (text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text)
