import { RatecardError } from '../errors.ts'
import { exactly, isExact, type Range } from './range.ts'
import { decimalDigits, formatDecimal, formatExact, formatFraction, parseRational, type Rational } from './rational.ts'

/** What JSON can hold. */
export type Json = null | boolean | string | readonly Json[] | JsonObject

export type JsonObject = { readonly [key: string]: Json }

/**
 * A number on the wire: one decimal string, and beside it `…Range` where it is not exact and `…Exact` where no finite
 * decimal exists.
 *
 * @example
 * numberFields('amount', divideRationals(rational(8), rational(3))) // { amount: '2.666666666667', amountExact: '8/3' }
 */
export function numberFields(name: string, value: Range | Rational): JsonObject {
  const fields: Fields = {}
  addNumber(fields, name, value)
  return fields
}

/** A JSON object while it is made. */
export type Fields = Record<string, Json>

/** Adds to an object what `numberFields` gives. */
export function addNumber(fields: Fields, name: string, value: Range | Rational): void {
  const likely = 'likely' in value ? value.likely : value
  fields[name] = formatDecimal(likely)
  if ('likely' in value && !isExact(value))
    fields[`${name}Range`] = { low: formatExact(value.low), high: formatExact(value.high) }
  if (decimalDigits(likely) === undefined) fields[`${name}Exact`] = formatFraction(likely)
}

/**
 * Reads one exact number that `numberFields` wrote.
 *
 * @throws RatecardError `invalid-number` when the field holds none.
 */
export const readExact = (json: JsonObject, name: string): Rational =>
  readText((json[`${name}Exact`] ?? json[name]) as string)

function readText(text: string): Rational {
  const value = parseRational(text)
  if (value === undefined) throw new RatecardError('invalid-number', { value: String(text).slice(0, 80) })
  return value
}

/**
 * Reads a number that `numberFields` wrote, with its range.
 *
 * @throws RatecardError `invalid-number` when a field holds none.
 */
export function readRange(json: JsonObject, name: string): Range {
  const likely = readExact(json, name)
  const ends = json[`${name}Range`] as { low: string; high: string } | undefined
  return ends ? { low: readText(ends.low), likely, high: readText(ends.high) } : exactly(likely)
}
