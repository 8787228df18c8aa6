import { currency, failed, moneyCodes, ok, type Result } from '@ratecard/core'
import { cliIssue, shorten } from '../cli-issue.ts'
import type { Invocation } from '../command.ts'

/** In which currency totals are shown beside their own, and the file of exchange rates. */
export interface AskedDisplay {
  readonly currency: string
  readonly fx: string
}

/** Both or neither: ratecard knows no exchange rates of its own. */
export function readDisplay({ option }: Invocation): Result<AskedDisplay | undefined> {
  const [code, fx] = [option('display-currency'), option('fx')]
  const unknown =
    code === undefined || currency(code)?.money
      ? []
      : [cliIssue('unknown-choice', '--display-currency', { came: shorten(code), candidates: moneyCodes() })]
  if (code === undefined && fx === undefined) return ok(undefined)
  if (code === undefined) return failed(cliIssue('needs-option', '--fx', { option: '--display-currency CODE' }))
  if (fx === undefined)
    return failed(...unknown, cliIssue('needs-option', '--display-currency', { option: '--fx FILE' }))
  return unknown.length > 0 ? failed(...unknown) : ok({ currency: code, fx })
}
