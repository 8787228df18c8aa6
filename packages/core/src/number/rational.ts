import { RatecardError } from '../errors.ts'
import {
  absolute,
  add,
  divide,
  divideExactly,
  gcd,
  type Integer,
  integer,
  multiply,
  negate,
  powerOfTen,
  sign,
} from './integer.ts'

/**
 * An exact rational number in lowest terms with a positive denominator; equal values have equal fields.
 * Prices, quantities and amounts are rationals from input to output: 8/3 has no decimal.
 */
export interface Rational {
  readonly numerator: Integer
  readonly denominator: Integer
}

export const ZERO: Rational = { numerator: 0, denominator: 1 }
export const ONE: Rational = { numerator: 1, denominator: 1 }

const DECIMAL = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/
const FRACTION = /^(-?(?:0|[1-9]\d*))\/([1-9]\d*)$/
/** Longer than any price, quantity or amount, and short enough that arithmetic on hostile digits stays quick. */
const MAX_LENGTH = 200
const MAX_EXACT_LENGTH = 10_000

/** Reads a decimal (`"0.0100"`, `"-3"`); undefined for anything else, exponents included. */
export const parseDecimal = (text: string): Rational | undefined =>
  text.length > MAX_LENGTH ? undefined : readDecimal(text)

function readDecimal(text: string): Rational | undefined {
  if (!DECIMAL.test(text)) return undefined
  const point = text.indexOf('.')
  if (point < 0) return fromInteger(readInteger(text))
  return reduced(readInteger(text.slice(0, point) + text.slice(point + 1)), powerOfTen(text.length - point - 1))
}

/** Reads what `formatExact` wrote: a decimal or a fraction (`"8/3"`), also one that arithmetic made long. */
export function parseRational(text: string): Rational | undefined {
  if (text.length > MAX_EXACT_LENGTH) return undefined
  const [, numerator, denominator] = FRACTION.exec(text) ?? []
  if (numerator === undefined || denominator === undefined) return readDecimal(text)
  return reduced(readInteger(numerator), readInteger(denominator))
}

/**
 * Reads a decimal string, or a safe integer.
 *
 * @throws RatecardError `invalid-number` when `value` is neither.
 * @example
 * formatDecimal(multiplyRationals(rational('0.0100'), rational(1000))) // '10'
 */
export function rational(value: string | number): Rational {
  const parsed = typeof value === 'string' ? parseDecimal(value) : Number.isSafeInteger(value) && fromInteger(value)
  if (!parsed) throw new RatecardError('invalid-number', { value: String(value).slice(0, 80) })
  return parsed
}

const readInteger = (digits: string): Integer => (digits.length <= 15 ? Number(digits) + 0 : integer(BigInt(digits)))

const fromInteger = (numerator: Integer): Rational => ({ numerator, denominator: 1 })

/** A numerator over a positive denominator, in lowest terms. */
export function reduced(numerator: Integer, denominator: Integer): Rational {
  if (denominator === 1) return { numerator, denominator }
  const common = gcd(numerator, denominator)
  if (common === 1) return { numerator, denominator }
  return { numerator: divideExactly(numerator, common), denominator: divideExactly(denominator, common) }
}

export function addRationals(a: Rational, b: Rational): Rational {
  if (a.denominator === b.denominator) return reduced(add(a.numerator, b.numerator), a.denominator)
  return reduced(
    add(multiply(a.numerator, b.denominator), multiply(b.numerator, a.denominator)),
    multiply(a.denominator, b.denominator),
  )
}

export const negateRational = (a: Rational): Rational => ({
  numerator: negate(a.numerator),
  denominator: a.denominator,
})

export const subtractRationals = (a: Rational, b: Rational): Rational => addRationals(a, negateRational(b))

export const multiplyRationals = (a: Rational, b: Rational): Rational =>
  reduced(multiply(a.numerator, b.numerator), multiply(a.denominator, b.denominator))

