import { namesOf } from '../compile/lint/card-claim.ts'
import { lintTariff } from '../compile/lint-tariff.ts'
import type { RateCard, Tariff } from '../tariff/tariff.ts'
import type { ImportedPriceMap } from './price-map.ts'

/** A model whose prices of an earlier import stay in use. */
export interface KeptModel {
  readonly provider: string
  readonly model: string
  /** The day on which they were read. */
  readonly checked: string
}

/** Tariffs to write, and what of earlier ones is in them. */
export interface KeptPrices {
  /** Without those that would have an error with what is kept: there the earlier one stays as a whole. */
  readonly tariffs: readonly Tariff[]
  readonly kept: readonly KeptModel[]
}

/**
 * Keeps the prices of models that were rejected now as an earlier import read them, each with its own source, and so
 * with its age. Where a fault is of no known model, every model that is not in the new list stays.
 *
 * @param earlier tariffs of earlier imports, by their ids.
 * @example
 * const { tariffs, kept } = keepEarlierPrices(imported, [tariffOfLastWeek])
 */
export function keepEarlierPrices(
  { tariffs, rejectedModels }: Pick<ImportedPriceMap, 'tariffs' | 'rejectedModels'>,
  earlier: readonly Tariff[],
): KeptPrices {
  const byId = new Map(earlier.map((tariff) => [tariff.id, tariff]))
  const isAny = rejectedModels.some(({ model }) => model === undefined)
  const rejected = new Set(rejectedModels.map(({ provider, model }) => JSON.stringify([provider, model])))
  const found = tariffs.map((tariff) => {
    const old = byId.get(tariff.id)
    const isLost = (model: string) => isAny || rejected.has(JSON.stringify([tariff.provider, model]))
    return old ? withEarlier(tariff, old, isLost) : { tariff, kept: [] }
  })
  return {
    tariffs: found.flatMap(({ tariff }) => tariff ?? []),
    kept: found.flatMap(({ kept }) => kept),
  }
}

interface Joined {
  readonly tariff: Tariff | undefined
  readonly kept: readonly KeptModel[]
}

function withEarlier(tariff: Tariff, old: Tariff, isLost: (model: string) => boolean): Joined {
  const known = new Set(tariff.cards.flatMap((card) => [...namesOf(card)]))
  const cards = old.cards.flatMap((card) => {
    const [model, ...aliases] = [...namesOf(card)].filter((name) => isLost(name) && !known.has(name))
    return model === undefined ? [] : [keptCard(card, { model, aliases }, old, tariff)]
  })
  if (cards.length === 0) return { tariff, kept: [] }
  const facets = { ...facetsOf(cards, old), ...tariff.facets }
  const joined: Tariff = {
    ...tariff,
    sources: { ...tariff.sources, ...sourcesOf(cards, old) },
    ...(Object.keys(facets).length > 0 && { facets }),
    cards: [...tariff.cards, ...cards],
  }
  if (lintTariff(joined).errors.length > 0) return { tariff: undefined, kept: [] }
  const days = new Map(cards.flatMap((card) => [...namesOf(card)].map((name) => [name, card.source] as const)))
  const kept = [...days].map(([model, source]) => ({
    ...{ provider: tariff.provider, model },
    checked: joined.sources[source]?.checked ?? '',
  }))
  return { tariff: joined, kept }
}

/** Names of a card that are left to it; its rule for further names goes with the name of its model. */
function keptCard(
  { match, aliases: _, ...card }: RateCard,
  { model, aliases }: Required<Pick<RateCard, 'model' | 'aliases'>>,
  old: Tariff,
  { currency }: Tariff,
): RateCard {
  const own = card.currency ?? old.currency
  return {
    ...card,
    model,
    ...(aliases.length > 0 && { aliases }),
    ...(match && model === card.model && { match }),
    ...(own !== currency && { currency: own }),
    source: keyOf(card.source, old),
  }
}

/** The source of the newest import is called the same in every list; that of an earlier one has its day. */
const keyOf = (key: string, { sources }: Tariff): string => (key === 'map' ? `map@${sources[key]?.checked}` : key)

function sourcesOf(cards: readonly RateCard[], old: Tariff): Tariff['sources'] {
  const used = new Set(cards.map(({ source }) => source))
  const named = Object.entries(old.sources).map(([key, source]) => [keyOf(key, old), source] as const)
  return Object.fromEntries(named.filter(([key]) => used.has(key)))
}

function facetsOf(cards: readonly RateCard[], { facets = {} }: Tariff): NonNullable<Tariff['facets']> {
  const used = new Set(cards.flatMap(({ rates }) => rates.flatMap(({ when = {} }) => Object.keys(when))))
  return Object.fromEntries(Object.entries(facets).filter(([name]) => used.has(name)))
}
