import type { RateCard, Tariff, TariffHashes } from '@ratecard/core'
import type { ComparedExample } from '../pricing/compare-examples.ts'
import { withDetails } from './line-name.ts'
import type { Page } from './page.ts'
import { renderExamples } from './render-examples.ts'
import { renderRates } from './render-rates.ts'
import { renderRules } from './render-rules.ts'
import { renderSource } from './render-source.ts'
import { hang, printable, wrapText } from './text-width.ts'

/** A price list with what was found out about it. */
export interface ShownTariff {
  readonly tariff: Tariff
  readonly hashes: TariffHashes | undefined
  /** By the id of the card. */
  readonly examples: ReadonlyMap<string, readonly ComparedExample[]>
}

/** Cards that say the same of several models. */
export interface CardGroup {
  readonly models: readonly string[]
  readonly card: RateCard
}

/** A price list for a person: prices, rules, printed figures, notes and sources. */
export function renderTariff({ tariff, hashes, examples }: ShownTariff, page: Page): string {
  const groups = groupCards(tariff.cards)
  const ids = Object.keys(tariff.sources)
  const references = new Map(ids.map((id, at) => [id, `[${at + 1}]`]))
  const sources = ids.flatMap((id, at) => {
    const source = tariff.sources[id]
    return source ? renderSource(`  [${at + 1}]`, source, page) : []
  })
  return [
    heading(tariff, hashes, page),
    section('prices', renderRates(groups, { tariff, references }, page), page),
    ...renderRules(tariff, references, page).map(({ title, lines }) => section(title, lines.join('\n'), page)),
    ...groups.flatMap(({ models, card }) => {
      const compared = examples.get(card.id) ?? []
      return compared.length === 0 ? [] : [renderExamples(models, compared, page)]
    }),
    section('notes', noteLines(tariff, groups, page).join('\n'), page),
    section('sources', sources.join('\n'), page),
  ]
    .filter((part) => part !== '')
    .join('\n\n')
}

/** What a price list is: names, version, currency, clock. */
export function heading(tariff: Tariff, hashes: TariffHashes | undefined, page: Page): string {
  const { locale, say, style, width } = page
  const { id, version, name, provider, scope, regions = [], currency, timeZone } = tariff
  const fields = [
    ['tariff.id', id],
    ['tariff.version', `${version}${hashes ? ` · sha256 ${hashes.sha256.slice(0, 12)}` : ''}`],
    ['tariff.provider', provider],
    ...(scope === undefined ? [] : [['tariff.scope', withDetails(scope, regions, page)]]),
    ['tariff.currency', currency],
    ['tariff.clock', `UTC${timeZone}`],
  ] as const
  return [
    ...wrapText(printable(name[locale]), width).map((line) => style('bold', line)),
    ...fields.flatMap(([key = '', text = '']) => hang(`  ${say(key)}`, printable(text), 14, width)),
  ].join('\n')
}

/** A title and what stands under it; nothing where that is empty. */
export function section(name: string, body: string, page: Page, title = page.say(`tariff.${name}`)): string {
  const lines = wrapText(title, page.width).map((line) => page.style('bold', line))
  return body === '' ? '' : [...lines, body].join('\n')
}

function noteLines({ notes = [] }: Tariff, groups: readonly CardGroup[], page: Page): readonly string[] {
  const { locale, say, width } = page
  const own = groups.flatMap(({ models, card }) =>
    (card.notes ?? []).map((note) => say('tariff.note-of', { models, note: note[locale] })),
  )
  return [...notes.map((note) => note[locale]), ...own].flatMap((note) => hang('  -', printable(note), 4, width))
}

function groupCards(cards: readonly RateCard[]): readonly CardGroup[] {
  const groups = new Map<string, CardGroup>()
  for (const card of cards) {
    const { id: _id, model, aliases = [], ...content } = card
    const key = JSON.stringify(content)
    const group = groups.get(key)
    const names = [model, ...aliases]
    groups.set(key, group ? { ...group, models: [...group.models, ...names] } : { models: names, card })
  }
  return [...groups.values()]
}
