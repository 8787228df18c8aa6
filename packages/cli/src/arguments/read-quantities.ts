import {
  compareRationals,
  failed,
  type Issue,
  isMeterId,
  issue,
  METER_IDS,
  type MeterId,
  meter,
  ok,
  type Rational,
  type Result,
  rational,
} from '@ratecard/core'
import { cliIssue, shorten } from '../cli-issue.ts'
import { readDecimal } from './read-number.ts'
import { readPairs } from './read-pairs.ts'

/** Reads `input_tokens=1000,output_tokens=200`: each meter once, with a number that can be its quantity. */
export function readQuantities(lists: readonly string[], place: string): Result<ReadonlyMap<MeterId, Rational>> {
  const pairs = readPairs(
    lists.flatMap((list) => list.split(',')),
    place,
    'input_tokens=1000',
  )
  const issues: Issue[] = pairs.ok ? [] : [...pairs.issues]
  const quantities = new Map<MeterId, Rational>()
  for (const [name, text] of pairs.ok ? pairs.value : []) {
    const quantity = readQuantity(name, text, place)
    if (quantity.ok) quantities.set(name as MeterId, quantity.value)
    else issues.push(...quantity.issues)
  }
  return issues.length > 0 ? failed(...issues) : ok(quantities)
}

function readQuantity(name: string, text: string, place: string): Result<Rational> {
  if (!isMeterId(name)) return failed(cliIssue('unknown-meter', place, { came: shorten(name), candidates: METER_IDS }))
  const value = readDecimal(text, `${place} ${name}`)
  if (!value.ok) return value
  const isValid =
    compareRationals(value.value, rational(0)) >= 0 && (meter(name).fractional === true || isWhole(value.value))
  const code = meter(name).fractional ? 'invalid-quantity-decimal' : 'invalid-quantity-whole'
  return isValid ? value : failed(issue(code, `${place} ${name}`, { meter: name, came: shorten(text) }))
}

const isWhole = ({ denominator }: Rational): boolean => denominator === 1
