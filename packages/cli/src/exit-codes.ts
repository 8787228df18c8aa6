import type { CliIssueCode } from './cli-issue.ts'

/** How a run ends. */
export type Outcome = 'done' | 'internal' | 'usage' | 'over-budget' | 'no-price' | 'bad-input'

export const EXIT_CODES = {
  done: 0,
  internal: 1,
  usage: 2,
  'over-budget': 3,
  'no-price': 4,
  'bad-input': 5,
} as const satisfies Record<Outcome, number>

export type ExitCode = (typeof EXIT_CODES)[Outcome]

/** Where a value came from: the command line, or a file or stdin. It decides how the same mistake ends a run. */
export type Origin = 'arguments' | 'input'

/** Every issue of the CLI itself. */
const CLI_OUTCOMES = {
  'unknown-command': 'usage',
  'unknown-option': 'usage',
  'count-as-option': 'usage',
  'missing-value': 'usage',
  'unexpected-value': 'usage',
  'repeated-option': 'usage',
  'unexpected-operand': 'usage',
  'model-as-operand': 'usage',
  'missing-option': 'usage',
  'missing-choice': 'usage',
  'needs-option': 'usage',
  'no-model-in-response': 'usage',
  'contradictory-options': 'usage',
  'repeated-operand': 'usage',
  'unknown-choice': 'usage',
  'unknown-meter': 'usage',
  'repeated-key': 'usage',
  'invalid-pair': 'usage',
  'invalid-number': 'usage',
  'invalid-positive-number': 'usage',
  'invalid-whole-number': 'usage',
  'number-too-large': 'usage',
  'invalid-day': 'usage',
  'unknown-tariff': 'no-price',
  'needs-price-list': 'usage',
  'default-not-used': 'usage',
  'contract-for-other-list': 'bad-input',
  'file-not-found': 'bad-input',
  'no-matching-file': 'bad-input',
  'is-directory': 'bad-input',
  'unreadable-file': 'bad-input',
  'special-file': 'bad-input',
  'no-file-in-directory': 'bad-input',
  'invalid-name': 'bad-input',
  'rules-too-large': 'bad-input',
  'invalid-utf-8': 'bad-input',
  'replaced-utf-8': 'bad-input',
  'binary-file': 'bad-input',
  'packed-file': 'bad-input',
  'other-encoding': 'bad-input',
  'empty-input': 'bad-input',
  'input-too-large': 'bad-input',
  'piece-too-long': 'bad-input',
  'engine-missing': 'usage',
  'engine-without-tokenizer': 'usage',
  'engine-failed': 'bad-input',
  'unknown-tokenizer': 'bad-input',
  'corrupt-vocabulary': 'internal',
  'unreadable-vocabulary': 'internal',
  'over-max-tokens': 'over-budget',
  'total-over-max-tokens': 'over-budget',
  'invalid-tariff-file': 'bad-input',
  'invalid-url': 'usage',
  'tariff-skipped': 'bad-input',
  'mappings-skipped': 'bad-input',
  'lines-rejected': 'bad-input',
  'repeated-record': 'bad-input',
  'tariff-kept': 'bad-input',
  'models-kept': 'bad-input',
  'repeated-tariff': 'bad-input',
  'unreadable-tariffs': 'bad-input',
  'unwritable-file': 'bad-input',
  'empty-text': 'bad-input',
  'unwritable-output': 'internal',
  internal: 'internal',
} as const satisfies Record<CliIssueCode, Outcome>

/** Codes that need a message of the CLI's own. */
export const CLI_ISSUE_CODES: readonly string[] = Object.keys(CLI_OUTCOMES)

/** Issues of core whose end does not depend on where the value came from. */
const CORE_OUTCOMES = {
  'unknown-model': 'no-price',
  'ambiguous-model': 'no-price',
  'ambiguous-price-list': 'no-price',
  'context-exceeded': 'bad-input',
  'unknown-api': 'usage',
} as const satisfies Record<string, Outcome>

const ORIGIN_OUTCOMES = { arguments: 'usage', input: 'bad-input' } as const satisfies Record<Origin, Outcome>

const OUTCOMES: ReadonlyMap<string, Outcome> = new Map(Object.entries({ ...CORE_OUTCOMES, ...CLI_OUTCOMES }))

/** How a run ends that stumbled on an issue. */
export const outcomeOf = (code: string, origin: Origin): Outcome => OUTCOMES.get(code) ?? ORIGIN_OUTCOMES[origin]
