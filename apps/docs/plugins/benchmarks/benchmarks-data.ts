export interface Bar {
  readonly name: string
  readonly figure: string
  /** Of the longest, in per cent. */
  readonly share: number
}

export interface BarChart {
  readonly title: string
  readonly unit: string
  readonly bars: readonly Bar[]
}

export interface BenchmarksData {
  readonly machine: string
  readonly sections: readonly {
    readonly title: string
    readonly about: string
    /** All that was measured. */
    readonly href: string
    readonly charts: readonly BarChart[]
  }[]
}
