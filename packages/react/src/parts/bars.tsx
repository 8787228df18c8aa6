import { compareRationals, formatDecimal, type Range, type Rational } from '@ratecard/core'

/** How large a value is beside the largest, 0 to 1: for pictures, which stand beside the exact number. */
export const shareOf = (value: Rational, largest: Rational): number =>
  largest.numerator === 0 ? 0 : Number(formatDecimal(value)) / Number(formatDecimal(largest))

export const largestOf = (values: readonly Rational[]): Rational =>
  values.reduce((most, value) => (compareRationals(value, most) > 0 ? value : most), { numerator: 0, denominator: 1 })

interface BarProps {
  readonly range: Range
  readonly largest: Rational
}

/** A bar beside a number that says the same; what is between the ends of a range is lighter. */
export function Bar({ range, largest }: BarProps) {
  const width = (end: Rational) => 100 * shareOf(end, largest)
  return (
    <svg className="rc-bar" part="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
      <rect className="rc-bar-range" x="0" y="0" height="8" width={width(range.high)} />
      <rect className="rc-bar-sure" x="0" y="0" height="8" width={width(range.low)} />
    </svg>
  )
}
