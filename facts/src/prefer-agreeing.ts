import { compareRationals, multiplyRationals, type Rational, rational, subtractRationals } from '@ratecard/core'
import { areCompatible, type Claim, isVendor } from './read-claims.ts'
import { isSharedTier } from './shared-ground.ts'

/** Yuan for a dollar by which the vendor's Chinese page converts: the first for older models, the second for newer ones. */
const YUAN_FOR_A_DOLLAR = ['7.33924', '7.4942']
/** What is left of the page's rounding. */
const TOLERANCE = rational('0.005')
const AGREES = 10

/**
 * Of two catalogues that contradict each other the one that says what the vendor's own list of the same place says is
 * preferred: a price in dollars that is, in every tier that it covers, the vendor's price in yuan at the vendor's rate.
 */
export function preferAgreeing(claims: readonly Claim[], ofVendor: readonly Claim[]): readonly Claim[] {
  return claims.map((claim) =>
    !isVendor(claim) && isConfirmed(claim, ofVendor) ? { ...claim, preference: claim.preference + AGREES } : claim,
  )
}

export const isAgreeing = ({ preference }: Claim): boolean => preference >= AGREES

function isConfirmed(claim: Claim, ofVendor: readonly Claim[]): boolean {
  const printed = ofVendor.filter((other) => areCompatible(claim, other) && isSharedTier(claim, other))
  return printed.length > 0 && printed.every((other) => isConversion(claim.rate, other.rate))
}

function isConversion(dollars: Claim['rate'], yuan: Claim['rate']): boolean {
  const expected = multiplyRationals(rational(yuan.price ?? '0'), rational(dollars.per))
  const margin = multiplyRationals(expected, TOLERANCE)
  return YUAN_FOR_A_DOLLAR.some((rate) => {
    const converted = multiplyRationals(
      multiplyRationals(rational(dollars.price ?? '0'), rational(rate)),
      rational(yuan.per),
    )
    return compareRationals(absolute(subtractRationals(converted, expected)), margin) <= 0
  })
}

const absolute = (value: Rational): Rational =>
  compareRationals(value, rational(0)) < 0 ? subtractRationals(rational(0), value) : value
