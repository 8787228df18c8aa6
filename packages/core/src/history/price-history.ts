import { type CompileOptions, compileTariff } from '../compile/compile-tariff.ts'
import type { Cell, CellRate, ModelTable, PricedCellRate, UnpricedReason } from '../compile/rate-table.ts'
import { splitLine, type TierInterval, tierCovers, WHOLE_LINE } from '../compile/tier.ts'
import type { MeterId } from '../meter/meter.ts'
import { compareRationals, ZERO } from '../number/rational.ts'
import type { Instant } from '../period/instant.ts'
import { contains, type Period } from '../period/period.ts'
import { tariffFacets } from '../tariff/facet.ts'
import type { Facet, Tariff } from '../tariff/tariff.ts'
import { knownPeriods, splitByKnown } from './known-periods.ts'
import { statedInstants } from './stated-instants.ts'

/**
 * How a price is known over a stretch of time: `known` on the days on which it was seen or for which a notice states it,
 * `interpolated` between two sights of the same price, `between` two different ones (either may hold), `carried` after
 * the last sight, `no-longer-listed`, `before-first-observation`; `unpriced` for any other reason.
 */
export type SegmentStatus =
  | 'known'
  | 'interpolated'
  | 'between'
  | 'carried'
  | 'no-longer-listed'
  | 'before-first-observation'
  | 'unpriced'

/** A stretch of time over which one price is known in one way. */
export interface PriceSegment extends Period {
  readonly status: SegmentStatus
  /** The price; missing where there is none. */
  readonly rate?: PricedCellRate
  /** Why there is no price. */
  readonly reason?: UnpricedReason
  /** The prices that may hold where none is known. */
  readonly candidates: readonly PricedCellRate[]
  /** A notice states the bound; otherwise it is that of an observation, or open. */
  readonly fromStated: boolean
  readonly untilStated: boolean
}

/** The price of one meter for one set of facet values and one tier, along time. */
export interface PriceLine {
  readonly meter: MeterId
  /** Those facets alone on which this meter's price depends, those of the clock among them. */
  readonly facets: Readonly<Record<string, string>>
  readonly tier: TierInterval
  /** In the order of time, without gaps, from minus to plus infinity. */
  readonly segments: readonly PriceSegment[]
}

/** Every price of a model along time. */
export interface PriceHistory {
  readonly tariff: Tariff
  readonly model: string
  readonly lines: readonly PriceLine[]
}

export type HistoryOptions = Pick<CompileOptions, 'asOf' | 'allowEvidence'>

/**
 * Every price of a model along time, as rating would find it. A model that the price list does not have has no lines.
 *
 * @throws RatecardError `invalid-tariff` for a tariff that the schema or the lint would have refused.
 * @example
 * const { lines } = priceHistory(tariff, 'qwen-max')
 */
export function priceHistory(tariff: Tariff, model: string, options: HistoryOptions = {}): PriceHistory {
  const table = compileTariff(withoutClock(tariff), { ...options, models: [model] }).models.get(model)
  return { tariff, model, lines: table ? modelLines(tariff, table, options.asOf) : [] }
}

/** The prices of one model at an instant: lines of one segment each. */
export interface ModelPrices {
  readonly model: string
  /** The facets that choose among its prices, those of the clock among them. */
  readonly facets: readonly string[]
  readonly lines: readonly PriceLine[]
}

/**
 * The prices of every model at an instant, in the order of the price list; each line has one segment. A model whose
 * prices are all unknown at the instant has no lines.
 *
 * @param options `models`: only these names; default all.
 * @throws RatecardError `invalid-tariff` for a tariff that the schema or the lint would have refused.
 * @example
 * const [first] = pricesAt(tariff, Date.parse('2026-11-22T00:00:00Z'))
 */
export function pricesAt(
  tariff: Tariff,
  at: Instant,
  options: HistoryOptions & Pick<CompileOptions, 'models'> = {},
): readonly ModelPrices[] {
  const horizon = { from: at, until: at + 1 }
  const { models } = compileTariff(withoutClock(tariff), { ...options, horizon })
  return [...models.values()].map((table) => ({
    model: table.name,
    facets: table.facets,
    lines: modelLines(tariff, table, options.asOf),
  }))
}

