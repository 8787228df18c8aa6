import { DAY_MILLISECONDS } from '../../period/instant.ts'
import { type Issue, issue } from '../../result.ts'
import type { Rate, RateCard, Tariff } from '../../tariff/tariff.ts'
import { tierInterval } from '../tier.ts'
import { type CardClaim, claimsByName, formatEnd, namesOf } from './card-claim.ts'
import { isFirst, type Rule } from './rule.ts'
import { tierOrder } from './tier-order.ts'

/** Ids name one thing each: hashes, waivers and corrections are found by them. */
function* duplicateIds(tariff: Tariff): Iterable<Issue> {
  const lists = { cards: tariff.cards, modifiers: tariff.modifiers ?? [], allowances: tariff.allowances ?? [] }
  for (const [list, items] of Object.entries(lists)) {
    const first = new Map<string, number>()
    for (const [at, { id }] of items.entries()) {
      const earlier = first.get(id)
      if (earlier === undefined) first.set(id, at)
      else yield issue('lint-duplicate-id', `/${list}/${at}/id`, { id, first: `/${list}/${earlier}` })
    }
  }
}

/** A card would meet itself in the list of its own name. */
function* repeatedNames(tariff: Tariff): Iterable<Issue> {
  for (const [at, card] of tariff.cards.entries()) {
    const names = new Set([card.model])
    for (const [position, name] of (card.aliases ?? []).entries()) {
      if (names.has(name))
        yield issue('lint-repeated-name', `/cards/${at}/aliases/${position}`, { card: card.id, name })
      names.add(name)
    }
  }
}

/** At one instant a name has the prices of one card. */
function* overlappingPeriods(tariff: Tariff): Iterable<Issue> {
  for (const { name, earlier, later } of overlaps(tariff)) {
    if (earlier.card.model !== later.card.model) continue
    const params = { name, card: later.card.id, other: earlier.card.id, ...commonEnds(earlier, later) }
    yield issue('lint-period-overlap', `${later.path}/effective`, params)
  }
}

/** A name that one card prices as its model and another, at the same time, as its alias. */
function* namesWithTwoMeanings(tariff: Tariff): Iterable<Issue> {
  for (const { name, earlier, later } of overlaps(tariff)) {
    if (earlier.card.model === later.card.model) continue
    yield issue('lint-name-two-meanings', later.path, {
      name,
      card: later.card.id,
      model: later.card.model,
      other: earlier.card.id,
      otherModel: earlier.card.model,
    })
  }
}

interface Overlap {
  readonly name: string
  readonly earlier: CardClaim
  readonly later: CardClaim
}

function* overlaps(tariff: Tariff): Iterable<Overlap> {
  const told = new Set<string>()
  for (const [name, claims] of claimsByName(tariff)) {
    const pairs = claims.some(({ card }) => card.partial) ? everyPair(claims) : nextPairs(claims)
    for (const [earlier, later] of pairs) if (isFirst(told, earlier.path, later.path)) yield { name, earlier, later }
  }
}

/** Of whole cards it suffices to compare each with the one that has reached furthest. */
function* nextPairs(claims: readonly CardClaim[]): Iterable<readonly [CardClaim, CardClaim]> {
  let [longest] = claims
  for (const later of claims.slice(1)) {
    if (longest === undefined) break
    if (isOverlap(longest, later)) yield [longest, later]
    if (later.until > longest.until) longest = later
  }
}

/** Cards that list only some prices may hold at the same time, as long as no price is in both. */
function* everyPair(claims: readonly CardClaim[]): Iterable<readonly [CardClaim, CardClaim]> {
  let compared = 0
  for (const [at, earlier] of claims.entries()) {
    for (const later of claims.slice(at + 1)) {
      if (later.from >= earlier.until && later.from !== earlier.from) break
      const isClear = (earlier.card.partial || later.card.partial) && !isSharing(earlier.card, later.card)
      compared += earlier.card.rates.length * later.card.rates.length
      if (isOverlap(earlier, later) && (!isClear || compared > MAX_COMPARED)) yield [earlier, later]
    }
  }
}

