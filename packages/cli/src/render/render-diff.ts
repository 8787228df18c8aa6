import {
  type ComparedAmount,
  type ComparedUsage,
  compareRationals,
  formatDecimal,
  formatExact,
  formatInstant,
  multiplyRationals,
  type PriceChange,
  type PricedCellRate,
  type Rational,
  rational,
  roundRational,
  type TariffComparison,
  type UncomparedUse,
  type UsagePeriod,
} from '@ratecard/core'
import { groupDigits, meterName, statusReason } from '@ratecard/core/messages'
import type { LoadedTariff } from '../pricing/load-tariff.ts'
import { amountFigure, priceFigure, rangeFigure } from './figures.ts'
import { lineName } from './line-name.ts'
import type { Page } from './page.ts'
import { type Cell, renderTable } from './table.ts'
import { GLUE, hang, printable, wrapText } from './text-width.ts'

export interface DiffView {
  readonly before: LoadedTariff
  readonly after: LoadedTariff
  readonly comparison: TariffComparison
  readonly compared: ComparedUsage | undefined
  /** Show every change, however many. */
  readonly isAll: boolean
}

/** A person reads no more of a table, and of a list of names, unless asked for. */
const MOST_ROWS = 30
const MOST_NAMES = 20

/** What changed, the greatest change first, and what it does to usage. */
export function renderDiff(view: DiffView, page: Page): string {
  const { comparison, compared } = view
  const { added, removed } = comparison
  return [
    heading(view, page),
    changeTable(view, page),
    names('diff.added', added, view, page),
    names('diff.removed', removed, view, page),
    ...(compared ? [usageText(compared, page)] : []),
  ]
    .filter((part) => part !== '')
    .join('\n\n')
}

function heading({ before, after, comparison }: DiffView, { say, style, width }: Page): string {
  const listText = ({ tariff: { id, version } }: LoadedTariff) => say('receipt.tariff', { id, version })
  const about = say('diff.about', { before: listText(before), after: listText(after) })
  return [
    ...wrapText(printable(about), width).map((line) => style('bold', line)),
    ...wrapText(say('diff.at', { at: formatInstant(comparison.at) }), width).map((line) => style('dim', line)),
  ].join('\n')
}

function changeTable({ before, after, comparison, isAll }: DiffView, page: Page): string {
  const { say, width } = page
  const { changes, same } = comparison
  const unchanged = say('diff.same', { count: String(same) })
  if (changes.length === 0) return wrapText(unchanged, width).join('\n')
  const shown = isAll ? changes : changes.slice(0, MOST_ROWS)
  const columns = [
    { heading: say('tariff.model') },
    { heading: say('tariff.meter') },
    { heading: say('diff.before'), align: 'right' as const },
    { heading: say('diff.after'), align: 'right' as const },
    { heading: say('diff.change'), align: 'right' as const },
  ]
  const rows = shown.map((change) => [
    { text: printable(change.model), style: 'bold' as const },
    lineName({ ...change, segments: [] }, change.before ? before.tariff : after.tariff, page),
    priceText(change.before, change, page),
    priceText(change.after, change, page),
    changeCell(change, page),
  ])
  const more = changes.length - shown.length
  return [
    renderTable(columns, rows, page),
    ...(more > 0 ? wrapText(say('diff.more', { count: String(more) }), width) : []),
    ...wrapText(unchanged, width),
  ].join('\n')
}

function priceText(rate: PricedCellRate | undefined, { reason }: PriceChange, { say, locale }: Page): string {
  if (rate === undefined) return reason === undefined ? '—' : statusReason({ status: 'unpriced', reason }, locale)
  if (rate.printed.price === undefined) return say('history.steps')
  const factors = rate.modifiers.map(({ factor }) => ` ×${GLUE}${formatExact(factor)}`).join('')
  return `${priceFigure(rate.printed.price, rate.printed.per, rate.currency)}${factors}`
}

function changeCell({ kind, share }: PriceChange, { say }: Page): Cell {
  const style = kind === 'up' ? 'red' : kind === 'down' ? 'green' : 'yellow'
  return { text: share ? percent(share) : say(`diff.kind-${kind}`), style }
}

const HUNDRED = rational('100')

