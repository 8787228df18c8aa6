import type { MeterId } from '../meter/meter.ts'
import type { DisplayAmount } from '../money/display-amount.ts'
import type { Range } from '../number/range.ts'
import type { Rational } from '../number/rational.ts'
import type { Balance } from '../rating/balance.ts'
import type { LineItem } from '../rating/line-item.ts'
import type { Total } from '../rating/total-amounts.ts'
import type { Issue } from '../result.ts'
import type { ContractReference } from '../tariff/contract.ts'

/** Which tariff a receipt was made with; the hash pins every digit of it. */
export interface TariffReference {
  readonly id: string
  readonly version: string
  /** SHA-256 of the tariff's canonical JSON; absent when the caller gave no hashes. */
  readonly sha256?: string
}

/** Balances by meter; ranges where the usage was one. */
export interface Balances {
  readonly remaining: Readonly<Partial<Record<MeterId, Range>>>
  readonly usedInPeriod: Readonly<Partial<Record<MeterId, Range>>>
  /** Every prepaid balance that was stated, whether it was taken from or not. */
  readonly balances?: readonly Balance[]
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
  /** Those that the usage stated; the others follow from its quantities or are what is taken when nothing is said. */
  readonly statedFacets: readonly string[]
  readonly dimensions: Readonly<Record<string, string>>
  readonly tariffs: readonly TariffReference[]
  /** The contract by which prices were changed beside the published list. */
  readonly contract?: ContractReference
  readonly lines: readonly LineItem[]
  readonly totals: readonly Total[]
  /** The totals at rates of the user's, for display alone: they are due in their own currency. */
  readonly display?: readonly DisplayAmount[]
  /** The priced share of each meter's quantity, 0 to 1. */
  readonly coverage: Readonly<Partial<Record<MeterId, Rational>>>
  /** True while later usage can still change a charge: a volume price before its period closes. */
  readonly provisional: boolean
  readonly state?: ReceiptState
  readonly warnings: readonly Issue[]
}
