import { type Instant, pricesAt, type Tariff } from '@ratecard/core'
import { groupDigits, meterName } from '@ratecard/core/messages'
import { BUNDLED_TARIFFS, type BundledTariff } from '@ratecard/core/tariffs'
import { modelList } from './model-list.ts'
import type { ListPageData, ListSummary, ModelPageData, ProviderSummary } from './price-data.ts'
import { cellOf, lineTitle, unusualFacets, type Voice } from './price-text.ts'
import { ruleNotes } from './rule-notes.ts'
import { SourceList } from './source-list.ts'

interface LoadedList {
  readonly entry: BundledTariff
  readonly tariff: Tariff
  readonly summary: ListSummary
}

export interface PricePages {
  readonly asOf: string
  readonly providers: readonly ProviderSummary[]
  readonly lists: readonly ListPageData[]
  readonly models: readonly ModelPageData[]
}

/** Everything that the pages of prices show, in one language. */
export async function pricePages(base: string, voice: Voice): Promise<PricePages> {
  const lists = await Promise.all(BUNDLED_TARIFFS.map((entry) => loadList(entry, base, voice)))
  const asOf =
    lists
      .map(({ summary }) => summary.lastSeen)
      .sort()
      .at(-1) ?? ''
  const at = Date.parse(asOf)
  const providers = [...new Set(lists.map(({ entry }) => entry.provider))].map((id) =>
    providerOf(
      id,
      lists.filter(({ entry }) => entry.provider === id),
      base,
      voice,
    ),
  )
  return {
    ...{ asOf, providers },
    lists: lists.map((list) => ({ provider: nameOf(list, providers), asOf, ...listPage(list, at, base, voice) })),
    models: providers.flatMap(({ lists: _lists, models, ...provider }) =>
      models.map(({ name }) => ({
        ...{ provider, model: name, asOf },
        lists: lists
          .filter(({ entry }) => entry.provider === provider.id && entry.models.includes(name))
          .map(({ tariff, summary }) => modelList({ model: name, tariff, list: summary, asOf: at }, voice)),
      })),
    ),
  }
}

async function loadList(entry: BundledTariff, base: string, { locale, say }: Voice): Promise<LoadedList> {
  const tariff = await entry.load()
  const days = Object.values(tariff.sources).map(({ checked }) => checked)
  const summary: ListSummary = {
    id: entry.id,
    href: `${base}/${entry.provider}/lists/${entry.id.split('/')[1]}`,
    name: tariff.name[locale],
    scope: entry.scope === undefined ? '' : say(`scope.${entry.scope}`),
    currency: entry.currency,
    version: tariff.version,
    models: groupDigits(String(entry.models.length)),
    lastSeen: days.sort().at(-1) ?? '',
  }
  return { entry, tariff, summary }
}

function providerOf(id: string, lists: readonly LoadedList[], base: string, { say }: Voice): ProviderSummary {
  const names = [...new Set(lists.flatMap(({ entry }) => entry.models))].sort()
  const models = names.map((name) => ({
    name,
    href: modelHref(base, id, name),
    lists: lists.filter(({ entry }) => entry.models.includes(name)).map(({ entry }) => entry.id.split('/')[1] ?? ''),
  }))
  return { id, name: say(`provider.${id}`), href: `${base}/${id}`, lists: lists.map(({ summary }) => summary), models }
}

/** Addresses keep to letters that no server or file system writes in another way. */
const modelHref = (base: string, provider: string, model: string): string =>
  `${base}/${provider}/${model.toLowerCase().replaceAll('/', '--')}`

const nameOf = ({ entry }: LoadedList, providers: readonly ProviderSummary[]): ListPageData['provider'] => {
  const { id = '', name = '', href = '' } = providers.find(({ id }) => id === entry.provider) ?? {}
  return { id, name, href }
}

function listPage({ entry, tariff, summary }: LoadedList, at: Instant, base: string, voice: Voice) {
  const sources = new SourceList(voice)
  const prices = new Map(pricesAt(tariff, at).map(({ model, lines }) => [model, lines]))
  const models = entry.models.map((name) => {
    const lines = prices.get(name) ?? []
    const usual = lines.filter((line) => unusualFacets(line, tariff).length === 0)
    const priced = (usual.length > 0 ? usual : lines).filter(({ segments: [segment] }) => segment?.rate)
    const shown = priced.filter(({ meter }, place) => priced.findIndex((line) => line.meter === meter) === place)
    return {
      name,
      href: modelHref(base, entry.provider, name),
      prices: shown.slice(0, 3).map((line) => ({
        line: line.tier.until ? lineTitle(line, tariff, voice) : meterName(line.meter, voice.locale),
        price: cellOf(line.segments[0], voice),
      })),
    }
  })
  const rules = ruleNotes({ tariff, sources, voice })
  for (const source of Object.values(tariff.sources)) sources.note(source)
  return {
    list: summary,
    ...{ models, rules },
    notes: (tariff.notes ?? []).map((note) => note[voice.locale]),
    sources: sources.all,
  }
}
