import { formatExact, type PriceLine, type PriceSegment, type Tariff } from '@ratecard/core'
import { groupDigits, meterName, statusReason } from '@ratecard/core/messages'
import { priceFigure } from './figures.ts'
import { facetTexts, tierText, withDetails } from './line-name.ts'
import type { Page } from './page.ts'
import { type Cell, renderTable } from './table.ts'
import { GLUE, wrapText } from './text-width.ts'

/** The prices of one model: a table for each set of facet values, with a row for each meter and a column for each tier. */
export function renderMatrix(
  lines: readonly PriceLine[],
  { tariff, references }: { readonly tariff: Tariff; readonly references: ReadonlyMap<string, string> },
  page: Page,
): string {
  const groups = new Map<string, PriceLine[]>()
  for (const line of lines) {
    const key = page.say('list', { items: facetTexts(line.facets, tariff, page) })
    groups.set(key, [...(groups.get(key) ?? []), line])
  }
  return [...groups]
    .sort(([a], [b]) => Number(a !== '') - Number(b !== ''))
    .map(([facets, own]) => {
      const title = facets === '' ? [] : wrapText(facets, page.width).map((text) => page.style('bold', text))
      return [...title, groupTable(own, references, page)].join('\n')
    })
    .join('\n\n')
}

function groupTable(lines: readonly PriceLine[], references: ReadonlyMap<string, string>, page: Page): string {
  const { say } = page
  const tiered = [...new Set(lines.map(({ tier }) => tierText(tier)))].filter((text) => text !== '')
  const tiers = tiered.length === 0 ? [''] : tiered
  const columns = [
    { heading: say('tariff.meter') },
    ...tiers.map((tier) => ({ heading: tier === '' ? say('tariff.price') : tier, align: 'right' as const })),
    { heading: say('matrix.seen') },
  ]
  const meters = [...new Set(lines.map(({ meter }) => meter))]
  const rows = meters.map((meter) => {
    const own = lines.filter((line) => line.meter === meter)
    const [per = '1'] = own.flatMap(({ segments: [segment] }) => segment?.rate?.printed.per ?? [])
    const cells = tiers.map((tier) => {
      const line = own.find((one) => tierText(one.tier) === tier) ?? own.find((one) => tierText(one.tier) === '')
      return line ? priceCell(line.segments[0], per, page) : ''
    })
    return [rowName(meter, per, page), ...cells, seenText(own, references, page)]
  })
  return renderTable(columns, rows, page)
}

/** The meter, and for how many units its prices are. */
const rowName = (meter: PriceLine['meter'], per: string, { locale }: Page): string =>
  per === '1' ? meterName(meter, locale) : `${meterName(meter, locale)} /${GLUE}${groupDigits(per)}`

/** @param per for how many units the row's prices are; a price for others says so. */
function priceCell(segment: PriceSegment | undefined, per: string, page: Page): Cell {
  const { say, locale } = page
  const { rate, reason = 'no-rate', candidates = [] } = segment ?? {}
  if (rate) {
    const factors = rate.modifiers.map(({ factor }) => ` ×${GLUE}${formatExact(factor)}`).join('')
    const { price } = rate.printed
    if (price === undefined) return { text: say('history.steps') }
    const text =
      rate.printed.per === per
        ? `${groupDigits(price)}${GLUE}${rate.currency}`
        : priceFigure(price, rate.printed.per, rate.currency)
    return { text: `${text}${factors}` }
  }
  const prices = [...new Set(candidates.flatMap(({ printed }) => printed.price ?? []))]
  const why = statusReason({ status: 'unpriced', reason }, locale)
  return { text: withDetails(why, prices.length === 0 ? [] : [prices.join(' / ')], page), style: 'yellow' }
}

/** Since when a row's prices are known, when they were last seen, and where. */
function seenText(lines: readonly PriceLine[], references: ReadonlyMap<string, string>, { say }: Page): string {
  const rates = lines.flatMap(({ segments: [segment] }) => segment?.rate ?? segment?.candidates ?? [])
  const cards = [...new Set(rates.map(({ card }) => card))]
  return cards
    .map(({ effective: { from, until, observed = [] }, source }) => {
      const days = [from === undefined ? observed[0] : `${from.slice(0, 10)}*`, observed.at(-1) ?? until?.slice(0, 10)]
      const span = [...new Set(days.filter((day) => day !== undefined))].join(` – `)
      return `${span === '' ? say('tariff.undated') : span}${GLUE}${references.get(source) ?? ''}`
    })
    .join('\n')
}
