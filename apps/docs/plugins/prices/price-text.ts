import {
  formatExact,
  formatTier,
  type Instant,
  localTime,
  type PricedCellRate,
  type PriceLine,
  type PriceSegment,
  readOffset,
  type Tariff,
  tariffFacets,
} from '@ratecard/core'
import { facetText, groupDigits, type Locale, meterName, statusReason, tierText } from '@ratecard/core/messages'
import type { Say } from '../say.ts'
import type { PriceCell } from './price-data.ts'

/** In whose words a page is written. */
export interface Voice {
  readonly locale: Locale
  readonly say: Say
}

const GLUE = '\u00A0'

/** `0 < n ≤ 32,000`; empty where one price holds for all. */
export const tierOf = ({ tier }: PriceLine): string => (tier.from || tier.until ? tierText(formatTier(tier)) : '')

/** The facet values of a price that are not what is taken when nothing is said. */
export function unusualFacets(
  { facets }: PriceLine,
  tariff: Tariff,
): readonly (readonly [name: string, value: string])[] {
  const known = tariffFacets(tariff)
  return Object.entries(facets).filter(([name, value]) => known[name]?.default !== value)
}

/** The same in words. */
export const facetTexts = (line: PriceLine, tariff: Tariff, { locale }: Voice): readonly string[] =>
  unusualFacets(line, tariff).map(([name, value]) => facetText(name, value, locale))

export function lineTitle(line: PriceLine, tariff: Tariff, voice: Voice): string {
  const details = [...facetTexts(line, tariff, voice), tierOf(line)].filter((text) => text !== '')
  const text = meterName(line.meter, voice.locale)
  return details.length === 0 ? text : voice.say('details', { text, details: details.join(voice.say('comma')) })
}

/** A price as the vendor prints it: `0.0100 USD / 1,000`. */
export function priceText({ printed, currency, modifiers, steps }: PricedCellRate): string {
  const unit = printed.per === '1' ? '' : `${GLUE}/${GLUE}${groupDigits(printed.per)}`
  const factors = modifiers.map(({ factor }) => ` ×${GLUE}${formatExact(factor)}`).join('')
  const prices = printed.price === undefined ? (steps?.steps.map(({ price }) => price) ?? []) : [printed.price]
  return `${prices.map(groupDigits).join(' / ')}${GLUE}${currency}${unit}${factors}`
}

/** A price, or why there is none. */
export function cellOf(segment: PriceSegment | undefined, { locale, say }: Voice): PriceCell {
  const { rate, reason = 'no-rate', candidates = [] } = segment ?? {}
  if (rate) return { text: priceText(rate), isPrice: true }
  const prices = [...new Set(candidates.map(priceText))]
  const text = statusReason({ status: 'unpriced', reason }, locale)
  const details = reason === 'before-first-observation' ? '' : prices.join(say('or'))
  return { text: details === '' ? text : say('details', { text, details }), isPrice: false }
}

/** The day, and the minute where it is not midnight, that the clock of a price list shows. */
export function dayText(at: Instant, timeZone: string): string {
  const { day, minute } = localTime(at, readOffset(timeZone) ?? 0)
  const [hours, minutes] = [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0'))
  return minute === 0 ? day : `${day} ${hours}:${minutes}`
}
