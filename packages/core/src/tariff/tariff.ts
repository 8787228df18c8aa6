import type { MeterId } from '../meter/meter.ts'
import type { RoundingMode } from '../number/rational.ts'
import type { Condition } from './condition.ts'
import type { NameMatch } from './name-match.ts'

/** A text in each language of the product. A type, and no interface, so that it is JSON as it stands. */
export type Localized = {
  readonly en: string
  readonly zh: string
}

/**
 * How far a price can be trusted; `derived` and `catalogue` prices are used only when asked for. `contract` is of one's
 * own agreement, which no published price list has.
 */
export type Evidence = 'vendor-page' | 'vendor-notice' | 'bill' | 'contract' | 'derived' | 'catalogue'

/** Where a fact was read. */
export interface Source {
  readonly url: string
  /** In the words of the source, or in each language of the product. */
  readonly title: string | Localized
  /** The words of the source that carry the fact. */
  readonly quote?: string
  /** The calendar day on which the source was last looked at. */
  readonly checked: string
  readonly evidence: Evidence
}

/**
 * When a card holds, in the words of its source: `from` and `until` are stated by a notice (RFC 3339, `until`
 * exclusive), `observed` are calendar days on which a dated page showed the prices, `absent` the first day after them on
 * which a page read in whole showed them no more, or another source something else. None of them: the source is undated.
 */
export interface Effective {
  readonly from?: string
  readonly until?: string
  readonly observed?: readonly string[]
  readonly absent?: string
}

/** Bounds of a tier on the sum of its selector, open or closed as the vendor prints them. */
export interface Bounds {
  readonly gt?: string
  readonly ge?: string
  readonly lt?: string
  readonly le?: string
}

/** One step of a rate that falls or rises with the quantity of its own meter. */
export interface Step {
  /** The last unit of the step; the last step has none. */
  readonly upTo?: string
  readonly price: string
}

/**
 * Prices by the quantity of the meter itself: `graduated` prices each unit at its own step, `whole` all units at the
 * step reached. `period` steps go on from what the month has already used.
 */
export interface Steps {
  readonly scope: 'request' | 'period'
  readonly mode: 'graduated' | 'whole'
  readonly steps: readonly Step[]
}

/** A price: a decimal string and how many units it buys. `"0"` is a price. */
export interface Rate {
  readonly meter: MeterId
  readonly price?: string
  readonly per: string
  /** Facet values that choose this rate; the rate that states most of them wins. */
  readonly when?: Readonly<Record<string, string>>
  /** The tier of the card's selector in which this rate holds. */
  readonly tier?: Bounds
  /** In place of `price`. */
  readonly steps?: Steps
  /** The quantity is charged in whole multiples of this. */
  readonly increment?: string
  /** Of one request, no more than this is charged. */
  readonly maximum?: string
  /** At least this quantity is charged. */
  readonly minimum?: string
  readonly source?: string
}

/** A figure that the vendor prints beside its formula, kept even where it contradicts it. */
export interface PublishedExample {
  readonly quantities: Readonly<Record<string, string>>
  readonly currency: string
  readonly printed: string
  readonly label: Localized
}

/** Something that a receipt says of a card's prices: that the vendor's sources disagree, and which of them is preferred. */
export interface Caveat {
  readonly note: Localized
  readonly source: string
  /** Said only of a request of which this may hold. */
  readonly when?: Condition
  /** Said only where the sum of the selector lies in it. */
  readonly tier?: Bounds
  /** Said only from this instant on, and until this one. */
  readonly from?: string
  readonly until?: string
}

/** The rates of one model or product for one effective period. */
export interface RateCard {
  readonly id: string
  readonly model: string
  /** Other names that this card prices, each with the snapshot it stood for. */
  readonly aliases?: readonly string[]
  /** A rule for further names, asked where no name or alias fits exactly. */
  readonly match?: NameMatch
  readonly snapshot?: string
  readonly effective: Effective
  /** Its source shows only some prices of the model: of those that are not listed here it says nothing. */
  readonly partial?: boolean
  /** The card whose figures were wrong and that this one replaces for the same period. */
  readonly corrects?: string
  /** The calendar day on which a correction was captured. */
  readonly recorded?: string
  readonly source: string
  readonly currency?: string
  readonly contextLimit?: string
  readonly tokenizer?: string
  readonly estimation?: string
  /** The meters whose sum a tier reads. */
  readonly selector?: readonly MeterId[]
  /** In place of the tariff's, for this model. */
  readonly fallbacks?: Readonly<Partial<Record<MeterId, MeterId>>>
  readonly rates: readonly Rate[]
  readonly examples?: readonly PublishedExample[]
  readonly caveats?: readonly Caveat[]
  readonly notes?: readonly Localized[]
}

