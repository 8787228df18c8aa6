import { formatTier, type TierInterval, tierCovers, tierInterval } from '../compile/tier.ts'
import { ONE, type Rational, rational } from '../number/rational.ts'
import { type Instant, readInstant } from '../period/instant.ts'
import { type Issue, issue } from '../result.ts'
import { isForModel } from '../tariff/is-for-model.ts'
import type { Allowance, AllowanceKind } from '../tariff/tariff.ts'
import type { Balance } from './balance.ts'
import { claimWarnings, excludedBy, type SettlePlace } from './settle.ts'

/** What of a usage decides whether a balance covers it. */
export interface CoverPlace extends SettlePlace {
  readonly at: Instant
  readonly tier: TierInterval
}

/** A balance that covers a line, and what one unit takes from it. */
export interface Cover {
  readonly balance: Balance
  readonly kind: AllowanceKind
  readonly units: Rational
}

export interface Covers {
  /** In the order in which they are taken. */
  readonly covers: readonly Cover[]
  readonly warnings: readonly Issue[]
}

export const kindOf = ({ kind = 'free-quota' }: Allowance): AllowanceKind => kind

/** The allowance that a balance is of, where it is for this model. */
export function allowanceOf({ tariff, model }: Pick<SettlePlace, 'tariff' | 'model'>, balance: Balance) {
  if ((balance.tariff ?? tariff.id) !== tariff.id || (balance.model ?? model) !== model) return undefined
  return tariff.allowances?.find((allowance) => allowance.id === balance.allowance && isForModel(allowance, model))
}

/** The balances that cover a meter: first those of the lowest order, then those that expire first, then by id. */
export function coversOf(place: CoverPlace, balances: readonly Balance[]): Covers {
  const found = balances.flatMap((balance) => {
    const allowance = allowanceOf(place, balance)
    return allowance ? [{ balance, allowance, warnings: reservations(balance, allowance, place) }] : []
  })
  const covering = found
    .filter(({ warnings }) => warnings.length === 0)
    .sort(
      (a, b) =>
        orderOf(a.allowance) - orderOf(b.allowance) ||
        expiryOf(a.balance) - expiryOf(b.balance) ||
        (a.balance.id < b.balance.id ? -1 : 1),
    )
  return {
    covers: covering.map(({ balance, allowance }) => ({
      balance,
      kind: kindOf(allowance),
      units: weightOf(allowance, place),
    })),
    warnings: found.flatMap(({ allowance, warnings }) => [
      ...(allowance.meters.includes(place.meter) ? claimWarnings(allowance, place.table) : []),
      ...warnings,
    ]),
  }
}

/** The vendor's order where the tariff states none: given before bought, quantity before money, narrow before wide. */
function orderOf({ kind, models, order }: Allowance): number {
  if (order !== undefined) return order
  if (kind === 'savings-plan') return models ? 3 : 4
  return kind === 'resource-pack' ? 2 : 1
}

/** A balance without an end ends after all others; the difference of two such is 0, as that of two infinities is not. */
const expiryOf = ({ until }: Balance): Instant => (until === undefined ? Number.MAX_SAFE_INTEGER : instantOf(until))

/** Checked when the balances were. */
function instantOf(text: string): Instant {
  const read = readInstant(text)
  return read.ok ? read.value : Number.NaN
}

function weightOf({ weights = [] }: Allowance, { model, meter }: SettlePlace): Rational {
  const own = weights.find((weight) => (weight.meter ?? meter) === meter && (weight.models?.includes(model) ?? true))
  return own ? rational(own.units) : ONE
}

/** Why nothing is taken from a balance of this model; empty where something is. */
function reservations(balance: Balance, allowance: Allowance, place: CoverPlace): readonly Issue[] {
  const { id, from, until = '', claims = [], currency } = balance
  if (from !== undefined && place.at < instantOf(from))
    return [issue('balance-not-yet-valid', '', { balance: id, from })]
  if (place.at >= expiryOf(balance)) {
    const other = claims.find((claim) => place.at < instantOf(claim.until))
    if (other === undefined) return [issue('balance-expired', '', { balance: id, until })]
    return [issue('balance-expiry-disputed', '', { balance: id, until, other: other.until, rule: other.rule })]
  }
  const charged = place.rate?.status === 'priced' ? place.rate.currency : undefined
  const isOtherMoney = currency !== undefined && charged !== undefined && charged !== currency
  const isOutside = allowance.tier !== undefined && !tierCovers(tierInterval(allowance.tier), place.tier)
  const by = [
    ...excludedBy(allowance, place),
    ...(isOutside ? [`context_tier=${formatTier(place.tier)}`] : []),
    ...(isOtherMoney ? [`currency=${charged}`] : []),
  ]
  const isCovered = allowance.meters.includes(place.meter) && by.length === 0
  return isCovered ? [] : [issue('balance-not-covering', '', { balance: id, meters: [place.meter], by })]
}
