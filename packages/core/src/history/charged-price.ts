import type { PricedCellRate } from '../compile/rate-table.ts'
import { divideRationals, multiplyRationals, type Rational } from '../number/rational.ts'

/**
 * The price of one unit with every change of price applied to it; undefined where steps take its place.
 *
 * @example
 * chargedPrice({ listPrice: rational('0.8'), per: rational('1000000'), modifiers: [] }) // 0.0000008
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
