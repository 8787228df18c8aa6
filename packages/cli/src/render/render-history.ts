import {
  formatExact,
  type Instant,
  type PricedCellRate,
  type PriceHistory,
  type PriceLine,
  type PriceSegment,
  type Rational,
  tariffFacets,
} from '@ratecard/core'
import { groupDigits, statusReason } from '@ratecard/core/messages'
import { dayText } from './day-text.ts'
import { priceFigure } from './figures.ts'
import { isUsual, lineTitle } from './line-name.ts'
import type { Page } from './page.ts'
import { chartMarks, priceChart } from './price-chart.ts'
import { type PriceRun, priceRuns } from './price-run.ts'
import { renderSource } from './render-source.ts'
import { type Row, renderTable } from './table.ts'
import { GLUE, hang, printable, wrapText } from './text-width.ts'

export interface HistoryView {
  readonly now: Instant
  /** Show the prices for all facet values, not only for those that hold when nothing is said. */
  readonly isAll: boolean
}

/** Charts of the main prices, every price along time, and where it was read. */
export function renderHistory(history: PriceHistory, { now, isAll }: HistoryView, page: Page): string {
  const { tariff, lines } = history
  const isPlain = (line: PriceLine) => isUsual(line.facets, tariff)
  const shown = isAll || !lines.some(isPlain) ? lines : lines.filter(isPlain)
  const sources = new Map<string, number>()
  const tables = shown.map((line) => lineTable(line, { history, sources, now }, page))
  return [
    heading(history, page),
    ...charts(shown, history, now, page),
    ...(tables.length === 0 ? [page.say('history.none')] : tables),
    legend(shown, lines, history, page),
    sourceList(shown, sources, page),
  ]
    .filter((part) => part !== '')
    .join('\n\n')
}

function heading({ tariff, model }: PriceHistory, { say, style, width }: Page): string {
  const about = say('history.about', { id: tariff.id, version: tariff.version, zone: tariff.timeZone })
  return [style('bold', printable(model)), ...wrapText(printable(about), width).map((line) => style('dim', line))].join(
    '\n',
  )
}

/** Of each meter the price of its first tier: those that changed, or, where none did, the first. */
function charts(lines: readonly PriceLine[], history: PriceHistory, now: Instant, page: Page): readonly string[] {
  const { tariff } = history
  const firsts = lines.filter(
    (line, at) => lines.findIndex(({ meter, facets }) => meter === line.meter && facets === line.facets) === at,
  )
  const changing = firsts.filter(
    ({ segments }) => priceRuns(segments).filter((run) => run.segments[0]?.rate).length > 1,
  )
  const drawn = (changing.length > 0 ? changing : firsts.slice(0, 1)).slice(0, MOST_CHARTS).flatMap((line) => {
    const rate = line.segments.flatMap((segment) => segment.rate ?? []).at(-1)
    if (rate === undefined) return []
    const rows = priceChart({ segments: line.segments, per: rate.per, timeZone: tariff.timeZone, now }, page)
    const unit = unitText(rate.currency, rate.per)
    const title = page.say('history.chart', { line: lineTitle(line, tariff, page), unit })
    return rows.length === 0 ? [] : [[...wrapText(page.style('bold', title), page.width), ...rows].join('\n')]
  })
  if (drawn.length === 0) return []
  const { known, carried } = chartMarks(page)
  return [...drawn, wrapText(page.say('history.legend-chart', { known, carried }), page.width).join('\n')]
}

/** A person looks at a few. */
const MOST_CHARTS = 4

const unitText = (currency: string, per: Rational): string => {
  const units = formatExact(per)
  return units === '1' ? currency : `${currency} / ${groupDigits(units)}`
}

interface Context {
  readonly history: PriceHistory
  /** The number of each source. */
  readonly sources: Map<string, number>
  readonly now: Instant
}

function lineTable(line: PriceLine, context: Context, page: Page): string {
  const { say, style, width } = page
  const columns = [
    { heading: say('history.since') },
    { heading: say('history.until') },
    { heading: say('history.price'), align: 'right' as const },
    { heading: say('history.known') },
  ]
  const rows = priceRuns(line.segments)
    .filter(({ from }) => from <= context.now)
    .map((run) => runRow(run, context, page))
  const title = wrapText(lineTitle(line, context.history.tariff, page), width).map((text) => style('bold', text))
  return [...title, renderTable(columns, rows, page)].join('\n')
}

function runRow(run: PriceRun, { history, sources }: Context, page: Page): Row {
  const [first] = run.segments
  const end = (at: Instant, isStated: boolean) =>
    Number.isFinite(at) ? `${dayText(at, history.tariff.timeZone)}${isStated ? '*' : ''}` : page.say('history.open')
  const numbers = run.segments.flatMap(({ rate }) => (rate ? [numberOf(rate, sources)] : []))
  const references = [...new Set(numbers)].map((number) => `[${number}]`).join('')
  return [
    end(run.from, run.fromStated),
    end(run.until, run.untilStated),
    first?.rate ? priceText(first.rate, page) : { text: candidatesText(run, page), style: 'yellow' as const },
    `${knownText(run, history.tariff.timeZone, page)}${references === '' ? '' : `${GLUE}${references}`}`,
  ]
}

