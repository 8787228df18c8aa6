import type { RateTable } from '../compile/rate-table.ts'
import type { MeterId } from '../meter/meter.ts'
import { addRanges, exactly, type Range } from '../number/range.ts'
import {
  addRationals,
  compareRationals,
  maxRational,
  minRational,
  ONE,
  type Rational,
  subtractRationals,
  ZERO,
} from '../number/rational.ts'
import { daysAfter, formatInstant, type Instant, localDay, monthsAfter, readInstant } from '../period/instant.ts'
import type { LineItem } from '../rating/line-item.ts'
import { type RateOptions, rate } from '../receipt/rate.ts'
import type { Receipt } from '../receipt/receipt.ts'
import { failed, issue, ok, type Result } from '../result.ts'
import { quantityEntries, type Usage } from '../usage/usage.ts'

/** What usage costs under two price lists: of the lines that both price, so that nothing unknown counts as 0. */
export interface ComparedAmount {
  readonly currency: string
  readonly before: Range
  readonly after: Range
  /** After less before. */
  readonly difference: Range
}

/** A meter of a model that one of the lists has no price for, or that they price in different currencies. */
export interface UncomparedUse {
  readonly model: string
  readonly meter: MeterId
  /** The list that has no price; `neither` where both price it, in different currencies. */
  readonly unpriced: 'before' | 'after' | 'both' | 'neither'
  readonly reason: string
  readonly records: Rational
  readonly quantity: Range
  /** What the other list charges for it. */
  readonly amounts: readonly { readonly currency: string; readonly amount: Range }[]
}

/** What a change of prices does to usage. */
export interface UsageComparison {
  readonly totals: readonly ComparedAmount[]
  readonly models: readonly (ComparedAmount & { readonly model: string; readonly records: Rational })[]
  readonly uncompared: readonly UncomparedUse[]
  /** Usages that a list could rate, and those of them of which every line was compared. */
  readonly records: Rational
  readonly complete: Rational
  /** Usages of a model that neither list has. */
  readonly unrated: Rational
  /** When the usage was; undefined where no record says. */
  readonly period?: UsagePeriod
}

/** From the first record to the last. */
export interface UsagePeriod {
  readonly first: Instant
  readonly last: Instant
  /** `2026-10`, where the two are on the first and the last day of one month of the vendor's clock. */
  readonly month?: string
}

/** Adds up usage of any quantity in the memory of its distinct models and meters. */
export interface UsageComparer {
  /** Rates one usage with both lists; issues where both refuse it. A model that neither has is unrated, not refused. */
  readonly add: (usage: Usage) => Result<undefined>
  readonly result: () => UsageComparison
}

/**
 * Compares what usage costs under two price lists, at the prices of one instant. Free quota is left out, and a price that
 * falls with the quantity of a month is taken as if each record began one.
 *
 * @param before, after compiled for a horizon that holds the instant.
 * @example
 * const table = compileTariff(tariff)
 * const comparer = compareUsage(table, table, Date.parse('2026-11-22T00:00:00Z'))
 * comparer.add(usage)
 * const { totals } = comparer.result()
 */
