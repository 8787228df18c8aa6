import type { Tariff } from '@ratecard/core'
import { catalogueCaveats } from './catalogue-caveats.ts'
import { endBeforeThinking } from './end-before-thinking.ts'
import { type Fact, SOURCES, sourceOf } from './fact.ts'
import { groupBy } from './group-by.ts'
import { withLapsed } from './lapsed-promotions.ts'
import { makeAllowances } from './make-allowances.ts'
import { makeCards } from './make-cards.ts'
import { makeModifiers } from './make-modifiers.ts'
import { makePrepaid } from './make-prepaid.ts'
import { withMediaRule } from './media-rules.ts'
import type { Caveat } from './model-caveats.ts'
import { preferAgreeing } from './prefer-agreeing.ts'
import { preferClaims } from './prefer-claims.ts'
import { nameOf, readClaims } from './read-claims.ts'
import { speechNotes } from './speech-notes.ts'
import { unpricedCards } from './unpriced-cards.ts'
import lists from './vocabulary/lists.json' with { type: 'json' }
import media from './vocabulary/media.json' with { type: 'json' }
import studio from './vocabulary/model-studio.json' with { type: 'json' }
import speech from './vocabulary/speech.json' with { type: 'json' }
import waivers from './vocabulary/waivers.json' with { type: 'json' }

export const LISTS = Object.keys(lists) as readonly (keyof typeof lists)[]

const listOf = ({ scope, currency }: Fact): string => `${scope}-${currency.toLowerCase()}`

type Waiver = NonNullable<Tariff['waivers']>[number]

/** A tariff, and the facts that gave way to preferred ones, with the reason. */
export interface MadeTariff {
  readonly tariff: Tariff
  readonly leftOut: ReadonlyMap<number, 'superseded' | 'outdated'>
}

/** The tariff of one price list of Model Studio, made of its facts. */
export function makeTariff(list: keyof typeof lists, all: readonly Fact[]): MadeTariff {
  const facts = all.filter((fact) => listOf(fact) === list)
  const [{ scope = '', currency = '' } = {}] = facts
  const isOnPage = facts.some(({ sources }) => sources.some((key) => sourceOf(key).whole))
  const leftOut = new Map<number, 'superseded' | 'outdated'>()
  const inYuan = groupBy(
    currency === 'CNY' ? [] : readClaims(all.filter((fact) => fact.scope === scope && fact.currency === 'CNY')),
    ({ model }) => model,
  )
  const made = [...groupBy(readClaims(facts), ({ model }) => model)].flatMap(([model, claims]) => {
    const preferred = preferClaims(preferAgreeing(claims, inYuan.get(model) ?? []))
    for (const { claim, isFirstDayKept } of preferred.gaveWay)
      for (const fact of claim.facts) leftOut.set(fact, isFirstDayKept ? 'outdated' : 'superseded')
    const cards = makeCards(
      model,
      endBeforeThinking(preferred.claims),
      { list, scope, isOnPage },
      { ...notesOf(model), ...speechNotes(model, claims) },
    )
    return withCaveats(withMediaRule(model, cards), catalogueCaveats(preferred.gaveWay, currency))
  })
  const modifiers = makeModifiers(facts)
  const cards = [...withLapsed(withFamilies(made, facts), modifiers), ...unpricedCards(facts)]
  // The page says that free quota is for the mainland alone, though it prints some beside models elsewhere.
  const stated = (studio.allowances as Readonly<Record<string, Tariff['allowances']>>)[list] ?? []
  const allowances = [
    ...(scope === 'cn' ? makeAllowances(scope, cards) : stated),
    ...(currency === 'CNY' ? makePrepaid(scope, cards) : []),
  ]
  const whole: Omit<Tariff, 'sources' | 'version'> = {
    schema: 'ratecard/tariff@1',
    id: `alibaba-model-studio/${list}`,
    provider: 'alibaba-model-studio',
    name: lists[list].name,
    scope,
    regions: lists[list].regions,
    currency,
    timeZone: '+08:00',
    pricingInstant: 'start',
    facets: usedFacets(cards),
    fallbacks: studio.fallbacks as NonNullable<Tariff['fallbacks']>,
    ...(modifiers.length > 0 && { modifiers }),
    ...(allowances.length > 0 && { allowances }),
    ...(cards.some(({ estimation }) => estimation) && { estimations: usedEstimations(cards) }),
    ...waiversOf(list),
    notes: [...studio.notes, ...((studio.notesOf as Readonly<Record<string, Tariff['notes']>>)[list] ?? [])],
    cards,
  }
  const sources = usedSources(whole, facts)
  // The last day on which a price was read, or what goes with prices; a rule for counting may be read on its own.
  const version =
    Object.values(usedSources({ ...whole, estimations: {} }, facts))
      .map(({ checked }) => checked)
      .sort()
      .at(-1) ?? ''
  return { tariff: { ...whole, version, sources }, leftOut }
}

