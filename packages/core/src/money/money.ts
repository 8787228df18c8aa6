import { addRanges, exactly, type Range } from '../number/range.ts'
import { ZERO } from '../number/rational.ts'
import currencies from './currencies.json' with { type: 'json' }

/** An amount due, exact or a range, in the currency the vendor publishes; nothing converts it. */
export interface Money {
  readonly currency: string
  readonly amount: Range
}

export interface Currency {
  /** Digits a person expects after the point; display only, never arithmetic. */
  readonly digits: number
  /** False for units such as platform tokens, which are counted and deducted but are no money. */
  readonly money: boolean
}

const REGISTRY: Readonly<Record<string, Currency>> = currencies

export const currency = (code: string): Currency | undefined =>
  Object.hasOwn(REGISTRY, code) ? REGISTRY[code] : undefined

/** The codes of all currencies that are money, units apart. */
export const moneyCodes = (): readonly string[] => Object.keys(REGISTRY).filter((code) => REGISTRY[code]?.money)

/** Sums per currency, in the order in which the currencies first appear. Currencies are never mixed. */
export function sumMoney(amounts: Iterable<Money>): readonly Money[] {
  const sums = new Map<string, Range>()
  for (const money of amounts) {
    sums.set(money.currency, addRanges(sums.get(money.currency) ?? exactly(ZERO), money.amount))
  }
  return [...sums].map(([code, amount]) => ({ currency: code, amount }))
}
