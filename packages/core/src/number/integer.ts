/**
 * An exact integer: a `number` exactly when it is a safe integer, else a `bigint`. With this canonical form `===`
 * compares values.
 *
 * The fast path is sound because a double holds every integer up to 2^53 - 1 and rounding is monotonic: were the true
 * sum or product of two safe integers 2^53 or more, the rounded one would be too. So a rounded result that is safe is
 * the true one.
 */
export type Integer = number | bigint

/** The canonical form of any integer. */
export function integer(value: bigint): Integer {
  const narrow = Number(value)
  return Number.isSafeInteger(narrow) ? narrow : value
}

export function add(a: Integer, b: Integer): Integer {
  if (typeof a === 'number' && typeof b === 'number') {
    const sum = a + b
    if (Number.isSafeInteger(sum)) return sum
  }
  return integer(BigInt(a) + BigInt(b))
}

export function multiply(a: Integer, b: Integer): Integer {
  if (typeof a === 'number' && typeof b === 'number') {
    const product = a * b
    if (Number.isSafeInteger(product)) return product === 0 ? 0 : product
  }
  return integer(BigInt(a) * BigInt(b))
}

export const negate = (a: Integer): Integer => (typeof a === 'number' ? 0 - a : integer(-a))

export const sign = (a: Integer): -1 | 0 | 1 => (a > 0 ? 1 : a < 0 ? -1 : 0)

export const absolute = (a: Integer): Integer => (a < 0 ? negate(a) : a)

/** Quotient truncated towards zero, and the remainder with the sign of `a`. */
export function divide(a: Integer, b: Integer): { quotient: Integer; remainder: Integer } {
  if (typeof a === 'number' && typeof b === 'number') {
    const remainder = a % b
    return { quotient: (a - remainder) / b + 0, remainder: remainder + 0 }
  }
  const [wideA, wideB] = [BigInt(a), BigInt(b)]
  return { quotient: integer(wideA / wideB), remainder: integer(wideA % wideB) }
}

/** The quotient where `b` is known to divide `a`: then that of two doubles is exact. */
export const divideExactly = (a: Integer, b: Integer): Integer =>
  typeof a === 'number' && typeof b === 'number' ? a / b : integer(BigInt(a) / BigInt(b))

/** Greatest common divisor of the absolute values; `gcd(0, 0)` is 0. */
export function gcd(a: Integer, b: Integer): Integer {
  let x = absolute(a)
  let y = absolute(b)
  while (typeof x !== 'number' || typeof y !== 'number') {
    if (y === 0) return x
    ;[x, y] = [y, integer(BigInt(x) % BigInt(y))]
  }
  return gcdOfNumbers(x, y)
}

const MAX_INT32 = 0x7fffffff

/** Remainders of doubles are slow, those of 32-bit integers are not. */
function gcdOfNumbers(a: number, b: number): number {
  let x = a
  let y = b
  while (x > MAX_INT32 || y > MAX_INT32) {
    if (y === 0) return x
    const rest = x % y
    x = y
    y = rest
  }
  let narrow = x | 0
  let next = y | 0
  while (next !== 0) {
    const rest = (narrow % next) | 0
    narrow = next
    next = rest
  }
  return narrow
}

/** 10 to a power of 0 or more. */
export const powerOfTen = (exponent: number): Integer => (exponent < 16 ? 10 ** exponent : 10n ** BigInt(exponent))
