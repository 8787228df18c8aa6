import { currency, failed, type Issue, moneyCodes, ok, type Result } from '@ratecard/core'
import { cliIssue, shorten } from '../cli-issue.ts'
import type { Invocation } from '../command.ts'

/** In which currency totals are shown beside their own, and the file of exchange rates. */
export interface AskedDisplay {
  readonly currency: string
  readonly fx: string
}

/** Both or neither: ratecard knows no exchange rates of its own. */
export function readDisplay(invocation: Invocation): Result<AskedDisplay | undefined> {
  const [code, fx] = [invocation.option('display-currency')?.toUpperCase(), invocation.option('fx')]
  if (code === undefined && fx === undefined) return ok(undefined)
  const issues = [
    ...(code === undefined ? [cliIssue('needs-option', '--fx', { option: '--display-currency CODE' })] : []),
    ...(code !== undefined && !currency(code)?.money ? [unknownCurrency(code)] : []),
    ...(fx === undefined ? [cliIssue('needs-option', '--display-currency', { option: '--fx FILE' })] : []),
    ...(fx === '-' ? othersFromStdin(invocation) : []),
  ]
  return code === undefined || fx === undefined || issues.length > 0 ? failed(...issues) : ok({ currency: code, fx })
}

const unknownCurrency = (code: string): Issue =>
  cliIssue('unknown-choice', '--display-currency', { came: shorten(code), candidates: moneyCodes() })

/** Stdin is read once. */
function othersFromStdin({ option }: Invocation): readonly Issue[] {
  const others = (['response', 'balances', 'contract'] as const).filter((name) => option(name) === '-')
  const options = ['--fx -', ...others.map((name) => `--${name} -`)]
  return others.length > 0 ? [cliIssue('contradictory-options', '--fx', { options })] : []
}
