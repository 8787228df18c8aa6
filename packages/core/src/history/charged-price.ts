import type { PricedCellRate } from '../compile/rate-table.ts'
import { divideRationals, multiplyRationals, type Rational } from '../number/rational.ts'

/**
 * The price of one unit with every change of price applied to it; undefined where steps take its place.
 *
 * @example
 * formatExact(chargedPrice(rate)) // '0.0000004' for 0.8 / 1,000,000 at half price
 */
export const chargedPrice = ({
  listPrice,
  per,
  modifiers,
}: Pick<PricedCellRate, 'listPrice' | 'per' | 'modifiers'>): Rational | undefined =>
  listPrice &&
  divideRationals(
    modifiers.reduce((price, { factor }) => multiplyRationals(price, factor), listPrice),
    per,
  )
