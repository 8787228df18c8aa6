import type { MeterId } from '../meter/meter.ts'
import type { Rational } from '../number/rational.ts'
import type { Instant } from '../period/instant.ts'
import type { Period } from '../period/period.ts'
import type { Params } from '../result.ts'
import type { ConditionFacts } from '../tariff/condition.ts'
import type { ContractReference } from '../tariff/contract.ts'
import type {
  Allowance,
  Evidence,
  Facet,
  Localized,
  RateCard,
  Source,
  Steps,
  Tariff,
  TariffHashes,
} from '../tariff/tariff.ts'
import type { TierInterval } from './tier.ts'

/** A modifier that made the price of a cell. */
export interface AppliedModifier {
  readonly id: string
  readonly name: Localized
  readonly factor: Rational
  /** The price that it fixes and how many units that buys; the factor is what leads there. */
  readonly price?: string
  readonly per?: string
  /** The facet values for which it holds. */
  readonly when?: Readonly<Record<string, string>>
  readonly evidence: Evidence
  /** Where it was read; a contract, which a receipt names, has none. */
  readonly source?: Pick<Source, 'url' | 'title' | 'checked'>
}

/** The rate of one meter in one cell, with everything a receipt says about it. */
export interface PricedCellRate {
  readonly status: 'priced'
  /** Names the rate across versions of a table: card, meter, facets and tier. */
  readonly id: string
  /** The meter whose rate it is: the line's own, or the one it falls back to. */
  readonly meter: MeterId
  readonly card: RateCard
  readonly source: Source
  readonly currency: string
  /** Undefined where steps take its place. */
  readonly listPrice?: Rational
  /** The digits of price and unit as the vendor prints them: `0.0100` and `1000`. */
  readonly printed: { readonly price?: string; readonly per: string }
  /** `0 < n <= 32000`; absent where the rate holds whatever was selected. */
  readonly tier?: string
  /** The facet values that chose it; absent where it states none. */
  readonly when?: Readonly<Record<string, string>>
  readonly per: Rational
  readonly steps?: Steps
  readonly increment?: Rational
  readonly maximum?: Rational
  readonly minimum?: Rational
  readonly modifiers: readonly AppliedModifier[]
  /** The part of the list price that a contract alone leaves, where one applies. */
  readonly contracted?: Rational
  /** Under which no allowance applies: the facet values of modifiers, or their ids where they have none. */
  readonly withoutAllowance: readonly string[]
  /** Set where the price was last seen earlier than it is used. */
  readonly carried?: Carried
}

export type UnpricedReason =
  | 'no-rate'
  | 'no-rate-for-facet'
  | 'outside-tiers'
  | 'tier-not-stated'
  | 'before-first-observation'
  | 'between-observations'
  | 'after-last-period'
  | 'no-longer-listed'
  | 'unknown-as-of'
  | 'beyond-calendar'
  | 'evidence-not-allowed'

/** The days that a reason speaks of, where they are known. */
export interface ReasonDays {
  /** When the price was last seen. */
  readonly seen?: string
  /** When the next one was first seen. */
  readonly next?: string
  /** When a page read in whole was first seen without it. */
  readonly absent?: string
  /** The instant at which the last price ended, as it is stated. */
  readonly ended?: string
  /** The day of knowledge that was asked for, and that of the earliest recording. */
  readonly asOf?: string
  readonly recorded?: string
}

/** A meter that has no price in a cell, why, and the prices that were candidates. */
export interface UnpricedCellRate {
  readonly status: 'unpriced'
  readonly reason: UnpricedReason
  readonly candidates: readonly PricedCellRate[]
  readonly days?: ReasonDays | undefined
}

export type CellRate = PricedCellRate | UnpricedCellRate

/** The last observation is carried on: from when, and the last day on which it was seen. */
export interface Carried {
  readonly since: Instant
  readonly seen: string
}

/** One model × facet values × interval × tier, with the rate of every meter. */
export interface Cell extends Period {
  /** Those of the request and, told by the interval, those of the clock. */
  readonly facets: Readonly<Record<string, string>>
  readonly tier: TierInterval
  readonly rates: Readonly<Partial<Record<MeterId, CellRate>>>
  /** What holds for a meter that no rate names. */
  readonly otherwise: UnpricedReason
  readonly otherwiseDays?: ReasonDays
  /** The card in force, with what other cards of the model say of its snapshot, context and tokenizer; none before the first and after the last. */
  readonly card?: RateCard
}

/** A sum of the selector for which the vendor's own sources disagree, or, without a tier, every sum. */
export interface TierCaveat {
  /** Undefined: it holds whatever the facts are. */
  readonly holds: ((facts: ConditionFacts) => boolean) | undefined
  readonly tier: TierInterval
  readonly period: Period
  readonly note: Localized
}

export interface ModelTable {
  readonly name: string
  /** The facets, not counting those of the clock, that choose among the cells. */
  readonly facets: readonly string[]
  /** The meters whose sum chooses the tier; empty when no card has tiers. */
  readonly selector: readonly MeterId[]
  /** When the first card is known to hold; minus infinity for an undated one, plus infinity for none. */
  readonly firstKnown: Instant
  readonly cells: readonly Cell[]
  readonly caveats: readonly TierCaveat[]
  /** Its list prices when nothing else is asked for: `input_tokens 0.8–4.8 CNY / 1000000`. */
  readonly pricesAt: (at: Instant) => readonly string[]
  /** What a note says of an allowance that is for the model. */
  readonly termsOf: (allowance: Allowance) => Params
  /** The same with what other sources say of it; undefined where none is known to. */
  readonly claimsOf: (allowance: Allowance) => Params | undefined
}

export interface CompiledFacet extends Facet {
  /** Its value follows from the instant alone. */
  readonly timed: boolean
  /** The value that the quantities give, or undefined when no case holds. */
  readonly compute: (facts: ConditionFacts) => string | undefined
}

/** A tariff made ready for look-ups: as of one day of knowledge, for one horizon. Rating is then a look-up and a multiplication. */
export interface RateTable {
  readonly tariff: Tariff
  /** Its id and what chooses it: `alibaba-model-studio/cn-cny (scope=cn, currency=CNY)`. */
  readonly label: string
  readonly hashes?: TariffHashes
  readonly contract?: ContractReference
  readonly asOf?: Instant
  readonly facets: Readonly<Record<string, CompiledFacet>>
  /** By every name, aliases included. */
  readonly models: ReadonlyMap<string, ModelTable>
}

/** How many cells a table has: what it costs to keep, and to send to another engine. */
export const countCells = (table: RateTable): number =>
  [...table.models.values()].reduce((count, model) => count + model.cells.length, 0)
