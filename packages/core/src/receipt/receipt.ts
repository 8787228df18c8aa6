import type { UnpricedReason } from '../compile/rate-table.ts'
import type { MeterId } from '../meter/meter.ts'
import type { Range } from '../number/range.ts'
import type { Rational } from '../number/rational.ts'
import type { AllowanceUse, Explanation, FreeReason, NotApplicableReason, PricedReason } from '../rating/line-item.ts'
import type { Total } from '../rating/total-amounts.ts'
import type { Issue } from '../result.ts'
import type { Evidence } from '../tariff/tariff.ts'
import type { Quantity } from '../usage/usage.ts'

/** Which tariff a receipt was made with; the hash pins every digit of it. */
export interface TariffReference {
  readonly id: string
  readonly version: string
  /** SHA-256 of the tariff's canonical JSON; absent when the caller gave no hashes. */
  readonly sha256?: string
}

/** A rate as the vendor prints it. */
export interface ReceiptRate {
  readonly id: string
  /** `sha256:…` of the rate card, or its id when the caller gave no hashes. */
  readonly card: string
  readonly price?: string
  readonly per: string
  readonly currency: string
  readonly tier?: string
}

export interface ReceiptSource {
  readonly url: string
  readonly title: string
  readonly checked: string
}

/** One meter rated, or the rounding of a total. */
export interface ReceiptLine {
  readonly id: string
  readonly meter?: MeterId
  readonly quantity: Quantity
  readonly status: 'priced' | 'free' | 'unpriced' | 'not-applicable'
  readonly reason: PricedReason | FreeReason | UnpricedReason | NotApplicableReason
  readonly billable?: Range
  readonly price?: string
  readonly per?: string
  readonly currency?: string
  readonly amount?: Range
  /** At list price; the discount is `list - amount`. */
  readonly list?: Range
  readonly rates: readonly ReceiptRate[]
  readonly modifiers: readonly { readonly id: string; readonly factor: Rational }[]
  readonly candidates: readonly ReceiptRate[]
  readonly allowance?: AllowanceUse
  readonly evidence?: Evidence
  readonly source?: ReceiptSource
  readonly explain: Explanation
}

/** Balances by meter; ranges where the usage was one. */
export interface Balances {
  readonly remaining: Readonly<Partial<Record<MeterId, Range>>>
  readonly usedInPeriod: Readonly<Partial<Record<MeterId, Range>>>
}

/** The balances that a rating changed, before and after. */
export interface ReceiptState {
  readonly before: Balances
  readonly after: Balances
}

/** The immutable record of rating one usage. */
export interface Receipt {
  readonly id: string
  readonly engine: string
  readonly at?: string
  readonly asOf?: string
  /** The instant whose prices apply. */
  readonly pricingInstant?: string
  readonly grain: 'request' | 'aggregate'
  readonly requests: Rational
  readonly provider: string
  readonly scope?: string
  readonly model: { readonly requested: string; readonly billed: string; readonly snapshot?: string }
  readonly facets: Readonly<Record<string, string>>
  readonly dimensions: Readonly<Record<string, string>>
  readonly tariffs: readonly TariffReference[]
  readonly lines: readonly ReceiptLine[]
  readonly totals: readonly Total[]
  /** The priced share of each meter's quantity, 0 to 1. */
  readonly coverage: Readonly<Partial<Record<MeterId, Rational>>>
  /** True while later usage can still change a charge: a volume price before its period closes. */
  readonly provisional: boolean
  readonly state?: ReceiptState
  readonly warnings: readonly Issue[]
}
