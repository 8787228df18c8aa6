import { compareRationals, failed, ok, parseDecimal, type Rational, type Result, rational } from '@ratecard/core'
import { type CliIssueCode, cliIssue, shorten } from '../cli-issue.ts'

const DECIMAL = /^-?\d+(?:\.\d+)?$/

/** Reads a decimal number exactly; exponents, fractions, `NaN` and separators are refused. */
export function readDecimal(text: string, place: string, code: CliIssueCode = 'invalid-number'): Result<Rational> {
  const value = DECIMAL.test(text) ? parseDecimal(text) : undefined
  return value ? ok(value) : failed(cliIssue(code, place, { came: shorten(text) }))
}

export function readPositiveDecimal(text: string, place: string): Result<Rational> {
  const value = readDecimal(text, place, 'invalid-positive-number')
  if (!value.ok || compareRationals(value.value, rational(0)) > 0) return value
  return failed(cliIssue('invalid-positive-number', place, { came: shorten(text) }))
}

/** Reads a whole number of at least `least`, small enough to be exact as a number of JavaScript. */
export function readWholeNumber(text: string, place: string, least: number): Result<number> {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN
  if (Number.isSafeInteger(value) && value >= least) return ok(value)
  if (value > Number.MAX_SAFE_INTEGER)
    return failed(cliIssue('number-too-large', place, { came: shorten(text), limit: String(Number.MAX_SAFE_INTEGER) }))
  return failed(cliIssue('invalid-whole-number', place, { came: shorten(text), least: String(least) }))
}
