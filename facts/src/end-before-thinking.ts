import { type Claim, isVendor, seriesOf } from './read-claims.ts'

/**
 * A vendor's price for all output, of a time before any source had one for thinking alone, holds for thinking too; but it
 * is not carried beyond the day on which one was first seen, even where that one is a catalogue's and not used. Without
 * this an old price would be charged for thoughts that are known to cost more.
 */
export function endBeforeThinking(claims: readonly Claim[]): readonly Claim[] {
  return claims.flatMap((claim) => {
    const absent = isVendor(claim) && !('thinking' in (claim.rate.when ?? {})) ? endOf(claim, claims) : undefined
    if (absent === undefined) return [claim]
    return [withThinking(claim, 'off'), { ...withThinking(claim, 'on'), absent }]
  })
}

/** The first sighting of a price of thinking, where it is a catalogue's and no claim of the vendor lies between. */
function endOf(claim: Claim, claims: readonly Claim[]): string | undefined {
  const own = claims.filter((other) => seriesOf(other) === seriesOf(withThinking(claim, 'on')))
  const days = own.flatMap((other) => other.days).sort()
  const last = claim.days.at(-1) ?? ''
  const [first = ''] = days
  const isLast = claims.every(
    (other) =>
      other === claim || !isVendor(other) || seriesOf(other) !== seriesOf(claim) || (other.days[0] ?? '') <= last,
  )
  return isLast && last !== '' && first > last && !own.some(isVendor) ? first : undefined
}

const withThinking = (claim: Claim, thinking: 'on' | 'off'): Claim => ({
  ...claim,
  rate: { ...claim.rate, when: { ...claim.rate.when, thinking } },
})
