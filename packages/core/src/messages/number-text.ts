import { isExact, type Range } from '../number/range.ts'
import { decimalDigits, formatDecimal, formatExact, type Rational } from '../number/rational.ts'
import { groupDigits } from './group-digits.ts'

/** `1,000,000`, or `8/3` where no finite decimal exists. */
const numberText = (value: Rational): string => groupDigits(formatExact(value))

/** `11 (10–12)`: the likely value, and the ends where they differ. */
export function rangeText(range: Range, write = numberText): string {
  const likely = write(range.likely)
  return isExact(range) ? likely : `${likely} (${numberText(range.low)}–${numberText(range.high)})`
}

/** An amount with its currency; a fraction is followed by its decimal, which a reader can compare with a bill. */
export const amountText = (range: Range, currency: string): string => `${rangeText(range, withDecimal)} ${currency}`

const withDecimal = (value: Rational): string =>
  decimalDigits(value) === undefined ? `${numberText(value)} ≈ ${groupDigits(formatDecimal(value))}` : numberText(value)