/** What may be compared for one name, so that a hostile list is refused soon: cards told apart this late are not clear. */
const MAX_COMPARED = 10_000_000

/** Whether a meter has a price for the same facet values and some size in both. */
const isSharing = (a: RateCard, b: RateCard): boolean =>
  a.rates.some((rate) =>
    b.rates.some(
      (other) =>
        rate.meter === other.meter &&
        isSameWhen(rate.when, other.when) &&
        tierOrder(tierInterval(rate.tier ?? {}), tierInterval(other.tier ?? {})) === 'overlap',
    ),
  )

function isSameWhen(a: Rate['when'] = {}, b: Rate['when'] = {}): boolean {
  const names = Object.keys(a)
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name])
}

/** On the last day of its observations a card may still give way to one that states the hour of the change. */
function isOverlap(earlier: CardClaim, later: CardClaim): boolean {
  if (earlier.from === later.from) return true
  const isLastDay = later.fromStated && !earlier.untilStated && later.from > earlier.until - DAY_MILLISECONDS
  return later.from < earlier.until && !isLastDay
}

/** A price without a stated end is carried on past the day on which it was last seen. */
function commonEnds(a: CardClaim, b: CardClaim) {
  const stated = [a, b].filter(({ untilStated }) => untilStated)
  const ends = (stated.length > 0 ? stated : [a, b]).map(({ until }) => until)
  return { from: formatEnd(Math.max(a.from, b.from)), until: formatEnd(Math.min(...ends)) }
}

/** Two spellings of one model would have two histories. A card may carry both as its names. */
function* differentSpellings(tariff: Tariff): Iterable<Issue> {
  const spellings = new Map<string, Map<string, Map<string, string>>>()
  for (const [at, card] of tariff.cards.entries()) {
    for (const name of namesOf(card)) {
      const plain = name.toLowerCase().replaceAll(/[\s_.-]+/g, '-')
      const same = spellings.get(plain) ?? new Map<string, Map<string, string>>()
      spellings.set(plain, same)
      same.set(name, (same.get(name) ?? new Map<string, string>()).set(`/cards/${at}`, card.id))
    }
  }
  for (const same of spellings.values()) {
    const [first, ...others] = same
    for (const [name, cards] of others) {
      const [path] = cards.keys()
      if (first === undefined || path === undefined || isSame(first[1], cards)) continue
      const [card = ''] = cards.values()
      const [otherCard = ''] = first[1].values()
      yield issue('lint-name-spelling', path, { name, card, other: first[0], otherCard })
    }
  }
}

const isSame = (a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): boolean =>
  a.size === b.size && [...a.keys()].every((path) => b.has(path))

/** The table has one selector for each name, so its cards must agree on what a tier reads. */
function* differentSelectors(tariff: Tariff): Iterable<Issue> {
  const told = new Set<string>()
  const selectors = new Map<string, { card: string; selector: readonly string[] }>()
  for (const [at, card] of tariff.cards.entries()) {
    if (card.selector === undefined) continue
    const selector = [...new Set(card.selector)].sort()
    for (const name of namesOf(card)) {
      const other = selectors.get(name)
      if (other === undefined) selectors.set(name, { card: card.id, selector })
      else if (other.selector.join() !== selector.join() && isFirst(told, other.card, String(at)))
        yield issue('lint-selector-differs', `/cards/${at}/selector`, {
          name,
          card: card.id,
          selector,
          other: other.card,
          otherSelector: other.selector,
        })
    }
  }
}

export const NAME_RULES: readonly Rule[] = [
  duplicateIds,
  repeatedNames,
  overlappingPeriods,
  namesWithTwoMeanings,
  differentSpellings,
  differentSelectors,
]