export function compareUsage(before: RateTable, after: RateTable, at: Instant): UsageComparer {
  const models = new Map<string, ModelSum>()
  const uncompared = new Map<string, UncomparedUse>()
  let [records, complete, unrated] = [ZERO, ZERO, ZERO]
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  const addRated = (usage: Usage): Result<undefined> => {
    const placed = { ...usage, at: formatInstant(at) }
    const [early, late] = [before, after].map((table) => rateIn(table, placed)) as [Rated, Rated]
    const [refused] = [early, late].flatMap((result) => (result.ok ? [] : result.issues))
    if (!early.ok && !late.ok && refused) return failed(refused)
    const pairs = linePairs(linesOf(early), linesOf(late))
    const missing = pairs.filter((pair) => {
      const compared = comparePair(pair)
      if (compared) addAmount(models, usage.model, compared)
      return !compared && isCharged(pair)
    })
    for (const pair of missing) addUncompared(uncompared, usage.model, pair, refused?.code)
    addRecord(models, usage.model)
    records = addRationals(records, ONE)
    if (missing.length === 0) complete = addRationals(complete, ONE)
    return ok(undefined)
  }
  const addUnrated = (usage: Usage): Result<undefined> => {
    for (const [meter, quantity] of quantityEntries(usage.quantities))
      addUnknown(uncompared, usage.model, meter, quantity)
    unrated = addRationals(unrated, ONE)
    return ok(undefined)
  }
  const add = (usage: Usage): Result<undefined> => {
    const isKnown = before.models.has(usage.model) || after.models.has(usage.model)
    const added = isKnown ? addRated(usage) : addUnrated(usage)
    const time = readInstant(usage.at ?? '')
    if (added.ok && time.ok) [first, last] = [Math.min(first, time.value), Math.max(last, time.value)]
    return added
  }
  const result = (): UsageComparison => ({
    ...summed(models),
    uncompared: [...uncompared.values()],
    ...{ records, complete, unrated },
    ...(first <= last && { period: periodOf(first, last, after.tariff.timeZone) }),
  })
  return { add, result }
}

/** A month that was used to its last day, and not a part of one. */
function periodOf(first: Instant, last: Instant, timeZone: string): UsagePeriod {
  const [from, until] = [localDay(first, timeZone), localDay(last, timeZone)]
  const month = from.slice(0, 7)
  const isMonth = from === `${month}-01` && monthsAfter(from, 1) === daysAfter(until, 1)
  return { first, last, ...(isMonth && { month }) }
}

type Rated = Result<Receipt>

/** One of the lists has the model: the other need not look for the names that are most like it. */
const rateIn = (table: RateTable, usage: Usage): Rated =>
  !table.models.has(usage.model) ? failed(issue('unknown-model', '/model')) : rate(usage, [table], CONTEXT)

const CONTEXT: RateOptions = { id: 'comparison', engine: '' }

interface LinePair {
  readonly before: LineItem | undefined
  readonly after: LineItem | undefined
}

const linesOf = (receipt: Result<Receipt>): readonly LineItem[] => (receipt.ok ? receipt.value.lines : [])

function linePairs(early: readonly LineItem[], late: readonly LineItem[]): readonly LinePair[] {
  const ids = [...new Set([...early, ...late].map(({ id }) => id))]
  const find = (lines: readonly LineItem[], id: string) => lines.find((line) => line.id === id)
  return ids.map((id) => ({ before: find(early, id), after: find(late, id) }))
}

/** The amounts of a pair of lines where both are known, in one currency. */
function comparePair({ before, after }: LinePair): ComparedAmount | undefined {
  const currency = before?.currency ?? after?.currency
  const [one, other] = [amountOf(before, after), amountOf(after, before)]
  if (currency === undefined || one === undefined || other === undefined) return undefined
  if (before?.currency !== undefined && after?.currency !== undefined && before.currency !== after.currency)
    return undefined
  return { currency, before: one, after: other, difference: differenceOf(other, one) }
}

/** What is not charged, and a rounding that only one list has, are 0; what has no price is unknown. */
function amountOf(line: LineItem | undefined, other: LineItem | undefined): Range | undefined {
  if (line === undefined) return other?.meter === undefined ? exactly(ZERO) : undefined
  return line.amount ?? (line.status === 'not-applicable' ? exactly(ZERO) : undefined)
}

/** End by end, for both grow with the same quantity; where the price falls, the ends change places. */
function differenceOf(after: Range, before: Range): Range {
  const ends = (['low', 'likely', 'high'] as const).map((end) => subtractRationals(after[end], before[end]))
  const [low = ZERO, likely = ZERO, high = ZERO] = ends
  return {
    low: minRational(low, minRational(likely, high)),
    likely,
    high: maxRational(high, maxRational(low, likely)),
  }
}

interface ModelSum {
  records: Rational
  readonly amounts: Map<string, ComparedAmount>
}

