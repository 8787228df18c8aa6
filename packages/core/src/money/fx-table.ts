/** What one unit of `from` is worth in `to`, on a calendar day or as the rate of a whole month: one of the two. */
export interface FxRate {
  readonly from: string
  readonly to: string
  /** A decimal string above 0. */
  readonly rate: string
  /** Such as 2026-11-20. */
  readonly day?: string
  /** Such as 2026-10. */
  readonly month?: string
}

/** Who says so, and when that was read. */
export interface FxSource {
  readonly url: string
  readonly title: string
  readonly checked: string
}

/** Exchange rates that a user brings, for display alone: `ratecard/fx@1`. */
export interface FxTable {
  readonly schema: 'ratecard/fx@1'
  readonly name: string
  readonly source: FxSource
  /** One for each pair and day or month. */
  readonly rates: readonly FxRate[]
}
