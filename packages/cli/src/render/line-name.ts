import { formatTier, type PriceLine, type Tariff, tariffFacets } from '@ratecard/core'
import { meterName, tierText as writtenTier } from '@ratecard/core/messages'
import type { Page } from './page.ts'
import { printable } from './text-width.ts'

/** `0 < n ≤ 32,000`; empty where there is but one. */
export const tierText = (tier: PriceLine['tier']): string =>
  tier.from || tier.until ? writtenTier(formatTier(tier)) : ''

/** The facet values of a price that are not what is taken when nothing is said: `thinking=on`. */
export function facetTexts(facets: PriceLine['facets'], tariff: Pick<Tariff, 'facets'>): readonly string[] {
  const known = tariffFacets(tariff)
  return Object.entries(facets)
    .filter(([name, value]) => known[name]?.default !== value)
    .map(([name, value]) => printable(`${name}=${value}`))
}

/** `output tokens (thinking=on, 0 < n ≤ 32,000)` */
export function lineName({ meter, facets, tier }: PriceLine, tariff: Pick<Tariff, 'facets'>, page: Page): string {
  const conditions = [...facetTexts(facets, tariff), ...(tierText(tier) === '' ? [] : [tierText(tier)])]
  const name = meterName(meter, page.locale)
  return conditions.length === 0 ? name : `${name} (${conditions.join(', ')})`
}
