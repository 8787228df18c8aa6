import type { CellRate, ModelTable } from '../compile/rate-table.ts'
import type { MeterId } from '../meter/meter.ts'
import type { Range } from '../number/range.ts'
import { maxRational, minRational, type Rational, subtractRationals, ZERO } from '../number/rational.ts'
import { type Issue, issue } from '../result.ts'
import { isForModel } from '../tariff/is-for-model.ts'
import type { Allowance, Tariff } from '../tariff/tariff.ts'
import type { AllowanceUse } from './line-item.ts'
import type { Prepaid } from './prepaid.ts'

/**
 * What earlier usage left behind: the free quota and the prepaid balances that remain, and what the period has used of
 * a meter whose price falls with volume. The caller keeps it; rating returns it changed.
 */
export interface RatingState {
  /** Free quota by meter, for a caller who knows no more of it. It is taken before any balance. */
  readonly remaining: Readonly<Partial<Record<MeterId, Range>>>
  readonly usedInPeriod: Readonly<Partial<Record<MeterId, Rational>>>
  /** Balances with their rules: `prepaid(balances)`. */
  readonly prepaid?: Prepaid
}

export const NO_STATE: RatingState = { remaining: {}, usedInPeriod: {} }

export interface Settled {
  /** What is left to charge. */
  readonly chargeable: Range
  readonly use?: AllowanceUse
  readonly warnings: readonly Issue[]
}

/** Whether an allowance is free quota for a model, whatever the size of the request. */
export const isFreeQuotaOf = (allowance: Allowance, model: string): boolean =>
  (allowance.kind ?? 'free-quota') === 'free-quota' && allowance.tier === undefined && isForModel(allowance, model)

/** The free quota of a tariff that covers a meter of a model. */
export const allowanceFor = (tariff: Tariff, model: string, id: MeterId): Allowance | undefined =>
  tariff.allowances?.find((allowance) => allowance.meters.includes(id) && isFreeQuotaOf(allowance, model))

/** Where a balance or a free quota may be taken. */
export interface SettlePlace {
  readonly tariff: Tariff
  readonly model: string
  readonly meter: MeterId
  readonly rate: CellRate | undefined
  readonly facets: Readonly<Record<string, string>>
  readonly table: ModelTable
}

/** The facet values and modifiers under which an allowance covers nothing. */
export const excludedBy = ({ when = {} }: Allowance, { rate, facets }: SettlePlace): readonly string[] => [
  ...(rate?.status === 'priced' ? rate.withoutAllowance : []),
  ...Object.keys(when).flatMap((name) => (facets[name] === when[name] ? [] : `${name}=${facets[name]}`)),
]

/** What other sources say of an allowance, told wherever it matters. */
export function claimWarnings(allowance: Allowance, { claimsOf }: ModelTable): readonly Issue[] {
  const claims = claimsOf(allowance)
  return claims ? [issue('allowance-claims', '', claims)] : []
}

/** Takes the free quota before any price. Without a stated balance none is taken, and the receipt says so. */
export function settleAllowance(
  quantity: Range,
  place: SettlePlace,
  { remaining: stated, prepaid }: RatingState,
): Settled {
  const allowance = allowanceFor(place.tariff, place.model, place.meter)
  const remaining = stated[place.meter]
  if (allowance === undefined || (remaining === undefined && prepaid?.has(allowance, place)))
    return { chargeable: quantity, warnings: [] }
  const params = { ...place.table.termsOf(allowance), meters: [place.meter] }
  const claims = claimWarnings(allowance, place.table)
  const by = excludedBy(allowance, place)
  if (by.length > 0)
    return { chargeable: quantity, warnings: [issue('allowance-excluded', '', { ...params, by }), ...claims] }
  if (remaining === undefined)
    return { chargeable: quantity, warnings: [issue('allowance-not-applied', '', params), ...claims] }
  const { low, likely, high } = remaining
  return {
    chargeable: {
      low: excess(quantity.low, high),
      likely: excess(quantity.likely, likely),
      high: excess(quantity.high, low),
    },
    use: {
      id: allowance.id,
      consumed: {
        low: minRational(quantity.low, low),
        likely: minRational(quantity.likely, likely),
        high: minRational(quantity.high, high),
      },
      remaining: {
        low: excess(low, quantity.high),
        likely: excess(likely, quantity.likely),
        high: excess(high, quantity.low),
      },
    },
    warnings: claims,
  }
}

/** What of `a` goes beyond `b`. */
const excess = (a: Rational, b: Rational): Rational => maxRational(ZERO, subtractRationals(a, b))
