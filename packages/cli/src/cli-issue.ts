import type { Issue, Params } from '@ratecard/core'

/** Issues that the command line adds to those of core; each has a message in `messages/`. */
export type CliIssueCode =
  | 'unknown-command'
  | 'unknown-option'
  | 'count-as-option'
  | 'missing-value'
  | 'unexpected-value'
  | 'repeated-option'
  | 'unexpected-operand'
  | 'model-as-operand'
  | 'missing-option'
  | 'missing-choice'
  | 'needs-option'
  | 'no-model-in-response'
  | 'contradictory-options'
  | 'repeated-operand'
  | 'unknown-choice'
  | 'unknown-meter'
  | 'repeated-key'
  | 'invalid-pair'
  | 'invalid-number'
  | 'invalid-positive-number'
  | 'invalid-whole-number'
  | 'invalid-day'
  | 'unknown-tariff'
  | 'needs-price-list'
  | 'default-not-used'
  | 'contract-for-other-list'
  | 'file-not-found'
  | 'no-matching-file'
  | 'is-directory'
  | 'unreadable-file'
  | 'special-file'
  | 'no-file-in-directory'
  | 'invalid-name'
  | 'rules-too-large'
  | 'invalid-utf-8'
  | 'replaced-utf-8'
  | 'binary-file'
  | 'other-encoding'
  | 'empty-input'
  | 'input-too-large'
  | 'piece-too-long'
  | 'engine-missing'
  | 'engine-without-tokenizer'
  | 'engine-failed'
  | 'unknown-tokenizer'
  | 'corrupt-vocabulary'
  | 'unreadable-vocabulary'
  | 'over-max-tokens'
  | 'total-over-max-tokens'
  | 'invalid-tariff-file'
  | 'invalid-url'
  | 'tariff-skipped'
  | 'mappings-skipped'
  | 'lines-rejected'
  | 'tariff-kept'
  | 'repeated-tariff'
  | 'unreadable-tariffs'
  | 'unwritable-file'
  | 'empty-text'
  | 'public-host'
  | 'cannot-listen'
  | 'unwritable-output'
  | 'internal'

/** @param place an option (`--usage`), a file, or a part of either; it takes the place of core's JSON pointer. */
export const cliIssue = (code: CliIssueCode, place: string, params: Params = {}): Issue => ({
  code,
  path: place,
  params,
})

const MAX_SHOWN = 80

/** What came, shortened so that a message stays readable whatever was typed. */
export const shorten = (text: string): string => (text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text)