/** One value of a computed facet; the first case whose condition holds gives the value. */
export interface FacetCase {
  readonly when: Condition
  readonly is: string
}

/** A window of the vendor's clock. Hours `[from, until)` as `HH:MM`; a window may run over midnight. Monday is 1. */
export interface ClockWindow {
  readonly is: string
  readonly hours: readonly [string, string]
  readonly weekdays?: readonly number[]
}

/** A property of a request that chooses a price. */
export interface Facet {
  readonly values: readonly string[]
  readonly default: string
  /** What a card without any price for the stated value means: one price for all, or no price known. */
  readonly uncovered: 'same-price' | 'unpriced'
  readonly cases?: readonly FacetCase[]
  /** Meters without which the cases say nothing: the default is then assumed, and the receipt says so. */
  readonly needs?: readonly MeterId[]
  /** Windows in the tariff's time zone, instead of cases; outside them the default holds. */
  readonly clock?: readonly ClockWindow[]
}

/** Days that differ from those of the week, as published for a stretch of time; nothing is known beyond it. */
export interface Calendar {
  /** The first and the last day that it covers. */
  readonly from: string
  readonly to: string
  readonly holidays: readonly string[]
  /** Days of a weekend on which people work. */
  readonly workdays?: readonly string[]
  readonly source: string
}

/** A named change of rates. An explicit rate for the same facet values beats it. */
export interface Modifier {
  readonly id: string
  readonly name: Localized
  readonly when?: Readonly<Record<string, string>>
  readonly models?: readonly string[]
  readonly exceptModels?: readonly string[]
  readonly meters: readonly MeterId[]
  readonly factor: string
  /** In place of the factor: the price itself, whatever the rate and the modifiers before it say. */
  readonly fixed?: { readonly price: string; readonly per: string }
  readonly order: number
  readonly effective?: Effective
  /** Meters that lose their own rate under this modifier and take that of another, before the factor. */
  readonly instead?: Readonly<Partial<Record<MeterId, MeterId>>>
  /** It changes also a rate that states its facet values; otherwise that rate has it in its price already. */
  readonly alsoExplicit?: boolean
  /** Modifiers that do not stack with this one, and `allowance` when nothing is taken from any allowance. */
  readonly excludes?: readonly string[]
  readonly source: string
}

/** What an allowance is: given, or bought ahead as a quantity or as money. */
export type AllowanceKind = 'free-quota' | 'resource-pack' | 'savings-plan'

/** Accounts by when they were opened, `from` inclusive and `until` exclusive, RFC 3339. */
export interface OpeningWindow {
  readonly from?: string
  readonly until?: string
}

/** How much an allowance grants; the first entry that fits a model and an account's opening is used. */
export interface Grant {
  readonly models?: readonly string[]
  readonly opened?: OpeningWindow
  readonly quantity: string
  readonly source?: string
}

/** Units that one unit of a meter takes from a balance: an edited image may take 1.2. The first entry that fits is used. */
export interface Weight {
  readonly meter?: MeterId
  readonly models?: readonly string[]
  readonly units: string
}

/**
 * How long a balance lasts from the day on which the account was opened, by one source: `days`, or calendar `months`,
 * or up to a stated instant (`until`, exclusive), or until it `renews` on the first of the next month. Days begin and
 * end by the tariff's clock.
 */
export interface Validity {
  readonly days?: string
  readonly months?: string
  readonly until?: string
  readonly renews?: 'month'
  /** Only for accounts opened then. */
  readonly opened?: OpeningWindow
  readonly source?: string
}

/** What another source says of the same allowance; it is told, and not used. */
export interface AllowanceClaim {
  readonly quantity?: string
  readonly label: Localized
  readonly source: string
}

/** Free quota, a resource pack or a savings plan. Its balance is the account's, so the caller states it. */
export interface Allowance {
  readonly id: string
  readonly name: Localized
  /** Default free quota. A savings plan holds money and pays amounts; the others hold quantities. */
  readonly kind?: AllowanceKind
  readonly meters: readonly MeterId[]
  readonly models?: readonly string[]
  readonly exceptModels?: readonly string[]
  /** Facet values without which it covers nothing. */
  readonly when?: Readonly<Record<string, string>>
  /** The tier of the model's selector that a request must lie in. */
  readonly tier?: Bounds
  /** One balance for each model name, or one for the account. Default one for the account. */
  readonly per?: 'model' | 'account'
  readonly quantity?: string
  /** Quantities that differ by model or account; they beat `quantity`. */
  readonly grants?: readonly Grant[]
  readonly weights?: readonly Weight[]
  /** What the sources say of how long it lasts; several that fit an account are all kept. */
  readonly validity?: readonly Validity[]
  /** Lower is taken first. Default 1 free quota, 2 resource pack, 3 savings plan for named models, 4 for any. */
  readonly order?: number
  readonly claims?: readonly AllowanceClaim[]
  readonly source: string
}

