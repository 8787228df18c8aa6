/** What the pages of prices show: texts, ready to be shown, that the plugin writes and the components lay out. */

export interface ListSummary {
  readonly id: string
  readonly href: string
  readonly name: string
  readonly scope: string
  readonly currency: string
  readonly version: string
  readonly models: string
  readonly lastSeen: string
}

export interface ModelSummary {
  readonly name: string
  readonly href: string
  readonly lists: readonly string[]
}

export interface ProviderSummary {
  readonly id: string
  readonly name: string
  readonly href: string
  readonly lists: readonly ListSummary[]
  readonly models: readonly ModelSummary[]
}

export interface SourceNote {
  readonly number: string
  readonly title: string
  readonly url: string
  readonly checked: string
  readonly evidence: string
  readonly quote?: string
}

export interface PriceCell {
  readonly text: string
  readonly isPrice: boolean
}

/** The prices for one set of facet values: a row for each meter, a column for each tier. */
export interface PriceTable {
  readonly title: string
  readonly tiers: readonly string[]
  readonly rows: readonly PriceRow[]
}

export interface PriceRow {
  readonly meter: string
  readonly cells: readonly PriceCell[]
  readonly seen: string
  readonly sources: readonly string[]
}

/** A stretch of time with one price, or with none. */
export interface HistoryRow {
  readonly from: string
  readonly until: string
  readonly price: PriceCell
  readonly known: string
  readonly evidence: string
  readonly source?: Pick<SourceNote, 'number' | 'url' | 'checked'>
}

/** Places are parts of the width, and of the height from below, in per cent. */
export interface ChartPiece {
  readonly from: number
  readonly until: number
  readonly height: number
  readonly kind: 'known' | 'carried'
}

export interface HistoryChart {
  readonly pieces: readonly ChartPiece[]
  readonly marks: readonly { readonly text: string; readonly height: number }[]
  readonly first: string
  readonly last: string
  readonly unit: string
}

export interface HistoryLine {
  readonly title: string
  readonly chart?: HistoryChart
  readonly rows: readonly HistoryRow[]
}

export interface RuleNote {
  readonly text: string
  readonly sources: readonly string[]
}

export interface PrintedFigures {
  readonly rows: readonly {
    readonly label: string
    readonly printed: string
    readonly exact: string
    readonly remark: string
    readonly isWrong: boolean
  }[]
  readonly contradictions: readonly string[]
}

/** What one price list says of a model. */
export interface ModelList {
  readonly id: string
  readonly href: string
  readonly name: string
  readonly anchor: string
  readonly facts: readonly (readonly [label: string, text: string])[]
  readonly warnings: readonly string[]
  readonly tables: readonly PriceTable[]
  readonly rules: readonly RuleNote[]
  readonly figures: readonly PrintedFigures[]
  /** What a receipt says where it concerns it, such as that sources disagree. */
  readonly caveats: readonly RuleNote[]
  readonly history: readonly HistoryLine[]
  readonly moreHistory: readonly HistoryLine[]
  readonly notes: readonly string[]
  readonly sources: readonly SourceNote[]
}

export interface ModelPageData {
  readonly provider: Pick<ProviderSummary, 'id' | 'name' | 'href'>
  readonly model: string
  readonly asOf: string
  readonly lists: readonly ModelList[]
}

export interface ListPageData {
  readonly provider: Pick<ProviderSummary, 'id' | 'name' | 'href'>
  readonly list: ListSummary
  readonly asOf: string
  readonly models: readonly {
    readonly name: string
    readonly href: string
    readonly prices: readonly { readonly line: string; readonly price: PriceCell }[]
  }[]
  readonly rules: readonly RuleNote[]
  readonly notes: readonly string[]
  readonly sources: readonly SourceNote[]
}
