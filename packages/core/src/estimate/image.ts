import { divideRationals, multiplyRationals, type Rational, rational, roundRational } from '../number/rational.ts'
import type { Estimation } from '../tariff/tariff.ts'

/** Width and height in pixels, both whole and more than 0. */
export interface ImageSize {
  readonly width: number
  readonly height: number
}

/**
 * Tokens of an image by its area: floor(width × height / patch²).
 *
 * @example
 * estimateImage({ width: 512, height: 512 }, { patch: '28' }) // 334
 */
export function estimateImage({ width, height }: ImageSize, rule: NonNullable<Estimation['image']>): Rational {
  const patch = rational(rule.patch)
  const area = multiplyRationals(rational(width), rational(height))
  return roundRational(divideRationals(area, multiplyRationals(patch, patch)), 0, 'down')
}
