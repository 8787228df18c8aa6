import type { UnpricedReason } from '../compile/rate-table.ts'
import type { MeterId } from '../meter/meter.ts'
import type { Range } from '../number/range.ts'
import type { Rational } from '../number/rational.ts'
import type { Params } from '../result.ts'
import type { Evidence } from '../tariff/tariff.ts'
import type { Quantity } from '../usage/usage.ts'

/** Why a figure is what it is: a code whose parameters suffice to compute it again. */
export interface Explanation {
  readonly code: string
  readonly params: Params
}

export type PricedReason = 'rate' | 'rounding'
export type FreeReason = 'zero-price' | 'allowance'
export type NotApplicableReason = 'zero-quantity' | 'rule-not-stated' | 'counted-as-tokens' | 'replaced-by-report'

/** What a free quota took from a line, and what it has left. */
export interface AllowanceUse {
  readonly id: string
  readonly consumed: Range
  readonly remaining: Range
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
}

export interface LineSource {
  readonly url: string
  readonly title: string
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
  /** What is charged after allowance, minimum and increment. */
  readonly billable?: Range
  /** Price and unit as printed, where exactly one rate applies. */
  readonly price?: string
  readonly per?: string
  readonly currency?: string
  readonly amount?: Range
  /** At list price, before modifiers; the discount is `list - amount`. */
  readonly list?: Range
  readonly rates: readonly LineRate[]
  readonly modifiers: readonly { readonly id: string; readonly factor: Rational }[]
  /** The prices between which the vendor's sources leave an unpriced line open. */
  readonly candidates: readonly LineRate[]
  readonly allowance?: AllowanceUse
  readonly evidence?: Evidence
  readonly source?: LineSource
  readonly explain: Explanation
}
