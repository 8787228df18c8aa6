import { namesOf } from '../compile/lint/card-claim.ts'
import { lintTariff } from '../compile/lint-tariff.ts'
import type { Effective, RateCard, Tariff } from '../tariff/tariff.ts'
import { cardId } from './model-name.ts'
import { type ImportedPriceMap, MOST_CARDS } from './price-map.ts'

/** A model whose prices of an earlier import stay in use. */
export interface KeptModel {
  readonly provider: string
  readonly model: string
  /** The day on which they were read. */
  readonly checked: string
}

/** Tariffs to write, and what of earlier ones is in them. */
export interface KeptPrices {
  /** Without those that would have an error with models that are kept: there the earlier one stays as a whole. */
  readonly tariffs: readonly Tariff[]
  readonly kept: readonly KeptModel[]
}

/**
 * Keeps of earlier imports what a new one does not say again. The prices of models that were rejected now stay as they
 * were read, each with its own source, and so with its age; where a fault is of no known model, so does every model that
 * is not in the new list. And prices without a date keep the earlier days on which they were seen: what was used between
 * two imports has its price where both show the same.
 *
 * @param earlier tariffs of earlier imports, by their ids.
 * @example
 * const text = '[{"id":"acme","models":[{"id":"m","prices":{"input_mtok":2.5}}]}]'
 * const [earlier, imported] = ['2026-11-15', '2026-11-22'].map((checked) => importPriceMap(text, { checked }))
 * if (earlier.ok && imported.ok) {
 *   const { tariffs } = keepEarlierPrices(imported.value, earlier.value.tariffs)
 *   console.log(tariffs[0].cards[0].effective.observed)
 * }
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
  const lost = old.cards.flatMap((card) => {
    const [model, ...aliases] = [...namesOf(card)].filter((name) => isLost(name) && !known.has(name))
    return model === undefined ? [] : [keptCard(card, { model, aliases }, old, tariff)]
  })
  const seen = seenBefore(tariff, old)
  const candidates = [
    joined({ ...tariff, cards: seen.cards }, [...seen.earlier, ...lost], old),
    joined(tariff, lost, old),
  ]
  const sound = candidates.find((one) => one.cards.length <= MOST_CARDS && lintTariff(one).errors.length === 0)
  if (sound === undefined) return { tariff: undefined, kept: [] }
  const sources = new Map(lost.flatMap((card) => [...namesOf(card)].map((name) => [name, card.source] as const)))
  const kept = [...sources].map(([model, source]) => ({
    ...{ provider: tariff.provider, model },
    checked: sound.sources[source]?.checked ?? '',
  }))
  return { tariff: sound, kept }
}

function joined(tariff: Tariff, cards: readonly RateCard[], old: Tariff): Tariff {
  const facets = { ...facetsOf(cards, old), ...tariff.facets }
  return {
    ...tariff,
    sources: { ...tariff.sources, ...sourcesOf(cards, old) },
    ...(Object.keys(facets).length > 0 && { facets }),
    cards: [...tariff.cards, ...cards],
  }
}

/** The new cards with the earlier days on which they were seen, and the earlier cards of the same models that differ. */
function seenBefore(tariff: Tariff, old: Tariff) {
  const byModel = new Map<string, RateCard[]>()
  for (const card of old.cards.filter(({ effective }) => isSeen(effective)))
    byModel.set(card.model, [...(byModel.get(card.model) ?? []), card])
  const earlier: RateCard[] = []
  const cards = tariff.cards.map((card) => {
    const day = card.effective.observed?.[0]
    if (day === undefined || !isSeen(card.effective)) return card
    const past = (byModel.get(card.model) ?? []).flatMap((one) => withDaysBefore(one, day)).sort(byLastDay)
    const last = past.at(-1)
    const isSame = last !== undefined && pricesOf(last, old) === pricesOf(card, tariff)
    for (const one of isSame ? past.slice(0, -1) : past)
      earlier.push(keptCard(one, { model: card.model, aliases: card.aliases ?? [] }, old, tariff))
    const days = isSame ? endsOf(last.effective.observed) : []
    return { ...card, effective: { observed: [...days, day] } }
  })
  return { cards, earlier }
}

/** Known by days alone. */
const isSeen = ({ observed, ...stated }: Effective): boolean =>
  observed !== undefined && Object.keys(stated).length === 0

function withDaysBefore(card: RateCard, day: string): readonly RateCard[] {
  const observed = (card.effective.observed ?? []).filter((one) => one < day)
  const [first] = observed
  return first === undefined ? [] : [{ ...card, id: cardId(card.model, first), effective: { observed } }]
}

const byLastDay = (a: RateCard, b: RateCard): number =>
  (a.effective.observed?.at(-1) ?? '') < (b.effective.observed?.at(-1) ?? '') ? -1 : 1

/** Between the first day and the last the price is the same anyway. */
const endsOf = (days: readonly string[] = []): readonly string[] => days.slice(0, 1)

const pricesOf = ({ rates, selector, currency }: RateCard, tariff: Tariff): string =>
  JSON.stringify([rates, selector ?? [], currency ?? tariff.currency])

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