function modelLines(tariff: Tariff, table: ModelTable, asOf = Number.POSITIVE_INFINITY): readonly PriceLine[] {
  const meters = new Set(table.cells.flatMap(({ rates }) => Object.keys(rates) as MeterId[]))
  const context = { tariff, stated: statedInstants(tariff, table.name), asOf }
  return [...meters]
    .flatMap((id) => meterLines(id, table, context))
    .filter(({ meter, segments }) =>
      segments.some(({ rate, candidates }) => rate?.meter === meter || candidates.some((one) => one.meter === meter)),
    )
}

/** Every value of a clock's facet has a price at any time, so that no window has to be laid out over all time. */
function withoutClock(tariff: Tariff): Tariff {
  const facets = Object.entries(tariff.facets ?? {}).map(([name, { clock: _clock, ...facet }]) => [name, facet])
  return { ...tariff, facets: Object.fromEntries(facets) as Readonly<Record<string, Facet>> }
}

interface Context {
  readonly tariff: Tariff
  readonly stated: ReadonlySet<Instant>
  readonly asOf: Instant
}

/** The history for one set of facet values, tier by tier. */
interface Row {
  readonly facets: Readonly<Record<string, string>>
  readonly tiers: readonly (readonly PriceSegment[])[]
  /** What a reader is told of it: rows of one text need not be told apart. */
  readonly text: string
}

function meterLines(meter: MeterId, table: ModelTable, context: Context): readonly PriceLine[] {
  const tiers = splitLine(table.cells.map(({ tier }) => tier)).filter(hasRequests)
  const rows = [...rowsOf(table.cells)].map(([, cells]): Row => {
    const histories = tiers.map((tier) => segmentsOf(meter, cells, tier, context))
    return { facets: cells[0]?.facets ?? {}, tiers: histories, text: histories.map(textOf).join('\n') }
  })
  return distinctRows(rows, table.facets, context.tariff).flatMap(({ facets, tiers: histories }) =>
    joinTiers(tiers, histories)
      .filter(({ segments }) => segments.some(isTold))
      .map(({ tier, segments }) => ({ meter, facets, tier: hasAllRequests(tier) ? WHOLE_LINE : tier, segments })),
  )
}

/** A tier that ends at 0 holds no request that uses anything. */
const hasRequests = ({ until }: TierInterval): boolean => until === undefined || compareRationals(until.value, ZERO) > 0

const hasAllRequests = ({ from, until }: TierInterval): boolean =>
  until === undefined && (from === undefined || compareRationals(from.value, ZERO) <= 0)

/** A line is worth telling where it has a price, or where one is withheld, open or ended. */
const isTold = ({ rate, reason = 'no-rate' }: PriceSegment): boolean => rate !== undefined || TOLD.includes(reason)

const TOLD: readonly UnpricedReason[] = ['evidence-not-allowed', 'between-observations', 'no-longer-listed']

function rowsOf(cells: readonly Cell[]): ReadonlyMap<string, readonly Cell[]> {
  const rows = new Map<string, Cell[]>()
  for (const cell of cells) {
    const key = JSON.stringify(cell.facets)
    const row = rows.get(key)
    if (row) row.push(cell)
    else rows.set(key, [cell])
  }
  return rows
}

function segmentsOf(meter: MeterId, row: readonly Cell[], tier: TierInterval, context: Context) {
  const cells = row.filter((cell) => tierCovers(cell.tier, tier))
  const pieces = cells.flatMap(({ from, until, rates, otherwise }) =>
    pieceSegments(rates[meter] ?? { status: 'unpriced', reason: otherwise, candidates: [] }, { from, until }, context),
  )
  return joinSegments(pieces)
}

