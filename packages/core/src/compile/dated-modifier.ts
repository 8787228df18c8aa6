import type { Instant } from '../period/instant.ts'
import { ALWAYS, contains, type Period } from '../period/period.ts'
import { isForModel } from '../tariff/is-for-model.ts'
import type { Modifier, RateCard, Tariff } from '../tariff/tariff.ts'
import { citedSource, claimsOf } from './timeline.ts'

/** A modifier with the stretches of time in which it is known to hold. */
export interface DatedModifier {
  readonly modifier: Modifier
  readonly periods: readonly Period[]
}

/**
 * The modifiers that concern a model, in their order. One without dates always holds; one that was only observed is
 * never carried past the last day, because a promotion that may have ended is no price.
 */
export function datedModifiers(
  tariff: Tariff,
  name: string,
  asOf: Instant | undefined,
  allowed: ReadonlySet<string>,
): readonly DatedModifier[] {
  return (tariff.modifiers ?? [])
    .filter((modifier) => isForModel(modifier, name))
    .filter(({ source }) => allowed.has(tariff.sources[source]?.evidence ?? ''))
    .flatMap((modifier) => knownModifier(tariff, modifier, asOf) ?? [])
    .sort((a, b) => a.modifier.order - b.modifier.order)
}

/** A modifier's dates are read as those of a card are; it names the source by which it was known. */
function knownModifier(tariff: Tariff, modifier: Modifier, asOf: Instant | undefined): DatedModifier | undefined {
  const { id, effective = {}, source } = modifier
  const card: RateCard = { id, model: '', effective, source, rates: [] }
  const isOpen = effective.from !== undefined && effective.until === undefined && effective.observed === undefined
  const [claim] = claimsOf(tariff, [card], asOf)
  if (claim === undefined) return undefined
  return {
    modifier: { ...modifier, source: citedSource(tariff, source, claim.days, asOf) },
    periods: [{ from: claim.from, until: isOpen ? ALWAYS.until : claim.until }],
  }
}

export const modifiersAt = (modifiers: readonly DatedModifier[], at: Instant): readonly Modifier[] =>
  modifiers.filter(({ periods }) => periods.some((period) => contains(period, at))).map(({ modifier }) => modifier)
