import {
  compareRationals,
  ExactNumberValue,
  failed,
  type Issue,
  type LosslessJson,
  type MeterId,
  ok,
  parseDecimal,
  type Rational,
  type Result,
  rational,
} from '@ratecard/core'
import { serverIssue, shorten } from '../problems/server-issue.ts'

/**
 * Reads a map from meter to quantity: decimal strings, or JSON numbers by the digits that stand there. Which meters there
 * are, and which of them are whole, is for core to say.
 */
export function readQuantities(
  json: LosslessJson | undefined,
  path: string,
): Result<readonly (readonly [MeterId, Rational])[]> {
  if (json === undefined) return ok([])
  if (typeof json !== 'object' || json === null || Array.isArray(json) || json instanceof ExactNumberValue)
    return failed(serverIssue('no-quantity-text', path, { field: path.slice(1), came: shownJson(json) }))
  const issues: Issue[] = []
  const read: [MeterId, Rational][] = []
  // Without a prototype, as it was read: it has no names but its own.
  for (const name in json) {
    const value = (json as Readonly<Record<string, LosslessJson>>)[name] as LosslessJson
    const quantity = parseDecimal(digitsOf(value))
    if (quantity) read.push([name as MeterId, quantity])
    else {
      const field = shorten(name)
      const place = `${path}/${field.replaceAll('~', '~0').replaceAll('/', '~1')}`
      issues.push(serverIssue('no-quantity-text', place, { field, came: shownJson(value) }))
    }
  }
  return issues.length > 0 ? failed(...issues.slice(0, MOST_ISSUES)) : ok(read)
}

/** Reads one number above 0, in a string or as JSON has it. */
export function readPositive(json: LosslessJson | undefined, path: string): Result<Rational> {
  const value = parseDecimal(json === undefined ? '' : digitsOf(json))
  if (value && compareRationals(value, rational(0)) > 0) return ok(value)
  const came = json === undefined ? '' : shownJson(json)
  return failed(serverIssue('not-positive', path, { field: path.slice(1), came }))
}

/** Nobody reads more. */
const MOST_ISSUES = 100

function digitsOf(value: LosslessJson): string {
  if (typeof value === 'number') return String(value)
  if (value instanceof ExactNumberValue) return value.number
  return typeof value === 'string' ? value : ''
}

function shownJson(value: LosslessJson): string {
  const digits = digitsOf(value)
  if (digits !== '') return shorten(digits)
  return Array.isArray(value) ? '[…]' : typeof value === 'object' && value !== null ? '{…}' : JSON.stringify(value)
}
