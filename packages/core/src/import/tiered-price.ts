import type { MeterId } from '../meter/meter.ts'
import { compareRationals, rational } from '../number/rational.ts'
import type { Rate } from '../tariff/tariff.ts'

/** A price that changes for all units where the input of a request is longer than a limit. */
export interface TieredPrice {
  readonly per: string
  readonly base: string
  /** In order; a price holds above its limit. */
  readonly above: readonly { readonly limit: string; readonly price: string }[]
}

export const flatPrice = (base: string, per: string): TieredPrice => ({ per, base, above: [] })

export const isSamePrice = (a: TieredPrice, b: TieredPrice): boolean => JSON.stringify(a) === JSON.stringify(b)

export const byLimit = (a: { readonly limit: string }, b: { readonly limit: string }): number =>
  compareRationals(rational(a.limit), rational(b.limit))

/** A rate for each stretch of the input between two limits. */
export function tierRates(meter: MeterId, { per, base, above }: TieredPrice, when?: Rate['when']): readonly Rate[] {
  const common = { per, ...(when && { when }) }
  if (above.length === 0) return [{ meter, price: base, ...common }]
  return [{ limit: undefined, price: base }, ...above].map(({ limit, price }, at) => ({
    meter,
    price,
    ...common,
    tier: {
      ...(limit !== undefined && { gt: limit }),
      ...(above[at] && { le: above[at].limit }),
    },
  }))
}
