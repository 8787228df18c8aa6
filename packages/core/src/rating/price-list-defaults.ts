import { matchesFilter, type PriceListFilter, type PriceListNames } from './choose-price-list.ts'

/**
 * A filter that prefers the defaults where several price lists are left: provider, then scope, then currency. What the
 * filter states is not asked of the defaults, and those beside another provider than the stated one are not meant.
 *
 * @example
 * withDefaults({ scope: 'international' }, { scope: 'cn', currency: 'USD' })
 * // { scope: 'international', prefer: [{ currency: 'USD' }] }
 */
export function withDefaults(filter: PriceListFilter, defaults: PriceListNames): PriceListFilter {
  const { provider = defaults.provider } = filter
  if ((defaults.provider ?? provider) !== provider) return filter
  const prefer = (['provider', 'scope', 'currency'] as const).flatMap((name) => {
    const value = defaults[name]
    return value === undefined || filter[name] !== undefined ? [] : [{ [name]: value }]
  })
  return { ...filter, prefer }
}

/** What a price list was used in spite of: no list of its model fits it. */
export const unmetPreferences = (list: PriceListNames, { prefer = [] }: PriceListFilter): readonly PriceListNames[] =>
  prefer.filter((wish) => !matchesFilter(list, wish))
