import { failed, ok, type Result } from '@ratecard/core'
import { cliIssue } from '../cli-issue.ts'
import type { Invocation } from '../command.ts'
import type { OptionName } from '../options.ts'

/** Reads an option that a command cannot do without. */
export function readRequired<T>(
  { option }: Invocation,
  name: OptionName,
  read: (text: string, place: string) => Result<T>,
): Result<T> {
  const text = option(name)
  return text === undefined ? failed(cliIssue('missing-option', `--${name}`)) : read(text, `--${name}`)
}

/** Reads an option that may be left out. */
export function readOptional<T>(
  { option }: Invocation,
  name: OptionName,
  read: (text: string, place: string) => Result<T>,
): Result<T | undefined> {
  const text = option(name)
  return text === undefined ? ok(undefined) : read(text, `--${name}`)
}
