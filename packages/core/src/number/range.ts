import {
  addRationals,
  compareRationals,
  equalRationals,
  maxRational,
  minRational,
  multiplyRationals,
  type Rational,
  ZERO,
} from './rational.ts'

/** A value that may be uncertain, with `low <= likely <= high`; an exact value has all three equal. */
export interface Range {
  readonly low: Rational
  readonly likely: Rational
  readonly high: Rational
}

export const exactly = (value: Rational): Range => ({ low: value, likely: value, high: value })

export const isExact = (range: Range): boolean => equalRationals(range.low, range.high)

export const isOrdered = (range: Range): boolean =>
  compareRationals(range.low, range.likely) <= 0 && compareRationals(range.likely, range.high) <= 0

/** Applies a function that never falls to each end. */
export const mapRange = (range: Range, rising: (value: Rational) => Rational): Range =>
  isExact(range)
    ? exactly(rising(range.likely))
    : { low: rising(range.low), likely: rising(range.likely), high: rising(range.high) }

export const addRanges = (a: Range, b: Range): Range => ({
  low: addRationals(a.low, b.low),
  likely: addRationals(a.likely, b.likely),
  high: addRationals(a.high, b.high),
})

export const sumRanges = (ranges: Iterable<Range | undefined>): Range => {
  let sum = exactly(ZERO)
  for (const range of ranges) if (range) sum = addRanges(sum, range)
  return sum
}

/** Multiplies by a factor of 0 or more. */
export const scaleRange = (range: Range, factor: Rational): Range =>
  mapRange(range, (value) => multiplyRationals(value, factor))

/** The smallest range that holds both, with the likely value of `a`. */
export const spanRanges = (a: Range, b: Range): Range => ({
  low: minRational(a.low, b.low),
  likely: a.likely,
  high: maxRational(a.high, b.high),
})
