import {
  chargedPrice,
  formatExact,
  formatInstant,
  type Instant,
  type ModelPrices,
  multiplyRationals,
  type PriceLine,
  type PriceSegment,
  priceAge,
  type Rational,
  rational,
  type Tariff,
} from '@ratecard/core'
import { groupDigits, meterName } from '@ratecard/core/messages'
import { isUsual } from './line-name.ts'
import type { Page } from './page.ts'
import { hang, padEnd, printable, widthOf, wrapText } from './text-width.ts'

const MILLION = rational('1000000')

/** A long price list for a person: one line for each model with its main prices at an instant, by family. */
export function renderOverview(tariff: Tariff, prices: readonly ModelPrices[], at: Instant, page: Page): string {
  const { say, style, width } = page
  const paragraph = (text: string) => wrapText(text, width).join('\n')
  return [
    paragraph(say('overview.about', { currency: tariff.currency, at: formatInstant(at) })),
    ...families(prices).map(({ family, models }) => {
      const rows = models.map((model) => modelRow(model, tariff, at, page))
      return [style('bold', printable(family)), ...layOut(rows, width)].join('\n')
    }),
    [paragraph(say('overview.legend')), paragraph(say('overview.more', { id: tariff.id }))].join('\n'),
  ].join('\n\n')
}

interface OverviewRow {
  readonly model: string
  readonly price: string
  readonly marks: string
}

/** Names in a column of their own; one that is too long for it, and on a narrow page each, has a line of its own. */
function layOut(rows: readonly OverviewRow[], width: number): readonly string[] {
  const widest = (texts: readonly string[]) => texts.reduce((most, text) => Math.max(most, widthOf(text)), 0)
  const price = widest(rows.map((row) => row.price))
  const room = width - price - widest(rows.map(({ marks }) => marks)) - 6
  if (room < LEAST_NAME)
    return rows.flatMap((row) => [`  ${row.model}`, ...hang('', `${row.price}  ${row.marks}`.trimEnd(), 4, width)])
  const column = Math.min(widest(rows.map(({ model }) => model)), room)
  return rows.flatMap((row) => {
    const figures = `${padEnd(row.price, price)}  ${row.marks}`.trimEnd()
    if (widthOf(row.model) <= column) return [`  ${padEnd(row.model, column)}  ${figures}`]
    return [`  ${row.model}`, `  ${' '.repeat(column)}  ${figures}`]
  })
}

/** Columns in which most names stand. */
const LEAST_NAME = 24

interface Family {
  readonly family: string
  readonly models: readonly ModelPrices[]
}

/** Models whose names begin alike, in the order of the list: `qwen3` of `qwen3-max-2026-01-23`. */
function families(prices: readonly ModelPrices[]): readonly Family[] {
  const byName = new Map<string, ModelPrices[]>()
  for (const model of prices) {
    const family = model.model.split('-')[0] ?? ''
    byName.set(family, [...(byName.get(family) ?? []), model])
  }
  return [...byName].map(([family, models]) => ({ family, models }))
}

function modelRow({ model, lines }: ModelPrices, tariff: Tariff, at: Instant, page: Page): OverviewRow {
  const usual = lines.filter((line) => isUsual(line.facets, tariff))
  const main = (id: string) => usual.find((line) => line.meter === id && segmentOf(line)?.rate)
  const [input, output] = [main('input_tokens'), main('output_tokens')]
  const other =
    input || output
      ? undefined
      : (usual.find((line) => segmentOf(line)?.rate) ?? lines.find((line) => segmentOf(line)?.rate))
  const price = other ? otherPrice(other, page) : input || output ? `${perMillion(input)} → ${perMillion(output)}` : '—'
  return { model: printable(model), price, marks: marksOf(lines, usual, at, page) }
}

const segmentOf = ({ segments: [segment] }: PriceLine): PriceSegment | undefined => segment

function perMillion(line: PriceLine | undefined): string {
  const rate = line && segmentOf(line)?.rate
  const price = rate && chargedPrice(rate)
  return price ? figure(multiplyRationals(price, MILLION)) : '—'
}

const figure = (value: Rational): string => groupDigits(formatExact(value))

/** `0.2 / images`, `2 / 10,000 characters` */
function otherPrice(line: PriceLine, { locale, say }: Page): string {
  const rate = segmentOf(line)?.rate
  if (rate === undefined) return ''
  const price = chargedPrice(rate)
  const units = rate.printed.per === '1' ? '' : `${groupDigits(rate.printed.per)} `
  const text = price ? figure(multiplyRationals(price, rate.per)) : say('history.steps')
  return `${text} / ${units}${meterName(line.meter, locale)}`
}

/** Letters, which a legend explains, and the age of the price. */
function marksOf(lines: readonly PriceLine[], usual: readonly PriceLine[], at: Instant, { say }: Page): string {
  const segments = lines.flatMap(({ segments: all }) => all)
  const rates = segments.flatMap(({ rate }) => rate ?? [])
  const ages = usual.flatMap(({ meter, segments: all }) => all.flatMap(({ rate }) => priceAge(meter, rate, at)))
  const age = Math.min(...ages.map(({ params }) => Number(params.days)))
  return [
    ...(usual.some(({ tier }) => tier.from || tier.until) ? ['T'] : []),
    ...(lines.length > usual.length ? ['F'] : []),
    ...(usual.some((line) => (segmentOf(line)?.rate?.modifiers.length ?? 0) > 0) ? ['P'] : []),
    ...(rates.length === 0 ? [whyNone(segments)] : []),
    ...(Number.isFinite(age) ? [say('overview.age', { days: String(age) })] : []),
  ].join(' ')
}

/** Listed no more; known only from evidence that was not asked for; or not known at the instant. */
function whyNone(segments: readonly PriceSegment[]): string {
  if (segments.some(({ reason }) => reason === 'evidence-not-allowed')) return 'C'
  return segments.some(({ status }) => status === 'no-longer-listed') ? 'X' : '?'
}
