import { exactly, mapRange, type Range } from '../number/range.ts'
import {
  addRationals,
  compareRationals,
  divideRationals,
  equalRationals,
  maxRational,
  multiplyRationals,
  ONE,
  type Rational,
  rational,
  roundRational,
  subtractRationals,
} from '../number/rational.ts'
import { floorSquareRoot } from '../number/square-root.ts'
import type { ImageGrid, ImageRule } from '../tariff/tariff.ts'

/** Width and height in pixels, both whole and more than 0. */
export interface ImageSize {
  readonly width: number
  readonly height: number
}

/** How many patches an image has after it was scaled: side by side, and one above the other. */
export interface ImagePatches {
  readonly columns: Range
  readonly rows: Range
}

/**
 * Tokens of an image: floor(width × height / patch²), or those of its grid of patches where the rule has one.
 *
 * @example
 * estimateImage({ width: 512, height: 512 }, { patch: '28' }).likely // 334
 * estimateImage({ width: 512, height: 512 }, { patch: '32', grid: { maximumPixels: '2621440', minimumTokens: '4', extraTokens: '2' } }).likely // 258
 */
export function estimateImage({ width, height }: ImageSize, { patch, grid }: ImageRule): Range {
  if (grid) return gridTokens(imagePatches({ width, height }, patch, grid), grid)
  const area = multiplyRationals(rational(width), rational(height))
  return exactly(roundRational(divideRationals(area, square(rational(patch))), 0, 'down'))
}

function gridTokens({ columns, rows }: ImagePatches, { minimumTokens, extraTokens }: ImageGrid): Range {
  const patches = {
    low: multiplyRationals(columns.low, rows.low),
    likely: multiplyRationals(columns.likely, rows.likely),
    high: multiplyRationals(columns.high, rows.high),
  }
  const [least, extra] = [rational(minimumTokens), rational(extraTokens)]
  return mapRange(patches, (tokens) => addRationals(maxRational(tokens, least), extra))
}

/**
 * The patches of an image. Each side is rounded to whole patches, halves to even; an image that then has too many
 * pixels, or too few patches, has its own sides scaled by one factor and rounded down, or up, to whole patches.
 *
 * The vendor prints this as a program with floats: `floor(height / sqrt(height * width / maximum) / patch)`. It is the
 * root of `height * maximum / (width * patch²)`, rounded down, which needs no float. The two differ only where that root
 * is a whole number: a float may then fall just short of it (at a patch of 28 and 1,003,520 pixels, 1500 × 1200 has 31 rows and not 32), or just
 * above it where sides are rounded up. Which it is depends on the vendor's machine, so such a side is a range of both;
 * the whole number is the likely one.
 */
export function imagePatches({ width, height }: ImageSize, patch: string, grid: ImageGrid): ImagePatches {
  const size = rational(patch)
  const [across, down] = [divideRationals(rational(width), size), divideRationals(rational(height), size)]
  const [columns, rows] = [roundRational(across, 0, 'half-even'), roundRational(down, 0, 'half-even')]
  const most = divideRationals(rational(grid.maximumPixels), square(size))
  const least = rational(grid.minimumTokens)
  const patches = multiplyRationals(columns, rows)
  if (compareRationals(patches, most) > 0)
    return { columns: shrunk(across, down, most), rows: shrunk(down, across, most) }
  if (compareRationals(patches, least) < 0)
    return { columns: grown(across, down, least), rows: grown(down, across, least) }
  return { columns: exactly(columns), rows: exactly(rows) }
}

/** A side of an image with the area of so many patches, rounded down. */
function shrunk(side: Rational, other: Rational, patches: Rational): Range {
  const { root, isWhole } = scaledSide(side, other, patches)
  return isWhole ? { low: subtractRationals(root, ONE), likely: root, high: root } : exactly(root)
}

/** The same, rounded up. */
function grown(side: Rational, other: Rational, patches: Rational): Range {
  const { root, isWhole } = scaledSide(side, other, patches)
  const above = addRationals(root, ONE)
  return isWhole ? { low: root, likely: root, high: above } : exactly(above)
}

function scaledSide(side: Rational, other: Rational, patches: Rational): { root: Rational; isWhole: boolean } {
  const squared = divideRationals(multiplyRationals(side, patches), other)
  const root = floorSquareRoot(squared)
  return { root, isWhole: equalRationals(square(root), squared) }
}

const square = (a: Rational): Rational => multiplyRationals(a, a)
