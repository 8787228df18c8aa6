import type { Rational } from '../number/rational.ts'
import { type PriceOfUnit, unitCharge } from '../rating/multiply.ts'

/**
 * The price of one unit with every change of price applied to it; undefined where steps take its place.
 *
 * @example
 * chargedPrice({ listPrice: rational('0.8'), per: rational('1000000'), modifiers: [] }) // 0.0000008
 */
export const chargedPrice = (rate: PriceOfUnit): Rational | undefined => rate.listPrice && unitCharge(rate)
