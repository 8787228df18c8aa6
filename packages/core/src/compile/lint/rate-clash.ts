import type { Facet, Rate } from '../../tariff/tariff.ts'
import { splitLine, tierCovers, tierInterval } from '../tier.ts'

type Facets = Readonly<Record<string, Facet>>
type Values = Readonly<Record<string, string>>

/** Two rates of one meter, by their position, that compiling could not choose between, and for which facet values. */
export interface RateClash {
  readonly first: number
  readonly second: number
  readonly facets: Values
}

/** What may be tried for one meter of a card, so that a hostile card is refused soon: rates told apart this late are not clear. */
const MAX_TRIED = 10_000

/** The first clash among the rates of one meter of a card. */
export function clashOf(rates: readonly Rate[], facets: Facets): RateClash | undefined {
  let tried = 0
  const rivals = rivalsOf(rates)
  for (const [first, a] of rates.entries()) {
    for (const [second, b] of rivals(first)) {
      const shared = { ...a.when, ...b.when }
      if (!(holdsAt(a, shared, facets) && holdsAt(b, shared, facets))) continue
      const rows = combinations(shared, rates, facets)
      tried += rows.length
      const clashing = tried > MAX_TRIED ? shared : rows.find((values) => isClash(a, b, rates, values, facets))
      if (clashing) return { first, second, facets: clashing }
    }
  }
  return undefined
}

/** The later rivals of a rate. Many tiers share few facet values, so these are compared, and not the rates. */
function rivalsOf(rates: readonly Rate[]): (first: number) => Iterable<readonly [number, Rate]> {
  const groups = new Map<string, { readonly when: Rate['when']; readonly members: (readonly [number, Rate])[] }>()
  const keys = rates.map((rate, at) => {
    const key = JSON.stringify(Object.entries(rate.when ?? {}).sort())
    const group = groups.get(key) ?? { when: rate.when, members: [] }
    groups.set(key, group)
    group.members.push([at, rate])
    return key
  })
  const known = new Map<string, readonly (readonly [number, Rate])[]>()
  return (first) => {
    const key = keys[first] ?? ''
    const rivals =
      known.get(key) ??
      [...groups.values()].flatMap((group) => (isRival(groups.get(key)?.when, group.when) ? group.members : []))
    known.set(key, rivals)
    return rivals.filter(([at]) => at > first)
  }
}

/** Equally specific, about different facets, and not contradicting each other. */
function isRival(a: Values = {}, b: Values = {}): boolean {
  const names = Object.keys(a)
  if (names.length !== Object.keys(b).length) return false
  const isCompatible = names.every((name) => b[name] === undefined || b[name] === a[name])
  return isCompatible && names.some((name) => b[name] === undefined)
}

/** Both hold, in a tier that no rate which states more facet values covers. */
function isClash(a: Rate, b: Rate, rates: readonly Rate[], values: Values, facets: Facets): boolean {
  if (!(holdsAt(a, values, facets) && holdsAt(b, values, facets))) return false
  const better = rates.filter((rate) => specificity(rate) > specificity(a) && holdsAt(rate, values, facets))
  const [tierA, tierB, ...others] = [a, b, ...better].map(({ tier = {} }) => tierInterval(tier))
  if (tierA === undefined || tierB === undefined) return false
  return splitLine([tierA, tierB, ...others])
    .filter((part) => tierCovers(tierA, part) && tierCovers(tierB, part))
    .some((part) => !others.some((tier) => tierCovers(tier, part)))
}

const specificity = ({ when = {} }: Rate): number => Object.keys(when).length

/** As compiling sees it: a rate silent about a facet holds for its default, and for all values where silence means one price. */
export function holdsAt({ when = {} }: Rate, values: Values, facets: Facets): boolean {
  return Object.entries(values).every(([name, value]) => {
    const stated = when[name]
    if (stated !== undefined) return stated === value
    return facets[name]?.uncovered === 'same-price' || facets[name]?.default === value
  })
}

/** The given facet values with every combination of the other facets that the rates name. */
function combinations(fixed: Values, rates: readonly Rate[], facets: Facets): readonly Values[] {
  const names = new Set(rates.flatMap(({ when = {} }) => Object.keys(when)).filter((name) => fixed[name] === undefined))
  let rows: readonly Values[] = [fixed]
  for (const name of names) {
    const known = facets[name]
    if (known === undefined) continue
    if (rows.length * known.values.length > MAX_TRIED) break
    rows = rows.flatMap((row) => known.values.map((value) => ({ ...row, [name]: value })))
  }
  return rows
}
