import type { Issue, PriceListNames } from '@ratecard/core'
import type { Origin, Outcome } from './exit-codes.ts'
import type { Io } from './io.ts'
import type { OptionName } from './options.ts'
import type { Page } from './render/page.ts'

/** What is meant where several price lists know a model, and where each of it was said. */
export interface Defaults {
  readonly names: PriceListNames
  /** A variable of the environment, or a file. */
  readonly origins: Readonly<Partial<Record<keyof PriceListNames, string>>>
}

/** What was typed after the name of a command, checked against its definition. */
export interface Invocation {
  /** The value of an option that is given at most once. */
  readonly option: (name: OptionName) => string | undefined
  /** Every value of a repeatable option. */
  readonly options: (name: OptionName) => readonly string[]
  /** Whether an option was given at all. */
  readonly has: (name: OptionName) => boolean
  readonly operands: readonly string[]
  /** Of the environment and of the configuration, for a command that asks for them. */
  readonly defaults?: Defaults
}

/** What a command found: data for stdout, in two forms, and what is to be told beside it on stderr. */
export interface Answer {
  readonly kind: 'answer'
  /** Printed by `--json`. */
  readonly json: unknown
  /** Printed for a person. */
  readonly text: (page: Page) => string
  readonly outcome: Outcome
  /** Parts that failed, while the rest of the answer holds. */
  readonly problems?: readonly Issue[]
  /** Worth knowing; nothing failed. */
  readonly notices?: readonly Issue[]
}

/** An answer that was written to stdout line by line, as it was found. */
export interface Written extends Pick<Answer, 'outcome' | 'problems' | 'notices'> {
  readonly kind: 'written'
}

/** An issue, with its message where another package has the words for it. */
export type ToldIssue = Issue & { readonly message?: string }

/** Why there is no answer: every issue that was found. */
export interface Failure {
  readonly kind: 'failure'
  readonly origin: Origin
  readonly issues: readonly ToldIssue[]
  /** Worth knowing beside them. */
  readonly notices?: readonly Issue[]
}

/** Nothing was given to work on: the command's help is the answer. */
export interface NeedsHelp {
  readonly kind: 'needs-help'
}

export type CommandResult = Answer | Written | Failure | NeedsHelp

export type RunCommand = (invocation: Invocation, io: Io) => Promise<CommandResult>

/** A command as the command line knows it. */
export interface CommandDefinition {
  readonly options: readonly OptionName[]
  /** Options that may be given several times here, though not elsewhere. */
  readonly repeatable?: readonly OptionName[]
  /** What stands for the value of an option that other commands write otherwise. */
  readonly values?: Readonly<Partial<Record<OptionName, string>>>
  /** How many operands it takes. */
  readonly operands: 'none' | 'one' | 'two' | 'any'
  /** Lines to copy; each has a caption in `messages/` under `example.<name>`. */
  readonly examples: Readonly<Record<string, string>>
}

export const failure = (origin: Origin, issues: readonly ToldIssue[], notices: readonly Issue[] = []): Failure => ({
  kind: 'failure',
  origin,
  issues,
  notices,
})
