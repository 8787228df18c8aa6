import { countsTokens, type MeterId } from '../meter/meter.ts'
import { addRanges, exactly, type Range, scaleRange } from '../number/range.ts'
import { rational, ZERO } from '../number/rational.ts'
import type { Estimation, FlatEstimation, Localized } from '../tariff/tariff.ts'
import { type Quantities, quantityEntries } from '../usage/usage.ts'

/** What became of a quantity that no price is stated for. */
export interface Estimated {
  readonly meter: MeterId
  readonly reason: 'counted-as-tokens' | 'replaced-by-report' | 'rule-not-stated'
  readonly tokensEach: string
  readonly note?: Localized
}

export interface EstimationOutcome {
  readonly quantities: Quantities
  readonly estimated: readonly Estimated[]
}

/**
 * Adds the tokens that a published rule gives for images or requests. A token count reported by the provider replaces
 * every such estimate.
 */
export function applyEstimation(
  quantities: Quantities,
  rule: Estimation | undefined,
  facets: Readonly<Record<string, string>>,
): EstimationOutcome {
  const entries = quantityEntries(quantities)
  const isReported = entries.some(([id, { basis }]) => countsTokens(id) && basis === 'reported')
  let tokens: Range = quantities.tokens ?? exactly(ZERO)
  const estimated: Estimated[] = []
  for (const [meter, quantity] of entries) {
    const flat = rule?.flat?.find((candidate) => candidate.meter === meter && holds(candidate, facets))
    if (flat === undefined) continue
    const note = flat.note === undefined ? {} : { note: flat.note }
    if (isReported) estimated.push({ meter, reason: 'replaced-by-report', tokensEach: flat.tokens ?? '' })
    else if (flat.tokens === undefined) estimated.push({ meter, reason: 'rule-not-stated', tokensEach: '', ...note })
    else {
      tokens = addRanges(tokens, scaleRange(quantity, rational(flat.tokens)))
      estimated.push({ meter, reason: 'counted-as-tokens', tokensEach: flat.tokens, ...note })
    }
  }
  if (!estimated.some(({ reason }) => reason === 'counted-as-tokens')) return { quantities, estimated }
  return { quantities: { ...quantities, tokens: { ...tokens, basis: 'estimated' } }, estimated }
}

const holds = ({ when = {} }: FlatEstimation, facets: Readonly<Record<string, string>>): boolean =>
  Object.entries(when).every(([name, value]) => facets[name] === value)
