import type { MeterId } from '../meter/meter.ts'
import {
  decimalDigits,
  equalRationals,
  formatExact,
  parseRational,
  type Rational,
  type RoundingMode,
  rational,
  roundRational,
} from '../number/rational.ts'
import type { Total } from '../rating/total-amounts.ts'
import { type Issue, issue } from '../result.ts'
import type { PublishedExample, RateCard } from '../tariff/tariff.ts'
import type { Quantities } from '../usage/usage.ts'

const MODES: readonly RoundingMode[] = ['down', 'half-up', 'half-even', 'up']

/**
 * How a printed figure stands to the exact one: the same, a rounding of it (by the modes named), or a contradiction,
 * which no rounding explains.
 */
export type PrintedFigure =
  | { readonly kind: 'exact' }
  | { readonly kind: 'rounded'; readonly modes: readonly RoundingMode[] }
  | { readonly kind: 'contradicts'; readonly expected: Rational }

/**
 * Compares a figure that a vendor prints with the exact value of its own formula.
 *
 * @example
 * comparePrinted('3.34', divideRationals(rational(8), rational(3))) // contradicts: 2.67 was expected
 */
export function comparePrinted(printed: string, exact: Rational): PrintedFigure {
  const value = rational(printed)
  if (equalRationals(value, exact)) return { kind: 'exact' }
  const digits = Math.max(decimalDigits(value) ?? 0, printed.split('.')[1]?.length ?? 0)
  const modes = MODES.filter((mode) => equalRationals(roundRational(exact, digits, mode), value))
  return modes.length > 0
    ? { kind: 'rounded', modes }
    : { kind: 'contradicts', expected: roundRational(exact, digits, 'half-up') }
}

/** The figure that the vendor prints for exactly these quantities, if it prints one. */
const findExample = (card: RateCard | undefined, quantities: Quantities): PublishedExample | undefined =>
  card?.examples?.find((example) => {
    const entries = Object.entries(example.quantities) as [MeterId, string][]
    return entries.every(([id, text]) => {
      const [stated, used] = [parseRational(text), quantities[id]]
      return stated && used && equalRationals(used.low, stated) && equalRationals(used.high, stated)
    })
  })

/** Told when the vendor prints a figure for the same use that no rounding of the exact value gives. */
export function publishedFigureWarnings(
  card: RateCard | undefined,
  quantities: Quantities,
  totals: readonly Total[],
): readonly Issue[] {
  const example = findExample(card, quantities)
  const total = totals.find(({ currency }) => currency === example?.currency)
  if (example === undefined || total === undefined) return []
  const figure = comparePrinted(example.printed, total.amount.likely)
  if (figure.kind !== 'contradicts') return []
  const params = {
    printed: example.printed,
    exact: formatExact(total.amount.likely),
    expected: formatExact(figure.expected),
    en: example.label.en,
    zh: example.label.zh,
  }
  return [issue('printed-figure-contradicts', '', params)]
}
