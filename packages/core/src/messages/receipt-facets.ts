import type { Receipt } from '../receipt/receipt.ts'
import type { Language } from './catalog.ts'
import { facetText } from './words.ts'

/**
 * The properties of the request that matter for its price, in words: those that the usage stated, and those by which a
 * price was chosen or could have been.
 *
 * @example
 * receiptFacets(receipt, 'en') // such as ['thinking', 'tier 0 < n ≤ 128,000']
 */
export function receiptFacets(
  { facets, statedFacets, lines }: Pick<Receipt, 'facets' | 'statedFacets' | 'lines'>,
  locale: Language,
): readonly string[] {
  const choosing = lines.flatMap(({ rates, candidates, modifiers }) => [...rates, ...candidates, ...modifiers])
  const told = new Set([...statedFacets, ...choosing.flatMap(({ when = {} }) => Object.keys(when))])
  if (lines.some(({ rates }) => rates.some(({ tier }) => tier !== undefined))) told.add('context_tier')
  return Object.entries(facets).flatMap(([facet, value]) => (told.has(facet) ? [facetText(facet, value, locale)] : []))
}