const sumOf = (models: Map<string, ModelSum>, model: string): ModelSum => {
  const sum = models.get(model) ?? { records: ZERO, amounts: new Map<string, ComparedAmount>() }
  models.set(model, sum)
  return sum
}

function addRecord(models: Map<string, ModelSum>, model: string): void {
  const sum = sumOf(models, model)
  sum.records = addRationals(sum.records, ONE)
}

function addAmount(models: Map<string, ModelSum>, model: string, compared: ComparedAmount): void {
  const { amounts } = sumOf(models, model)
  amounts.set(compared.currency, added(amounts.get(compared.currency), compared))
}

const added = (sum: ComparedAmount | undefined, more: ComparedAmount): ComparedAmount =>
  sum === undefined
    ? more
    : {
        currency: sum.currency,
        before: addRanges(sum.before, more.before),
        after: addRanges(sum.after, more.after),
        difference: addRanges(sum.difference, more.difference),
      }

/** What is charged in neither list misses nothing. */
const isCharged = ({ before, after }: LinePair): boolean =>
  [before, after].some((line) => line?.meter !== undefined && line.status !== 'not-applicable')

/** @param refused why one of the lists rated nothing of the usage at all. */
function addUncompared(uses: Map<string, UncomparedUse>, model: string, pair: LinePair, refused?: string): void {
  const line = pair.after ?? pair.before
  if (line?.meter === undefined) return
  const why = whyUncompared(pair, refused)
  const key = JSON.stringify([model, line.meter, why])
  const known = uses.get(key)
  uses.set(key, {
    model,
    meter: line.meter,
    ...why,
    records: addRationals(known?.records ?? ZERO, ONE),
    quantity: addRanges(known?.quantity ?? exactly(ZERO), line.quantity),
    amounts: [pair.before, pair.after].reduce(withAmount, known?.amounts ?? []),
  })
}

/** Use of a model that neither list has. */
function addUnknown(uses: Map<string, UncomparedUse>, model: string, meter: MeterId, quantity: Range): void {
  const key = JSON.stringify([model, meter])
  const known = uses.get(key)
  uses.set(key, {
    ...{ model, meter, unpriced: 'both', reason: 'unknown-model', amounts: [] },
    records: addRationals(known?.records ?? ZERO, ONE),
    quantity: addRanges(known?.quantity ?? exactly(ZERO), quantity),
  })
}

function whyUncompared({ before, after }: LinePair, refused = 'no-rate'): Pick<UncomparedUse, 'unpriced' | 'reason'> {
  if (before?.amount && after?.amount) return { unpriced: 'neither', reason: 'other-currency' }
  const reason = (line: LineItem | undefined) => line?.reason ?? refused
  if (before?.amount) return { unpriced: 'after', reason: reason(after) }
  return { unpriced: after?.amount ? 'before' : 'both', reason: reason(before) }
}

function withAmount(amounts: UncomparedUse['amounts'], line: LineItem | undefined): UncomparedUse['amounts'] {
  const { amount, currency } = line ?? {}
  if (amount === undefined || currency === undefined) return amounts
  const known = amounts.find((one) => one.currency === currency)
  if (known === undefined) return [...amounts, { currency, amount }]
  return amounts.map((one) => (one === known ? { currency, amount: addRanges(one.amount, amount) } : one))
}

function summed(models: ReadonlyMap<string, ModelSum>): Pick<UsageComparison, 'totals' | 'models'> {
  const rows = [...models].flatMap(([model, { records, amounts }]) =>
    [...amounts.values()].map((amount) => ({ ...amount, model, records })),
  )
  const totals = new Map<string, ComparedAmount>()
  for (const { currency, before, after, difference } of rows)
    totals.set(currency, added(totals.get(currency), { currency, before, after, difference }))
  const size = ({ difference: { likely } }: ComparedAmount) => maxRational(likely, subtractRationals(ZERO, likely))
  return { totals: [...totals.values()], models: rows.sort((a, b) => compareRationals(size(b), size(a))) }
}