/** Where the page prices a family with a star, each name that begins so has its prices. */
function withFamilies(cards: Tariff['cards'], facts: readonly Fact[]): Tariff['cards'] {
  const families = new Set(facts.flatMap(({ model }) => (nameOf(model) === model ? [] : [nameOf(model)])))
  return cards.map((card) => (families.has(card.model) ? { ...card, match: { starts_with: `${card.model}-` } } : card))
}

/** What is said of a model stands on its first card that has prices. */
function withCaveats(cards: Tariff['cards'], caveats: readonly Caveat[]): Tariff['cards'] {
  const at = cards.findIndex(({ rates }) => rates.length > 0)
  return caveats.length === 0
    ? cards
    : cards.map((card, index) => (index === at ? { ...card, caveats: [...(card.caveats ?? []), ...caveats] } : card))
}

/** Prices that the vendor itself prints so, however odd; `why` is for those who edit the list. */
function waiversOf(list: string): Pick<Tariff, 'waivers'> {
  const own = (waivers as Readonly<Record<string, readonly (Waiver & { readonly why: string })[]>>)[list]
  return own === undefined ? {} : { waivers: own.map(({ why: _why, ...waiver }) => waiver) }
}

/** The tokenizer of a model's family, and the rule that the vendor prints for it; the first beginning that fits. */
function notesOf(model: string) {
  const family = studio.families.find(({ begins }) => model.startsWith(begins))
  if (family === undefined) return {}
  const { begins: _begins, ...notes } = family
  return notes
}

function usedEstimations(cards: Tariff['cards']): NonNullable<Tariff['estimations']> {
  const used = new Set(cards.map(({ estimation }) => estimation))
  const all = Object.entries({ ...studio.estimation, ...speech.estimations, ...media.estimations })
  return Object.fromEntries(all.filter(([name]) => used.has(name))) as NonNullable<Tariff['estimations']>
}

function usedFacets(cards: Tariff['cards']): NonNullable<Tariff['facets']> {
  const used = new Set(cards.flatMap(({ rates }) => rates.flatMap(({ when = {} }) => Object.keys(when))))
  return Object.fromEntries(Object.entries(studio.facets).filter(([name]) => used.has(name))) as NonNullable<
    Tariff['facets']
  >
}

/** The sources that the document names, and the earlier readings of theirs that its cards were seen in, in the order of the facts. */
function usedSources(tariff: Partial<Tariff> & Pick<Tariff, 'cards'>, facts: readonly Fact[]): Tariff['sources'] {
  const named = new Set<string>()
  const note = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return
    for (const [name, part] of Object.entries(value)) {
      if (name === 'source' && typeof part === 'string') named.add(part)
      note(part)
    }
  }
  note(tariff)
  for (const { source, effective } of tariff.cards)
    for (const [key, { url, checked }] of Object.entries(SOURCES))
      if (url === SOURCES[source]?.url && effective.observed?.includes(checked)) named.add(key)
  const isShown = (key: string, day: string) =>
    tariff.cards.some(({ source, effective }) => source === key && effective.observed?.includes(day))
  return Object.fromEntries(
    Object.entries(SOURCES)
      .filter(([key]) => named.has(key))
      .flatMap(([key, { whole: _whole, inexact: _inexact, ...source }]) => [
        ...readingsOf(key, facts)
          .filter((day) => day !== source.checked && isShown(key, day))
          .map((checked) => [`${key}@${checked}`, { ...source, checked }] as const),
        [key, source] as const,
      ]),
  )
}

/** The days on which the facts of a source were seen in it: a row of a catalogue's history was there from its commit on. */
const readingsOf = (key: string, facts: readonly Fact[]): readonly string[] =>
  [...new Set(facts.flatMap(({ sources, seen = [] }) => (sources.includes(key) ? seen : [])))].sort()
