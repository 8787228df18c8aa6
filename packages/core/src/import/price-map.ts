import type { MeterId } from '../meter/meter.ts'
import { type Issue, issue } from '../result.ts'
import type { Facet, Rate, RateCard, Tariff } from '../tariff/tariff.ts'
import type { UsageMapping } from '../usage/normalize-usage.ts'

/** The price maps of others that can be imported. */
export const PRICE_MAP_FORMATS = ['genai-prices', 'litellm', 'models-dev', 'csv'] as const
export type PriceMapFormat = (typeof PRICE_MAP_FORMATS)[number]

export interface ImportOptions {
  /** Default: told by the document's own shape. */
  readonly format?: PriceMapFormat
  /** Where the file came from. Default: where its format is published, which CSV is nowhere. */
  readonly url?: string
  /** The calendar day on which it was fetched: core has no clock. */
  readonly checked: string
  /** Only these providers. Default all. */
  readonly providers?: readonly string[]
}

/** What became of the models of a file: each is counted once. */
export interface ImportCounts {
  readonly models: number
  /** With every price. */
  readonly imported: number
  /** Without a price or a rule that a tariff cannot express. */
  readonly partly: number
  /** Without any price that a tariff can express. */
  readonly left: number
  /** With a fault, such as a price that is no number. */
  readonly rejected: number
}

/** A price map of others as tariffs, and everything of it that they do not say. */
export interface ImportedPriceMap {
  readonly format: PriceMapFormat
  /** One for each provider, all of evidence `catalogue`. */
  readonly tariffs: readonly Tariff[]
  /** How the bodies that providers answer with are read, where the file says so. */
  readonly mappings: readonly UsageMapping[]
  /** What has no place in a tariff, with its place in the file. */
  readonly left: readonly Issue[]
  /** Faults, for each of which a model or a line was not imported: the first 1000, and how many more there are. */
  readonly rejected: readonly Issue[]
  /** The models that were not imported for a fault, so that what is known of them of old can be kept. */
  readonly rejectedModels: readonly RejectedModel[]
  readonly counts: ImportCounts
}

/** A model with a fault; nothing is known of it where the fault is in its name. */
export interface RejectedModel {
  readonly provider?: string
  readonly model?: string
}

export type CardDraft = Omit<RateCard, 'id' | 'source' | 'model'>

/** One model as a format gave it. */
export interface ReadModel {
  readonly provider: string
  readonly name: string
  /** JSON pointer to it, or its line. */
  readonly path: string
  /** In a format of lines, its first. */
  readonly line?: number
  /** Its periods in order; empty where no price could be expressed. */
  readonly cards: readonly CardDraft[]
  readonly facets?: Readonly<Record<string, Facet>>
  readonly left: readonly Issue[]
  /** The model of the same prices that took its name as one of its own. */
  readonly aliasOf?: string
  /** With any of these the model is not imported. */
  readonly faults: readonly Issue[]
}

/** More faults than anybody reads are counted alone, so that a file of nothing else is soon done with. */
export const MOST_FAULTS = 1000
/** Stands for each further one. */
export const UNTOLD_FAULT: Issue = { code: 'import-more-faults', path: '', params: {} }

/** Tiers of one price; periods of a model and hours of a period have bounds of their own. */
export const MOST_TIERS = 100
/** Periods of a model, as many as a lint compares. */
export const MOST_PERIODS = 500

/** Of a provider, as many as a tariff takes. */
export const MOST_CARDS = 10_000
/** Of a file: many times what the largest of them lists. */
export const MOST_MODELS = 100_000

/** What a model may have too many of. */
export type Excess = 'models' | 'periods' | 'rates' | 'tiers' | 'hours'

interface TooMany {
  readonly what: Excess
  readonly count: number
  readonly limit: number
  readonly line?: string
  readonly column?: string
}

/** More than a tariff takes: the model is rejected before it costs time. */
export const tooMany = (model: string, path: string, { count, limit, ...about }: TooMany): Issue =>
  issue('import-too-many', path, { model, count: String(count), limit: String(limit), ...about })

/** What belongs to no single model. */
export interface LeftBeside {
  /** Undefined: to no single provider, either. */
  readonly provider?: string
  readonly issue: Issue
}

/** What a format gave. */
export interface ReadMap {
  readonly models: readonly ReadModel[]
  readonly left: readonly LeftBeside[]
  readonly faults: readonly Issue[]
  readonly mappings?: readonly UsageMapping[]
  /** Meters that the format charges at another's price where they have none of their own. */
  readonly fallbacks: Readonly<Partial<Record<MeterId, MeterId>>>
  readonly currencies?: ReadonlyMap<string, string>
  /** The line on which a rate stands, in a format of lines. */
  readonly lines?: ReadonlyMap<Rate, number>
}