/** `+50 %`, to one digit after the point: a figure to read, beside the exact ones. */
function percent(share: Rational): string {
  const rounded = roundRational(multiplyRationals(share, HUNDRED), 1, 'half-up')
  return `${compareRationals(rounded, rational('0')) > 0 ? '+' : ''}${groupDigits(formatDecimal(rounded))}${GLUE}%`
}

function names(title: string, models: readonly string[], { isAll }: DiffView, { say, style, width }: Page): string {
  if (models.length === 0) return ''
  const shown = isAll ? models : models.slice(0, MOST_NAMES)
  const more = models.length - shown.length
  const text = [...shown.map(printable), ...(more > 0 ? [say('diff.more-names', { count: String(more) })] : [])]
  return [style('bold', say(title, { count: String(models.length) })), ...hang('', text.join(', '), 2, width)].join(
    '\n',
  )
}

function usageText({ comparison, rejected, repeated }: ComparedUsage, page: Page): string {
  const { say, style, width } = page
  const { totals, models, uncompared, records, complete, unrated, period } = comparison
  const columns = [
    { heading: say('tariff.model') },
    { heading: say('diff.records'), align: 'right' as const },
    { heading: say('diff.before'), align: 'right' as const },
    { heading: say('diff.after'), align: 'right' as const },
    { heading: say('diff.difference'), align: 'right' as const },
  ]
  const rows = models.map((row) => [
    { text: printable(row.model), style: 'bold' as const },
    groupDigits(formatExact(row.records)),
    ...amountCells(row),
  ])
  const sums = totals.map((total) => [
    { text: say('receipt.total'), style: 'bold' as const },
    '',
    ...amountCells(total),
  ])
  const counts = {
    ...{ records: formatExact(records), complete: formatExact(complete), unrated: formatExact(unrated) },
    ...{ rejected: String(rejected), repeated: String(repeated) },
  }
  return [
    style('bold', say('diff.usage')),
    ...(rows.length === 0 ? [] : [renderTable(columns, [...rows, 'rule', ...sums], page)]),
    ...totals.flatMap((total) => wrapText(moveText(total, period, page), width)),
    ...(uncompared.length === 0 ? [] : uncomparedLines(uncompared, page)),
    ...wrapText(say('diff.counts', counts), width),
    ...(repeated > 0 ? wrapText(say('diff.repeated', counts), width) : []),
  ].join('\n')
}

const amountCells = ({ currency, before, after, difference }: ComparedAmount): readonly string[] => [
  amountFigure(before, currency),
  amountFigure(after, currency),
  signed(difference, currency),
]

const signed = (difference: ComparedAmount['difference'], currency: string): string =>
  `${compareRationals(difference.likely, rational('0')) > 0 ? '+' : ''}${amountFigure(difference, currency)}`

function moveText(
  { currency, before, after, difference }: ComparedAmount,
  period: UsagePeriod | undefined,
  { say }: Page,
): string {
  const amounts = {
    difference: signed(difference, currency),
    before: amountFigure(before, currency),
    after: amountFigure(after, currency),
  }
  if (period === undefined) return say('diff.moves', amounts)
  const { first, last, month } = period
  return month === undefined
    ? say('diff.moves-period', { ...amounts, first: formatInstant(first), last: formatInstant(last) })
    : say('diff.moves-month', { ...amounts, month })
}

function uncomparedLines(uses: readonly UncomparedUse[], page: Page): readonly string[] {
  const { say, style, locale, width } = page
  const lines = uses.flatMap((use) => {
    const amounts = use.amounts.map(({ amount, currency }) => amountFigure(amount, currency))
    const text = say(`diff.unpriced-${use.unpriced}`, {
      model: use.model,
      meter: meterName(use.meter, locale),
      quantity: rangeFigure(use.quantity),
      reason: reasonText(use.reason, page),
      amounts: amounts.length === 0 ? '—' : amounts,
    })
    return hang('  -', printable(text), 4, width)
  })
  return [style('yellow', say('diff.uncompared')), ...lines]
}

function reasonText(reason: string, { say, locale }: Page): string {
  if (say.has(`diff.reason-${reason}`)) return say(`diff.reason-${reason}`)
  const text = statusReason({ status: 'unpriced', reason: reason as never }, locale)
  return text.endsWith(reason) ? say('diff.reason-refused', { reason }) : text
}
