import type { RateCard, Tariff } from '@ratecard/core'
import { groupDigits, meterName } from '@ratecard/core/messages'
import { priceFigure } from './figures.ts'
import { whenTexts, withDetails } from './line-name.ts'
import type { Page } from './page.ts'
import type { CardGroup } from './render-tariff.ts'
import { type Cell, renderTable } from './table.ts'
import { printable } from './text-width.ts'

type Rate = RateCard['rates'][number]
type Cells = readonly (Cell | string)[]

const CONTEXT_COLUMN = 2

interface Context {
  readonly tariff: Tariff
  /** `[1]` of each source. */
  readonly references: ReadonlyMap<string, string>
}

/** Every price of a list: a row for each rate, under the model and the time for which it holds. */
export function renderRates(groups: readonly CardGroup[], context: Context, page: Page): string {
  const { say } = page
  const hasContext = groups.some(({ card }) => card.contextLimit !== undefined)
  const isShown = (_: unknown, at: number) => hasContext || at !== CONTEXT_COLUMN
  const rows = groups.flatMap((group) => cardRows(group, context, page)).map((row) => row.filter(isShown))
  const columns = [
    { heading: say('tariff.model') },
    { heading: say('tariff.holds') },
    { heading: say('tariff.context'), align: 'right' as const },
    { heading: say('tariff.meter') },
    { heading: say('tariff.price'), align: 'right' as const },
  ]
  return renderTable(columns.filter(isShown), rows, page)
}

/** The lines of a card side by side: its names, when it holds, and its rates. */
function cardRows({ models, card }: CardGroup, { tariff, references }: Context, page: Page): readonly Cells[] {
  const holds = holdingLines(card, references.get(card.source) ?? '', page)
  return Array.from({ length: Math.max(models.length, holds.length, card.rates.length) }, (_, at): Cells => {
    const rate = card.rates[at]
    return [
      { text: printable(models[at] ?? ''), style: 'bold' },
      holds[at] ?? '',
      at === 0 && card.contextLimit !== undefined ? groupDigits(card.contextLimit) : '',
      rate ? rateName(rate, page) : '',
      rate ? ratePrice(rate, card.currency ?? tariff.currency, page) : '',
    ]
  })
}

/** Stated by a notice, seen on dated pages, or undated: never an invented date. */
function holdingLines({ effective }: RateCard, reference: string, { say }: Page): readonly string[] {
  const { from, until, observed = [] } = effective
  const [first, last] = [observed[0], observed.at(-1)]
  const lines = [
    ...(from === undefined ? [] : [say('tariff.from', { from })]),
    ...(until === undefined ? [] : [say('tariff.until', { until })]),
    ...(first === undefined ? [] : [say('tariff.seen', { day: first })]),
    ...(last === undefined || last === first ? [] : [say('tariff.seen-last', { day: last })]),
  ]
  const all = lines.length === 0 ? [say('tariff.undated')] : lines
  return all.map((line, at) => (at === all.length - 1 ? `${line} ${reference}`.trimEnd() : line))
}

const rateName = ({ meter: id, when = {}, tier }: Rate, page: Page): string =>
  withDetails(meterName(id, page.locale), [...whenTexts(when, page), ...(tier ? [boundsText(tier)] : [])], page)

/** `0 < n ≤ 32,000` */
export function boundsText({ gt, ge, lt, le }: NonNullable<Rate['tier']>): string {
  const low = gt === undefined ? ge && `${groupDigits(ge)} ≤ ` : `${groupDigits(gt)} < `
  const high = lt === undefined ? le && ` ≤ ${groupDigits(le)}` : ` < ${groupDigits(lt)}`
  return `${low ?? ''}n${high ?? ''}`
}

function ratePrice({ price, per, steps, minimum, increment, maximum }: Rate, currency: string, { say }: Page): string {
  const prices = steps
    ? steps.steps.map((step) => {
        const text = priceFigure(step.price, per, currency)
        return step.upTo === undefined ? text : say('tariff.up-to', { price: text, limit: groupDigits(step.upTo) })
      })
    : [price === undefined ? '—' : priceFigure(price, per, currency)]
  return [
    ...prices,
    ...(steps ? [say(`tariff.steps-${steps.mode}-${steps.scope}`)] : []),
    ...(minimum === undefined ? [] : [say('tariff.minimum', { minimum: groupDigits(minimum) })]),
    ...(increment === undefined ? [] : [say('tariff.increment', { increment: groupDigits(increment) })]),
    ...(maximum === undefined ? [] : [say('tariff.maximum', { maximum: groupDigits(maximum) })]),
  ].join('\n')
}
