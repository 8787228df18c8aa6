import {
  chargedPrice,
  compareRationals,
  formatExact,
  type Instant,
  multiplyRationals,
  type PriceSegment,
  type Rational,
} from '@ratecard/core'
import { groupDigits } from '@ratecard/core/messages'
import { dayText } from './day-text.ts'
import type { Page } from './page.ts'
import { padStart, widthOf } from './text-width.ts'

export interface ChartedPrice {
  readonly segments: readonly PriceSegment[]
  /** The prices are told for so many units. */
  readonly per: Rational
  readonly timeZone: string
  /** The end of the axis of time. */
  readonly now: Instant
}

export interface ChartMarks {
  readonly known: string
  readonly carried: string
  readonly corner: string
  readonly side: string
  readonly base: string
}

/** What a terminal can draw with. */
export const chartMarks = ({ isUnicode }: Page): ChartMarks =>
  isUnicode
    ? { known: '━', carried: '╌', corner: '└', side: '┤', base: '─' }
    : { known: '=', carried: '-', corner: '+', side: '|', base: '-' }

interface Level {
  readonly price: Rational
  readonly label: string
}

/** Columns that a chart may have besides its labels: more tell nothing more. */
const MOST_COLUMNS = 60

/** A step chart: a row for each price, highest first, along time; a gap where no price is known. */
export function priceChart({ segments, per, timeZone, now }: ChartedPrice, page: Page): readonly string[] {
  const first = Math.min(...segments.map(({ from, until }) => (Number.isFinite(from) ? from : until)))
  const levels = levelsOf(
    segments.filter(({ until }) => until > first),
    per,
  )
  if (levels.length === 0 || !Number.isFinite(first) || first >= now) return []
  const marks = chartMarks(page)
  const indent = Math.max(...levels.map(({ label }) => widthOf(label)))
  const columns = Math.min(page.width - indent - 4, MOST_COLUMNS)
  if (columns < 2 * 'YYYY-MM-DD'.length + 1) return []
  const step = (now - first) / columns
  const rows = levels.map(({ price, label }) => {
    const marksInRow = Array.from({ length: columns }, (_, column) => {
      const [from, until] = [first + column * step, first + (column + 1) * step]
      return markAt(segments, price, from, until, marks)
    })
    return `  ${padStart(label, indent)} ${marks.side}${marksInRow.join('').trimEnd()}`
  })
  const [from, until] = [dayText(first, timeZone).slice(0, 10), dayText(now, timeZone).slice(0, 10)]
  const space = ' '.repeat(indent + 3)
  return [
    ...rows,
    `${space}${marks.corner}${marks.base.repeat(columns)}`,
    `${space} ${from}${padStart(until, columns - from.length)}`,
  ]
}

function levelsOf(segments: readonly PriceSegment[], per: Rational): readonly Level[] {
  const prices = new Map<string, Level>()
  for (const { rate } of segments) {
    const unit = rate && chargedPrice(rate)
    if (unit === undefined) continue
    const label = groupDigits(formatExact(multiplyRationals(unit, per)))
    prices.set(label, { price: unit, label })
  }
  return [...prices.values()].sort((a, b) => compareRationals(b.price, a.price))
}

/** Every price that held in a column's time is drawn in it, and what was seen before what was only carried. */
function markAt(
  segments: readonly PriceSegment[],
  price: Rational,
  from: Instant,
  until: Instant,
  marks: ChartMarks,
): string {
  const inColumn = segments.filter((segment) => {
    const unit = segment.rate && chargedPrice(segment.rate)
    return unit && segment.from < until && from < segment.until && compareRationals(unit, price) === 0
  })
  if (inColumn.length === 0) return ' '
  return inColumn.some(({ status }) => status !== 'carried') ? marks.known : marks.carried
}