/** @throws RatecardError `division-by-zero` */
export function divideRationals(a: Rational, b: Rational): Rational {
  if (b.numerator === 0) throw new RatecardError('division-by-zero')
  const numerator = multiply(a.numerator, b.denominator)
  const denominator = multiply(a.denominator, b.numerator)
  return denominator < 0 ? reduced(negate(numerator), negate(denominator)) : reduced(numerator, denominator)
}

export const compareRationals = (a: Rational, b: Rational): -1 | 0 | 1 =>
  sign(add(multiply(a.numerator, b.denominator), negate(multiply(b.numerator, a.denominator))))

export const equalRationals = (a: Rational, b: Rational): boolean =>
  a.numerator === b.numerator && a.denominator === b.denominator

export const isZero = (a: Rational): boolean => a.numerator === 0

export const isInteger = (a: Rational): boolean => a.denominator === 1

export const minRational = (a: Rational, b: Rational): Rational => (compareRationals(a, b) <= 0 ? a : b)

export const maxRational = (a: Rational, b: Rational): Rational => (compareRationals(a, b) >= 0 ? a : b)

/** How a value between two neighbours of the grid is moved to one of them. */
export type RoundingMode = 'down' | 'up' | 'floor' | 'ceiling' | 'half-up' | 'half-even'

/** Rounds to a number of decimal digits. `down` is towards zero, `up` away from it; halves go away from zero or to even. */
export function roundRational(a: Rational, digits: number, mode: RoundingMode): Rational {
  const unit = powerOfTen(digits)
  const { quotient, remainder } = divide(multiply(a.numerator, unit), a.denominator)
  const step = remainder === 0 ? 0 : roundingStep(quotient, remainder, a.denominator, mode)
  return reduced(add(quotient, step), unit)
}

function roundingStep(quotient: Integer, remainder: Integer, divisor: Integer, mode: RoundingMode): -1 | 0 | 1 {
  const away = sign(remainder)
  if (mode === 'down') return 0
  if (mode === 'up') return away
  if (mode === 'floor') return away < 0 ? -1 : 0
  if (mode === 'ceiling') return away > 0 ? 1 : 0
  const half = sign(add(multiply(absolute(remainder), 2), negate(divisor)))
  if (half !== 0) return half > 0 ? away : 0
  return mode === 'half-even' && divide(quotient, 2).remainder === 0 ? 0 : away
}

/** Decimal digits after the point that write `a` exactly, or undefined when no finite decimal exists. */
export function decimalDigits(a: Rational): number | undefined {
  let rest = a.denominator
  for (let digits = 0; ; digits++) {
    if (rest === 1) return digits
    const common = gcd(rest, 10)
    if (common === 1) return undefined
    rest = divideExactly(rest, common)
  }
}

/** Digits kept when a value has no finite decimal; the exact fraction is then given beside it. */
const WIRE_DIGITS = 12

/**
 * The decimal string of a value, without trailing zeros: exact where a finite decimal exists, otherwise rounded
 * half-up to 12 digits ({@link formatFraction} then gives the exact value).
 */
export function formatDecimal(a: Rational): string {
  const digits = decimalDigits(a)
  return digits === undefined ? formatFixed(roundRational(a, WIRE_DIGITS, 'half-up')) : formatFixed(a, digits)
}

function formatFixed(a: Rational, digits = decimalDigits(a) ?? 0): string {
  const scaled = divideExactly(multiply(absolute(a.numerator), powerOfTen(digits)), a.denominator)
  const text = scaled.toString().padStart(digits + 1, '0')
  const minus = a.numerator < 0 ? '-' : ''
  return digits === 0 ? minus + text : `${minus}${text.slice(0, -digits)}.${text.slice(-digits)}`
}

/** `"8/3"`; a whole number has no slash. Always exact. */
export const formatFraction = (a: Rational): string =>
  a.denominator === 1 ? a.numerator.toString() : `${a.numerator}/${a.denominator}`

/** The exact string of a value: a decimal where a finite one exists, else a fraction. */
export const formatExact = (a: Rational): string =>
  decimalDigits(a) === undefined ? formatFraction(a) : formatDecimal(a)
