import {
  comparePrinted,
  exactQuantities,
  type MeterId,
  type PrintedFigure,
  type RateCard,
  type RateTable,
  type Rational,
  rate,
  rational,
  requestUsage,
} from '@ratecard/core'
import { VERSION } from '../version.ts'

type PublishedExample = NonNullable<RateCard['examples']>[number]

/** A figure that the vendor prints, beside what its own prices give. */
export interface ComparedExample {
  readonly example: PublishedExample
  /** Undefined where the card's prices do not hold at the instant. */
  readonly figure?: PrintedFigure & { readonly exact: Rational }
}

/** Compares every figure that a card's vendor prints with the rating of the same use. */
export const compareExamples = (card: RateCard, table: RateTable, at: string): readonly ComparedExample[] =>
  (card.examples ?? []).map((example) => {
    const values = Object.entries(example.quantities).map(([id, value]) => [id as MeterId, rational(value)] as const)
    const usage = requestUsage({ at, model: card.model, quantities: exactQuantities(values, 'counted') })
    const receipt = rate(usage, [table], { id: card.id, engine: VERSION })
    const total = receipt.ok ? receipt.value.totals.find(({ currency }) => currency === example.currency) : undefined
    if (total === undefined) return { example }
    const exact = total.amount.likely
    return { example, figure: { ...comparePrinted(example.printed, exact), exact } }
  })
