import { integer } from './integer.ts'
import { type Rational, reduced } from './rational.ts'

/** The largest whole number whose square is at most `a`, which is 0 or more. */
export function floorSquareRoot(a: Rational): Rational {
  const whole = BigInt(a.numerator) / BigInt(a.denominator)
  return reduced(integer(wholeRoot(whole)), 1)
}

/** Newton's steps from above: they fall until the root is reached. */
function wholeRoot(value: bigint): bigint {
  if (value === 0n) return 0n
  let root = 1n << BigInt((value.toString(2).length + 1) >> 1)
  for (;;) {
    const next = (root + value / root) >> 1n
    if (next >= root) return root
    root = next
  }
}