function numberOf({ source }: PricedCellRate, sources: Map<string, number>): number {
  const key = JSON.stringify(source)
  const number = sources.get(key) ?? sources.size + 1
  sources.set(key, number)
  return number
}

function priceText({ printed, currency, modifiers }: PricedCellRate, { say }: Page): string {
  if (printed.price === undefined) return say('history.steps')
  const factors = modifiers.map(({ factor }) => ` ×${GLUE}${formatExact(factor)}`).join('')
  return `${priceFigure(printed.price, printed.per, currency)}${factors}`
}

function candidatesText({ segments: [segment] }: PriceRun, page: Page): string {
  if (segment === undefined) return '—'
  const prices = [...new Set(segment.candidates.map((rate) => priceText(rate, page)))]
  const [price = '—', ...others] = prices
  if (segment.reason === 'evidence-not-allowed' && others.length === 0) return price
  if (segment.status !== 'between' && segment.reason !== 'evidence-not-allowed') return '—'
  if (others.length > 0) return page.say('history.or', { prices })
  return segment.candidates.length === 1 ? page.say('history.or-none', { price }) : price
}

/** How the price of a run is known: by notices, on which days it was seen, since when it is carried on. */
function knownText({ segments }: PriceRun, timeZone: string, page: Page): string {
  const { say, locale } = page
  const [first] = segments
  if (first === undefined) return ''
  if (first.rate === undefined) {
    if (say.has(`history.${first.status}`)) return say(`history.${first.status}`)
    const reason = statusReason({ status: 'unpriced', reason: first.reason ?? 'no-rate' }, locale)
    const isBetween = first.reason === 'evidence-not-allowed' && first.candidates.length > 1
    return isBetween ? say('history.how', { texts: [say('history.between'), reason] }) : reason
  }
  const cards = new Map(segments.flatMap(({ rate }) => (rate ? [[rate.card.id, rate.card]] : [])))
  const effective = [...cards.values()].map((card) => card.effective)
  const all = new Set(effective.flatMap(({ observed = [] }) => observed))
  const days = [...all].filter((day) => segments.some((segment) => isSeenIn(segment, day, timeZone))).sort()
  const isStated = effective.some(({ from, until }) => from !== undefined || until !== undefined)
  const carried = segments.find(({ status }) => status === 'carried')?.rate?.carried
  const texts = [
    ...(isStated ? [say('history.stated')] : []),
    ...(days.length === 0 ? [] : [seenText(days, page)]),
    ...(!isStated && days.length === 0 && !carried ? [say('history.undated')] : []),
    ...(carried
      ? [say(days.includes(carried.seen) ? 'history.carried-on' : 'history.carried', { seen: carried.seen })]
      : []),
  ]
  return say('history.how', { texts })
}

/** A card may have been seen on days when another's price was believed. */
const isSeenIn = ({ status, from, until }: PriceSegment, day: string, timeZone: string): boolean =>
  status === 'known' &&
  (!Number.isFinite(from) || dayText(from, timeZone) <= day) &&
  (!Number.isFinite(until) || day < dayText(until, timeZone))

const seenText = (days: readonly string[], { say }: Page): string =>
  days.length <= 2
    ? say('history.seen', { days })
    : say('history.seen-often', { count: String(days.length), last: days.at(-1) ?? '' })

function legend(shown: readonly PriceLine[], all: readonly PriceLine[], { tariff }: PriceHistory, page: Page): string {
  const { say, width } = page
  const isStated = shown.some(({ segments }) =>
    segments.some(({ fromStated, untilStated }) => fromStated || untilStated),
  )
  const more = all.length - shown.length
  const isWithheld = all.some(({ segments }) => segments.some(({ reason }) => reason === 'evidence-not-allowed'))
  const known = tariffFacets(tariff)
  const facets = new Set(
    all.flatMap((line) => Object.keys(line.facets).filter((name) => line.facets[name] !== known[name]?.default)),
  )
  return [
    ...(isStated ? hang('', say('history.legend-stated'), 0, width) : []),
    ...(isWithheld ? hang('', say('history.withheld'), 0, width) : []),
    ...(more > 0 ? hang('', say('history.more', { count: String(more), facets: [...facets] }), 0, width) : []),
  ].join('\n')
}

function sourceList(lines: readonly PriceLine[], numbers: ReadonlyMap<string, number>, page: Page): string {
  const rates = lines.flatMap(({ segments }) => segments.flatMap(({ rate }) => (rate ? [rate] : [])))
  const shown = [...numbers].flatMap(([key, number]) => {
    const source = rates.find((rate) => JSON.stringify(rate.source) === key)?.source
    return source ? renderSource(`  [${number}]`, source, page) : []
  })
  return shown.length === 0 ? '' : [page.style('bold', page.say('tariff.sources')), ...shown].join('\n')
}
