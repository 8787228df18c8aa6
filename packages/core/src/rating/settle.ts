import type { CellRate } from '../compile/rate-table.ts'
import type { MeterId } from '../meter/meter.ts'
import type { Range } from '../number/range.ts'
import { maxRational, minRational, type Rational, subtractRationals, ZERO } from '../number/rational.ts'
import { type Issue, issue } from '../result.ts'
import type { Allowance, Tariff } from '../tariff/tariff.ts'
import type { AllowanceUse } from './line-item.ts'

/**
 * What earlier usage left behind: the free quota that remains, and what the period has used of a meter whose price
 * falls with volume. The caller keeps it; rating returns it changed.
 */
export interface RatingState {
  readonly remaining: Readonly<Partial<Record<MeterId, Range>>>
  readonly usedInPeriod: Readonly<Partial<Record<MeterId, Rational>>>
}

export const NO_STATE: RatingState = { remaining: {}, usedInPeriod: {} }

export interface Settled {
  /** What is left to charge. */
  readonly chargeable: Range
  readonly use?: AllowanceUse
  readonly warnings: readonly Issue[]
}

/** The allowance of a tariff that covers a meter of a model. */
export const allowanceFor = (tariff: Tariff, model: string, id: MeterId): Allowance | undefined =>
  tariff.allowances?.find(({ meters, models }) => meters.includes(id) && (models?.includes(model) ?? true))

/** Takes the free quota before any price. Without a stated balance none is taken, and the receipt says so. */
export function settleAllowance(
  quantity: Range,
  place: {
    readonly tariff: Tariff
    readonly model: string
    readonly meter: MeterId
    readonly rate: CellRate | undefined
  },
  state: RatingState,
): Settled {
  const allowance = allowanceFor(place.tariff, place.model, place.meter)
  if (allowance === undefined) return { chargeable: quantity, warnings: [] }
  const params = { allowance: allowance.id, meter: place.meter }
  const excludedBy = place.rate?.status === 'priced' ? place.rate.withoutAllowance : []
  if (excludedBy.length > 0)
    return { chargeable: quantity, warnings: [issue('allowance-excluded', '', { ...params, by: excludedBy })] }
  const remaining = state.remaining[place.meter]
  if (remaining === undefined) return { chargeable: quantity, warnings: [issue('allowance-not-applied', '', params)] }
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
    warnings: [],
  }
}

/** What of `a` goes beyond `b`. */
const excess = (a: Rational, b: Rational): Rational => maxRational(ZERO, subtractRationals(a, b))
