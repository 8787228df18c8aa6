import type { UnpricedReason } from '../compile/rate-table.ts'
import type { MeterId } from '../meter/meter.ts'
import type { Range } from '../number/range.ts'
import type { Rational } from '../number/rational.ts'
import type { Params } from '../result.ts'
import type { AllowanceKind, Evidence, Localized } from '../tariff/tariff.ts'
import type { Quantity } from '../usage/usage.ts'

/** Why a figure is what it is: a code whose parameters suffice to compute it again. */
export interface Explanation {
  readonly code: string
  readonly params: Params
}

export type PricedReason = 'rate' | 'rounding'
export type FreeReason = 'zero-price' | 'allowance' | 'prepaid'
export type NotApplicableReason = 'zero-quantity' | 'rule-not-stated' | 'counted-as-tokens' | 'replaced-by-report'

/** What a free quota took from a line, and what it has left. */
export interface AllowanceUse {
  readonly id: string
  readonly consumed: Range
  readonly remaining: Range
}

/** What a line took from a prepaid balance: units, or money where it has a currency. */
export interface BalanceUse {
  readonly id: string
  /** Of the tariff. */
  readonly allowance: string
  readonly kind: AllowanceKind
  readonly consumed: Range
  readonly remaining: Range
  readonly currency?: string
  /** When it expires. */
  readonly until?: string
}

/** A rate that took part in a line, as the vendor prints it. */
export interface LineRate {
  readonly id: string
  /** `sha256:…` of the rate card, or its id when the caller gave no hashes. */
  readonly card: string
  readonly price?: string
  readonly per: string
  readonly currency: string
  /** The tier in which it holds; absent where the card has none. */
  readonly tier?: string
  /** The facet values that chose it; absent where it holds for all. */
  readonly when?: Readonly<Record<string, string>>
}

/** A change of the list price; all but id and factor are missing on a receipt of an earlier version. */
export interface LineModifier {
  readonly id: string
  readonly name?: Localized
  readonly factor: Rational
  /** The price that it fixes and how many units that buys; the factor is what leads there. */
  readonly price?: string
  readonly per?: string
  /** The facet values for which it holds. */
  readonly when?: Readonly<Record<string, string>>
  readonly evidence?: Evidence
  /** Where it was read; a contract, which the receipt names, has none. */
  readonly source?: LineSource
}

export interface LineSource {
  readonly url: string
  readonly title: string | Localized
  readonly checked: string
}

/**
 * One meter rated, or the rounding of a total. `priced` and `free` lines have an amount; the others have none, because
 * unknown is not zero.
 */
export interface LineItem {
  /** Unique in its receipt. */
  readonly id: string
  readonly meter?: MeterId
  readonly quantity: Quantity
  readonly status: 'priced' | 'free' | 'unpriced' | 'not-applicable'
  readonly reason: PricedReason | FreeReason | UnpricedReason | NotApplicableReason
  /** What is charged after allowance, minimum, increment and maximum. */
  readonly billable?: Range
  /** Price and unit as printed, where exactly one rate applies. */
  readonly price?: string
  readonly per?: string
  readonly currency?: string
  readonly amount?: Range
  /** At list price, before modifiers; the discount is `list - amount`, or `list - discounted`. */
  readonly list?: Range
  /** At the price of one's own contract alone, without the vendor's modifiers; only where a contract applies. */
  readonly contracted?: Range
  /** After modifiers and before savings plans, where one took part. */
  readonly discounted?: Range
  readonly rates: readonly LineRate[]
  readonly modifiers: readonly LineModifier[]
  /** The prices between which the vendor's sources leave an unpriced line open. */
  readonly candidates: readonly LineRate[]
  readonly allowance?: AllowanceUse
  /** Prepaid balances that it took from, in order. */
  readonly balances?: readonly BalanceUse[]
  readonly evidence?: Evidence
  readonly source?: LineSource
  readonly explain: Explanation
}
