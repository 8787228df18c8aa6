/** The closed set of ways in which a caller can break a function's contract. */
export type ErrorCode = 'invalid-number' | 'invalid-instant' | 'division-by-zero' | 'invalid-tariff' | 'outside-horizon'

const BRAND: unique symbol = Symbol.for('ratecard.error') as never

/**
 * Thrown when the caller broke a contract. Problems in data are never thrown: they are `Result` values.
 *
 * @example
 * try { rational('12,5') } catch (error) { if (isRatecardError(error)) console.log(error.code) }
 */
export class RatecardError extends Error {
  readonly code: ErrorCode
  readonly details: Readonly<Record<string, string>>
  readonly [BRAND] = true

  constructor(code: ErrorCode, details: Readonly<Record<string, string>> = {}) {
    super(`${code} ${JSON.stringify(details)}`)
    this.name = 'RatecardError'
    this.code = code
    this.details = details
  }
}

/** True for errors of any copy of the package, which `instanceof` is not. */
export const isRatecardError = (error: unknown): error is RatecardError =>
  typeof error === 'object' && error !== null && BRAND in error
