import { failed, issue, ok, parseDecimal, type Rational, type Result } from '@ratecard/core'

/** Digits in groups of three, as people write and paste them. */
const GROUPED = /^\d{1,3}(?:[,\u00a0\u202f ]\d{3})+(?:\.\d+)?$/

/** Reads what stands in a field for a number. Issues: `ui.no-number`. */
export function readNumber(text: string, path: string): Result<Rational> {
  const trimmed = text.trim()
  const value = parseDecimal(GROUPED.test(trimmed) ? trimmed.replace(/[,\u00a0\u202f ]/g, '') : trimmed)
  return value ? ok(value) : failed(issue('ui.no-number', path, { came: trimmed.slice(0, 40) }))
}

/** Reads a whole number from 1 to `most`. Issues: `ui.no-count`. */
export function readCount(text: string, path: string, most: number): Result<number> {
  const value = readNumber(text, path)
  const count = value.ok && value.value.denominator === 1 ? Number(value.value.numerator) : 0
  if (count >= 1 && count <= most) return ok(count)
  return failed(issue('ui.no-count', path, { came: text.trim().slice(0, 40), most: String(most) }))
}
