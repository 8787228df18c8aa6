import type { AppliedModifier, PricedCellRate, UnpricedReason } from '../compile/rate-table.ts'
import type { MeterId } from '../meter/meter.ts'
import type { Range } from '../number/range.ts'
import type { Params } from '../result.ts'
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

/** A rate that took part in a line, as printed by the vendor. */
export interface LineRate {
  readonly rate: PricedCellRate
  /** The tier in which it held; absent where the card has none. */
  readonly tier?: string
}

interface Line {
  /** Unique in its receipt. */
  readonly id: string
  readonly meter?: MeterId
  readonly quantity: Quantity
  readonly explain: Explanation
}

/** A line with an amount: charged, or free for a stated reason. */
export interface AmountLine extends Line {
  readonly status: 'priced' | 'free'
  readonly reason: PricedReason | FreeReason
  readonly currency: string
  /** What is charged after allowance, minimum and increment. */
  readonly billable: Range
  readonly amount: Range
  /** At list price, before modifiers. */
  readonly list: Range
  readonly rates: readonly LineRate[]
  /** Price and unit as printed, where exactly one rate applies. */
  readonly price?: string
  readonly per?: string
  readonly modifiers: readonly AppliedModifier[]
  readonly allowance?: AllowanceUse
}

/** A line without an amount. Unknown is not zero: there is no figure to read. */
export interface OpenLine extends Line {
  readonly status: 'unpriced' | 'not-applicable'
  readonly reason: UnpricedReason | NotApplicableReason
  /** The prices between which the vendor's sources leave it open. */
  readonly candidates: readonly PricedCellRate[]
}

/** One meter rated. */
export type LineItem = AmountLine | OpenLine

export const hasAmount = (line: LineItem): line is AmountLine => line.status === 'priced' || line.status === 'free'
