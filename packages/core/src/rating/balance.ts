import type { Range } from '../number/range.ts'

/** One of several ends that the sources give for a balance. */
export interface ExpiryClaim {
  readonly until: string
  /** Such as `90 days`. */
  readonly rule: string
  /** Of the tariff. */
  readonly source: string
}

/** What an account has left of an allowance. The caller keeps it; rating returns it changed. */
export interface Balance {
  readonly id: string
  /** Id of the allowance in the tariff: what it covers, and in which order it is taken. */
  readonly allowance: string
  /** The tariff's id, where balances of several are kept together: those of others are left alone. */
  readonly tariff?: string
  /** The model name whose balance it is, where each has its own. */
  readonly model?: string
  /** Units, or money of `currency`. */
  readonly remaining: Range
  readonly currency?: string
  /** RFC 3339, inclusive. */
  readonly from?: string
  /** RFC 3339, exclusive. */
  readonly until?: string
  /** Every end that sources claim, where they differ; `until` is the earliest. */
  readonly claims?: readonly ExpiryClaim[]
}
