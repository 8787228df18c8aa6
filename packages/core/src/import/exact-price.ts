import { ExactNumberValue, type LosslessJson } from '../json/read-json.ts'

const NUMBER = /^(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,4}))?$/
/** As many digits as a tariff takes on either side of the point. */
const MAX_DIGITS = 30

/**
 * The decimal that a JSON number of 0 or more writes, digit for digit: `2.50e-06` is `0.00000250`, and with its point
 * moved by 6 places `2.50`. Undefined for a text, a negative number, and more digits than a tariff takes.
 */
export function exactPrice(value: LosslessJson | undefined, places = 0): string | undefined {
  const text =
    value instanceof ExactNumberValue ? value.number : typeof value === 'number' ? value.toFixed() : undefined
  return text === undefined ? undefined : exactDecimal(text, places)
}

/** The same of a text that writes the number. */
export function exactDecimal(text: string, places = 0): string | undefined {
  const [, whole, fraction = '', exponent = '0'] = NUMBER.exec(text) ?? []
  if (whole === undefined) return undefined
  const digits = whole + fraction
  const point = whole.length + Number(exponent) + places
  if (Math.abs(point) > 10 * MAX_DIGITS) return undefined
  const before =
    digits
      .slice(0, Math.max(0, point))
      .padEnd(point, '0')
      .replace(/^0+(?=\d)/, '') || '0'
  const after = '0'.repeat(Math.max(0, -point)) + digits.slice(Math.max(0, point))
  if (before.length > MAX_DIGITS || after.length > MAX_DIGITS) return undefined
  return after === '' ? before : `${before}.${after}`
}
