/** An oracle for arithmetic: a fraction as two bigints, with nothing in common with core's numbers. */
export type Fraction = readonly [bigint, bigint]

export function fraction(text: string): Fraction {
  const [over = '', under = '1'] = text.split('/')
  const [whole = '', digits = ''] = over.split('.')
  return [BigInt(whole + digits), 10n ** BigInt(digits.length) * BigInt(under)]
}

const plus = ([a, b]: Fraction, [c, d]: Fraction): Fraction => [a * d + c * b, b * d]
export const minus = (x: Fraction, [c, d]: Fraction): Fraction => plus(x, [-c, d])
export const times = ([a, b]: Fraction, [c, d]: Fraction): Fraction => [a * c, b * d]
export const over = ([a, b]: Fraction, [c, d]: Fraction): Fraction => (c < 0n ? [-a * d, -b * c] : [a * d, b * c])
export const isLess = ([a, b]: Fraction, [c, d]: Fraction): boolean => a * d < c * b
export const isSame = ([a, b]: Fraction, [c, d]: Fraction): boolean => a * d === c * b
export const least = (values: readonly Fraction[]): Fraction => values.reduce((x, y) => (isLess(y, x) ? y : x))
export const most = (values: readonly Fraction[]): Fraction => values.reduce((x, y) => (isLess(x, y) ? y : x))
export const total = (values: readonly Fraction[]): Fraction => values.reduce(plus, [0n, 1n])
