import { compareRationals, divideRationals, type Rational } from '../number/rational.ts'
import type { Instant } from '../period/instant.ts'
import { contains } from '../period/period.ts'
import type { Cell, CompiledFacet, PricedCellRate } from './rate-table.ts'

/**
 * The list prices of a model at an instant, from the lowest to the highest tier, when nothing else is asked for; where
 * that has no price, those for other facet values: `input_tokens 0.8–4.8 CNY / 1000000`.
 */
export function currentPrices(
  cells: readonly Cell[],
  facets: Readonly<Record<string, CompiledFacet>>,
  at: Instant,
): readonly string[] {
  const current = cells.filter((cell) => contains(cell, at))
  const usual = pricesOf(current.filter((cell) => isUsual(cell, facets)))
  return usual.length > 0 ? usual : pricesOf(current)
}

const isUsual = ({ facets: values }: Cell, facets: Readonly<Record<string, CompiledFacet>>): boolean =>
  Object.entries(values).every(([name, value]) => facets[name]?.timed || facets[name]?.default === value)

function pricesOf(cells: readonly Cell[]): readonly string[] {
  const byMeter = new Map<string, PricedCellRate[]>()
  for (const [id, rate] of cells.flatMap((cell) => Object.entries(cell.rates)))
    if (rate.status === 'priced' && rate.meter === id) byMeter.set(id, [...(byMeter.get(id) ?? []), rate])
  return [...byMeter].map(([id, rates]) => `${id} ${spanOf(rates)}`)
}

/** `0.8–4.8 CNY / 1000000`, in the unit of the lowest price; `…` where prices are in steps. */
function spanOf(rates: readonly PricedCellRate[]): string {
  const sorted = rates.filter(({ listPrice }) => listPrice).sort((a, b) => compareRationals(unitPrice(a), unitPrice(b)))
  const [low, high] = [sorted[0], sorted.at(-1)]
  if (low === undefined || high === undefined || sorted.length < rates.length) return `… ${rates[0]?.currency}`
  const { price = '', per } = low.printed
  const isOneUnit = high.printed.per === per
  const span = high.printed.price === price || !isOneUnit ? price : `${price}–${high.printed.price}`
  return `${span}${isOneUnit ? '' : '…'} ${low.currency} / ${per}`
}

const unitPrice = ({ listPrice, per }: PricedCellRate): Rational => divideRationals(listPrice as Rational, per)
