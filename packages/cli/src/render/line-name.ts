import { formatTier, type PriceLine, type Tariff, tariffFacets } from '@ratecard/core'
import { facetText, meterName, tierText as writtenTier } from '@ratecard/core/messages'
import type { Page } from './page.ts'
import { printable, unbroken } from './text-width.ts'

/** `0 < n ≤ 32,000`; empty where there is but one. */
export const tierText = (tier: PriceLine['tier']): string =>
  tier.from || tier.until ? writtenTier(formatTier(tier)) : ''

/** Whether a price is the one that is taken when nothing is said of any facet. */
export const isUsual = (facets: PriceLine['facets'], tariff: Pick<Tariff, 'facets'>): boolean =>
  unusual(facets, tariff).length === 0

/** The facet values of a price that are not what is taken when nothing is said, in words: `thinking`. */
export const facetTexts = (
  facets: PriceLine['facets'],
  tariff: Pick<Tariff, 'facets'>,
  page: Page,
): readonly string[] => whenTexts(Object.fromEntries(unusual(facets, tariff)), page)

/** The facet values of a price that are not what is taken when nothing is said. */
export function unusual(
  facets: PriceLine['facets'],
  tariff: Pick<Tariff, 'facets'>,
): readonly (readonly [string, string])[] {
  const known = tariffFacets(tariff)
  return Object.entries(facets).filter(([name, value]) => known[name]?.default !== value)
}

/** Facet values in words. */
export const whenTexts = (when: Readonly<Record<string, string>>, { locale }: Page): readonly string[] =>
  Object.entries(when).map(([name, value]) => printable(facetText(name, value, locale)))

/** `output tokens (thinking, 0 < n ≤ 32,000)` */
export const lineName = (line: PriceLine, tariff: Pick<Tariff, 'facets'>, page: Page): string =>
  nameWith(line, tierText(line.tier), tariff, page)

/** The same for a line of its own, where there is room not to break it inside a tier. */
export const lineTitle = (line: PriceLine, tariff: Pick<Tariff, 'facets'>, page: Page): string =>
  nameWith(line, unbroken(tierText(line.tier)), tariff, page)

function nameWith({ meter, facets }: PriceLine, bounds: string, tariff: Pick<Tariff, 'facets'>, page: Page): string {
  const details = [...facetTexts(facets, tariff, page), ...(bounds === '' ? [] : [bounds])]
  return withDetails(meterName(meter, page.locale), details, page)
}

/** A name with what it holds for, in the brackets of the language. */
export const withDetails = (text: string, details: readonly string[], { say }: Page): string =>
  details.length === 0 ? text : say('details', { text, details })
