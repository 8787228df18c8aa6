import type { MeterId, PriceLine, Tariff } from '@ratecard/core'
import { meterName } from '@ratecard/core/messages'
import type { PriceRow, PriceTable } from './price-data.ts'
import { cellOf, facetTexts, tierOf, unusualFacets, type Voice } from './price-text.ts'
import type { SourceList } from './source-list.ts'

interface Context {
  readonly tariff: Tariff
  readonly sources: SourceList
  readonly voice: Voice
}

/** Prices of one instant as tables: one for each set of facet values, the usual ones first. */
export function priceTables(lines: readonly PriceLine[], context: Context): readonly PriceTable[] {
  const groups = new Map<string, PriceLine[]>()
  for (const line of lines) {
    const title = facetTexts(line, context.tariff, context.voice).join(context.voice.say('comma'))
    groups.set(title, [...(groups.get(title) ?? []), line])
  }
  return [...groups]
    .sort(([a], [b]) => Number(a !== '') - Number(b !== ''))
    .map(([title, own]) => tableOf(title, own, context))
}

function tableOf(title: string, lines: readonly PriceLine[], context: Context): PriceTable {
  const tiered = [...new Set(lines.map(tierOf))].filter((tier) => tier !== '')
  const tiers = tiered.length === 0 ? [''] : tiered
  const rows = [...new Set(lines.map(({ meter }) => meter))].map((meter): PriceRow => {
    const own = lines.filter((line) => line.meter === meter)
    return rowOf(meter, own, tiers, context)
  })
  return { title, tiers, rows }
}

function rowOf(
  meter: MeterId,
  lines: readonly PriceLine[],
  tiers: readonly string[],
  { tariff, sources, voice }: Context,
) {
  const rates = lines.flatMap(({ segments: [segment] }) => segment?.rate ?? segment?.candidates ?? [])
  return {
    meter: meterName(meter, voice.locale),
    cells: tiers.map((tier) => {
      const line = lines.find((one) => tierOf(one) === tier) ?? lines.find((one) => tierOf(one) === '')
      return line ? cellOf(line.segments[0], voice) : { text: '', isPrice: false }
    }),
    seen: seenText([...new Set(rates.map(({ card }) => card))], voice),
    sources: sources.numbers(rates.map(({ source, card }) => source ?? tariff.sources[card.source])),
  }
}

/** Since when prices are known, and when they were last seen. */
const seenText = (cards: readonly Tariff['cards'][number][], { say }: Voice): string => {
  const spans = cards.map(({ effective: { from, until, observed = [] } }) => {
    const days = [from?.slice(0, 10) ?? observed[0], observed.at(-1) ?? until?.slice(0, 10)]
    return [...new Set(days.filter((day) => day !== undefined))].join(' – ')
  })
  return [...new Set(spans)].map((span) => (span === '' ? say('price.undated') : span)).join(say('comma'))
}

/** Whether a price is another than without one of its facet values, and not nothing by a rule that is told below. */
export function isNews(line: PriceLine, lines: readonly PriceLine[], tariff: Tariff): boolean {
  const rate = line.segments.at(-1)?.rate
  const unusual = unusualFacets(line, tariff)
  if (unusual.length === 0) return true
  if (rate?.modifiers.some(({ factor }) => factor.numerator === 0)) return false
  return unusual.every(([name]) => {
    const { [name]: _value, ...others } = line.facets
    const twin = lines.find((other) => isTwin(other, line, name, others, tariff))
    return twin === undefined || said(twin) !== said(line)
  })
}

const isTwin = (
  other: PriceLine,
  line: PriceLine,
  name: string,
  others: PriceLine['facets'],
  tariff: Tariff,
): boolean =>
  other !== line &&
  other.meter === line.meter &&
  tierOf(other) === tierOf(line) &&
  !unusualFacets(other, tariff).some(([facet]) => facet === name) &&
  Object.entries(others).every(([facet, value]) => other.facets[facet] === value)

const said = ({ segments }: PriceLine): string => {
  const last = segments.at(-1)
  return `${last?.rate?.id} ${last?.reason} ${last?.candidates.map(({ id }) => id)}`
}