/** Characters per token of a script, as the vendor prints them: `{"low":"1.5","high":"1.8"}`. */
export interface CharactersPerToken {
  readonly low: string
  readonly high: string
}

export interface FlatEstimation {
  readonly meter: MeterId
  readonly when?: Readonly<Record<string, string>>
  /** Left out where the vendor states no rule; `note` then says what is not stated. */
  readonly tokens?: string
  readonly note?: Localized
}

/** How many characters each character of a text is charged as, as the vendor prints it: `{"ideograph":"2","other":"1"}`. */
export interface CharacterRule {
  /** One of Unicode's Script=Han and Ideographic=Yes, whatever the language. */
  readonly ideograph: string
  readonly other: string
  /** Tags that are not charged; left out, they are charged as they are written. */
  readonly freeTags?: 'ssml'
}

/** How an image is laid on a grid of patches, and what is charged for it beside them. */
export interface ImageGrid {
  /** An image with more pixels than this is scaled down; a decimal. */
  readonly maximumPixels: string
  /** An image with fewer patches than this is scaled up, and no image has fewer tokens. */
  readonly minimumTokens: string
  /** Tokens that each image has beside those of its patches. */
  readonly extraTokens: string
}

/** Tokens of an image: floor(width × height / patch²), or one for each patch of its grid where there is one. */
export interface ImageRule {
  /** The side of a patch in pixels. */
  readonly patch: string
  readonly grid?: ImageGrid
}

/** Tokens of audio by its length. */
export interface AudioRule {
  readonly tokensPerSecond: string
  /** A shorter piece is charged as this many seconds. */
  readonly minimumSeconds?: string
}

/** A published rule that turns what a person has at hand into what is charged. */
export interface Estimation {
  readonly text?: { readonly chinese: CharactersPerToken; readonly other: CharactersPerToken }
  /** Characters of a text, where a model is priced by them. */
  readonly characters?: CharacterRule
  readonly image?: ImageRule
  readonly audio?: AudioRule
  /** Tokens for each unit of a meter, whatever its content; the first rule of a meter whose facets hold is used. */
  readonly flat?: readonly FlatEstimation[]
  readonly notes?: readonly Localized[]
  readonly source: string
}

/** One rounding of a total, a line of its own on the receipt. */
export interface Rounding {
  readonly mode: RoundingMode
  readonly digits: number
  readonly source: string
}

/** A sourced reason why a lint warning is right to be ignored for a card. */
export interface Waiver {
  readonly rule: string
  readonly card: string
  readonly source: string
}

/** A published price document as data. The files under `tariffs/` have this shape. */
export interface Tariff {
  readonly schema: 'ratecard/tariff@1'
  readonly id: string
  readonly version: string
  readonly provider: string
  readonly name: Localized
  readonly scope?: string
  readonly regions?: readonly string[]
  readonly currency: string
  /** Offset of the vendor's clock: `+08:00`. */
  readonly timeZone: string
  /** Which instant of a call chooses its price. */
  readonly pricingInstant: 'start' | 'end' | 'submitted' | 'settled'
  readonly sources: Readonly<Record<string, Source>>
  readonly facets?: Readonly<Record<string, Facet>>
  readonly calendars?: Readonly<Record<string, Calendar>>
  /** Leaves that are charged at another meter's rate when they have none of their own. */
  readonly fallbacks?: Readonly<Partial<Record<MeterId, MeterId>>>
  readonly modifiers?: readonly Modifier[]
  readonly allowances?: readonly Allowance[]
  readonly estimations?: Readonly<Record<string, Estimation>>
  readonly rounding?: Rounding
  readonly waivers?: readonly Waiver[]
  readonly notes?: readonly Localized[]
  readonly cards: readonly RateCard[]
}

/** SHA-256 in hex of canonical JSON, which the caller makes: core has no crypto. */
export interface TariffHashes {
  /** Of the whole tariff. */
  readonly sha256: string
  /** Of the card with an id; asked only for the cards that price something. Without it a receipt names the card by its id. */
  readonly card?: (id: string) => string
}
