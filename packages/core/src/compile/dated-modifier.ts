import type { Instant } from '../period/instant.ts'
import { ALWAYS, contains, type Period } from '../period/period.ts'
import type { Modifier, RateCard, Tariff } from '../tariff/tariff.ts'
import { claimsOf } from './timeline.ts'

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
    .filter(({ models, exceptModels }) => (models?.includes(name) ?? true) && !exceptModels?.includes(name))
    .filter(({ source }) => allowed.has(tariff.sources[source]?.evidence ?? ''))
    .map((modifier) => ({ modifier, periods: knownPeriods(tariff, modifier, asOf) }))
    .sort((a, b) => a.modifier.order - b.modifier.order)
}

/** A modifier's dates are read as those of a card are. */
function knownPeriods(tariff: Tariff, { id, effective = {}, source }: Modifier, asOf: Instant | undefined) {
  const card: RateCard = { id, model: '', effective, source, rates: [] }
  const isOpen = effective.from !== undefined && effective.until === undefined && effective.observed === undefined
  return claimsOf(tariff, [card], asOf).map(({ from, until }) => ({ from, until: isOpen ? ALWAYS.until : until }))
}

export const modifiersAt = (modifiers: readonly DatedModifier[], at: Instant): readonly Modifier[] =>
  modifiers.filter(({ periods }) => periods.some((period) => contains(period, at))).map(({ modifier }) => modifier)
