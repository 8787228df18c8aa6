import type { RateCard } from '@ratecard/core'
import { sourceOf } from './fact.ts'
import media from './vocabulary/media.json' with { type: 'json' }

const FAMILIES: readonly { readonly begins: string; readonly estimation?: string }[] = media.families
const RULES: Readonly<Record<string, { readonly source: string }>> = media.estimations

/**
 * The rule by which the tokens of images and audio are counted, on the cards of a model whose prices were still seen when the
 * rule was. A family of names without one is one of which the page does not speak.
 */
export function withMediaRule(model: string, cards: readonly RateCard[]): readonly RateCard[] {
  const name = FAMILIES.find(({ begins }) => model.startsWith(begins))?.estimation
  const rule = RULES[name ?? '']
  if (name === undefined || rule === undefined) return cards
  const { checked } = sourceOf(rule.source)
  return cards.map(({ rates, ...card }) => {
    const isSeen = rates.length > 0 && (card.effective.observed ?? []).some((day) => day >= checked)
    return { ...card, ...(isSeen && { estimation: name }), rates }
  })
}
