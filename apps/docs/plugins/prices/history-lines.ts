import {
  chargedPrice,
  compareRationals,
  formatDecimal,
  formatExact,
  type Instant,
  multiplyRationals,
  type PricedCellRate,
  type PriceLine,
  type PriceSegment,
  type Rational,
  type Tariff,
} from '@ratecard/core'
import { groupDigits, statusReason } from '@ratecard/core/messages'
import type { HistoryChart, HistoryLine, HistoryRow } from './price-data.ts'
import { cellOf, dayText, lineTitle, priceText, type Voice } from './price-text.ts'
import type { SourceList } from './source-list.ts'

interface Context {
  readonly tariff: Tariff
  readonly asOf: Instant
  readonly sources: SourceList
  readonly voice: Voice
}

/** A price along time: its chart, and a row for each stretch with one price or with none. */
export function historyLine(line: PriceLine, context: Context): HistoryLine {
  const chart = chartOf(line, context)
  return {
    title: lineTitle(line, context.tariff, context.voice),
    ...(chart && { chart }),
    rows: runsOf(line.segments)
      .filter(([segment]) => segment !== undefined && segment.from <= context.asOf)
      .map((run) => rowOf(run, context)),
  }
}

/** Segments that follow each other and say one price. */
function runsOf(segments: readonly PriceSegment[]): readonly (readonly PriceSegment[])[] {
  const runs: PriceSegment[][] = []
  for (const segment of segments) {
    const last = runs.at(-1)
    if (segment.rate && last?.[0]?.rate && priceText(last[0].rate) === priceText(segment.rate)) last.push(segment)
    else runs.push([segment])
  }
  return runs
}

function rowOf(run: readonly PriceSegment[], context: Context): HistoryRow {
  const { tariff, sources, voice } = context
  const [first, last] = [run[0], run.at(-1)] as [PriceSegment, PriceSegment]
  const bound = (at: Instant, isStated: boolean) =>
    Number.isFinite(at) ? `${dayText(at, tariff.timeZone)}${isStated ? '*' : ''}` : ''
  const rate = last.rate ?? last.candidates[0]
  const note = first.status === 'before-first-observation' || !rate ? undefined : sources.note(rate.source)
  return {
    from: bound(first.from, first.fromStated),
    until: bound(last.until, last.untilStated),
    price: cellOf(first, voice),
    known: first.rate ? howKnown(run, context) : gapText(first, voice),
    evidence: note?.evidence ?? '',
    ...(note && { source: { number: note.number, url: note.url, checked: note.checked } }),
  }
}

/** Why there is no price, in a sentence. */
const gapText = ({ status, reason = 'no-rate' }: PriceSegment, { locale, say }: Voice): string =>
  status === 'unpriced' ? statusReason({ status: 'unpriced', reason }, locale) : say(`gap.${status}`)

/** How the price of a run is known: by notices, on which days it was seen, since when it is carried on. */
function howKnown(run: readonly PriceSegment[], { tariff, voice: { say } }: Context): string {
  const cards = new Set(run.flatMap(({ rate }) => (rate ? [rate.card] : [])))
  const effective = [...cards].map((card) => card.effective)
  const days = [...new Set(effective.flatMap(({ observed = [] }) => observed))].sort()
  const isStated = effective.some(({ from, until }) => from !== undefined || until !== undefined)
  const carried = run.find(({ status }) => status === 'carried')?.rate?.carried
  const texts = [
    ...(isStated ? [say('known.stated')] : []),
    ...(days.length > 0 ? [say('known.seen', { days: days.join(say('comma')) })] : []),
    ...(!isStated && days.length === 0 ? [say('price.undated')] : []),
    ...(carried
      ? [say('known.carried', { seen: dayText(Date.parse(carried.seen), tariff.timeZone).slice(0, 10) })]
      : []),
  ]
  return texts.join(say('semicolon'))
}

interface Point {
  readonly segment: PriceSegment
  readonly price: Rational
}

/** Places for drawing alone: what is read is the table. */
function chartOf({ segments }: PriceLine, { asOf, tariff }: Context): HistoryChart | undefined {
  const per = segments.flatMap(({ rate }) => rate?.per ?? []).at(-1)
  const shown = segments.filter(({ from }) => from < asOf)
  const points = shown.flatMap((segment): Point[] => {
    const price = segment.rate && per && chargedPrice(segment.rate)
    return price ? [{ segment, price: multiplyRationals(price, per) }] : []
  })
  const starts = shown.map(({ from }) => from).filter(Number.isFinite)
  const first = Math.min(...starts)
  if (!Number.isFinite(first) || points.length === 0) return undefined
  const levels = distinct(points.map(({ price }) => price))
  const top = numberOf(levels[0] as Rational)
  const across = (at: Instant): number => (100 * (Math.min(Math.max(at, first), asOf) - first)) / (asOf - first)
  const up = (price: Rational): number => (top === 0 ? 0 : (100 * numberOf(price)) / top)
  return {
    pieces: points.map(({ segment: { from, until, status }, price }) => ({
      from: across(from),
      until: across(until),
      height: up(price),
      kind: status === 'carried' ? 'carried' : 'known',
    })),
    marks: levels.map((price) => ({ text: groupDigits(formatExact(price)), height: up(price) })),
    first: dayText(first, tariff.timeZone).slice(0, 10),
    last: dayText(asOf, tariff.timeZone).slice(0, 10),
    unit: unitOf(points.at(-1)?.segment.rate),
  }
}

const unitOf = (rate: PricedCellRate | undefined): string => {
  if (rate === undefined) return ''
  return rate.printed.per === '1' ? rate.currency : `${rate.currency} / ${groupDigits(formatExact(rate.per))}`
}

const numberOf = (value: Rational): number => Number(formatDecimal(value))

/** From the highest. */
const distinct = (prices: readonly Rational[]): readonly Rational[] =>
  [...prices]
    .sort((a, b) => compareRationals(b, a))
    .filter((price, at, all) => at === 0 || compareRationals(price, all[at - 1] as Rational) !== 0)