function pieceSegments(rate: CellRate, period: Period, { tariff, stated, asOf }: Context): readonly PriceSegment[] {
  const segment = (part: Period, status: SegmentStatus, more: Partial<PriceSegment>): PriceSegment => ({
    from: part.from,
    until: part.until,
    status,
    candidates: [],
    fromStated: stated.has(part.from),
    untilStated: stated.has(part.until),
    ...more,
  })
  if (rate.status === 'unpriced')
    return [segment(period, statusOf(rate.reason), { reason: rate.reason, candidates: rate.candidates })]
  if (rate.carried) return [segment(period, 'carried', { rate })]
  return splitByKnown(period, knownPeriods(rate.card, tariff, asOf)).map(({ isKnown, ...part }) =>
    segment(part, isKnown ? 'known' : 'interpolated', { rate }),
  )
}

const STATUSES: Readonly<Partial<Record<UnpricedReason, SegmentStatus>>> = {
  'between-observations': 'between',
  'no-longer-listed': 'no-longer-listed',
  'before-first-observation': 'before-first-observation',
}

const statusOf = (reason: UnpricedReason): SegmentStatus => STATUSES[reason] ?? 'unpriced'

/** What joins two segments: status and prices. Which price would be the first is told by what follows. */
const contentOf = ({ status, reason, rate, candidates }: PriceSegment): string => {
  const open = status === 'before-first-observation' ? [] : candidates
  return JSON.stringify([status, reason, rate && priceKey(rate), open.map(priceKey), rate?.carried?.seen])
}

const priceKey = ({ printed, currency, steps, modifiers, source, minimum, increment, maximum }: PricedCellRate) => [
  printed,
  currency,
  steps,
  modifiers.map(({ id }) => id),
  source.url,
  source.checked,
  minimum,
  increment,
  maximum,
]

const textOf = (segments: readonly PriceSegment[]): string =>
  segments.map((segment) => `${segment.from} ${segment.until} ${contentOf(segment)}`).join()

function joinSegments(segments: readonly PriceSegment[]): readonly PriceSegment[] {
  const joined: PriceSegment[] = []
  for (const segment of segments) {
    const previous = joined.at(-1)
    if (previous && contentOf(previous) === contentOf(segment))
      joined[joined.length - 1] = { ...segment, from: previous.from, fromStated: previous.fromStated }
    else joined.push(segment)
  }
  return joined
}

/** Leaves out every facet on which the price of the meter does not depend. */
function distinctRows(rows: readonly Row[], names: readonly string[], tariff: Tariff): readonly Row[] {
  const known = tariffFacets(tariff)
  let distinct = rows
  for (const name of names) {
    const groups = new Map<string, Row[]>()
    for (const row of distinct) {
      const { [name]: _value, ...others } = row.facets
      const key = JSON.stringify(others)
      groups.set(key, [...(groups.get(key) ?? []), row])
    }
    if (![...groups.values()].every((group) => new Set(group.map(({ text }) => text)).size === 1)) continue
    distinct = [...groups.values()].flatMap((group) => {
      const row = group.find(({ facets }) => facets[name] === known[name]?.default) ?? group[0]
      if (row === undefined) return []
      const { [name]: _value, ...facets } = row.facets
      return [{ ...row, facets }]
    })
  }
  return distinct
}

type TierLine = Pick<PriceLine, 'tier' | 'segments'>

function joinTiers(
  tiers: readonly TierInterval[],
  histories: readonly (readonly PriceSegment[])[],
): readonly TierLine[] {
  const joined: TierLine[] = []
  for (const [at, segments] of histories.entries()) {
    const [previous, tier] = [joined.at(-1), tiers[at] ?? { from: undefined, until: undefined }]
    if (previous && textOf(previous.segments) === textOf(segments))
      joined[joined.length - 1] = { ...previous, tier: { from: previous.tier.from, until: tier.until } }
    else joined.push({ tier, segments })
  }
  return joined
}

/** What is known at an instant. */
export const segmentAt = ({ segments }: Pick<PriceLine, 'segments'>, at: Instant): PriceSegment | undefined =>
  segments.find((segment) => contains(segment, at))
