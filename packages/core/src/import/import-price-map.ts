import { lintTariff } from '../compile/lint-tariff.ts'
import { RatecardError } from '../errors.ts'
import { startOfDay } from '../period/instant.ts'
import { failed, type Issue, issue, ok, type Result, shown } from '../result.ts'
import type { Facet, RateCard, Source, Tariff } from '../tariff/tariff.ts'
import { JSON_FORMATS } from './formats.ts'
import { cardId, isName, isProviderId } from './model-name.ts'
import type { ImportCounts, ImportedPriceMap, ImportOptions, PriceMapFormat, ReadMap, ReadModel } from './price-map.ts'
import { readPriceMap } from './read-price-map.ts'
import { settleNames } from './settle-names.ts'

/**
 * Makes tariffs of somebody else's price map: one for each provider, with every price as the decimal that the file
 * writes, of evidence `catalogue`. Whatever a tariff cannot express is listed with its place, and every model ends as
 * imported, partly imported, left or rejected. A file with a fault as a whole is refused as a whole.
 *
 * Issues: `json-syntax`, `json-depth`, `json-duplicate-key`, `import-empty`, `import-html`, `import-error-object`,
 * `import-unsafe-key`, `import-unknown-format`, `import-no-header`, `import-unknown-provider`, `import-no-model`, `import-no-url`.
 *
 * @param text the whole file.
 * @throws RatecardError `invalid-instant` when `checked` is no calendar day.
 * @example
 * const imported = importPriceMap('[{"id":"acme","models":[{"id":"m","prices":{"input_mtok":2.5}}]}]', { checked: '2026-11-22' })
 * if (imported.ok) console.log(imported.value.tariffs[0].cards[0].rates[0].price, imported.value.counts)
 */
export function importPriceMap(text: string, options: ImportOptions): Result<ImportedPriceMap> {
  if (startOfDay(options.checked, 0) === undefined)
    throw new RatecardError('invalid-instant', { value: options.checked })
  const read = readPriceMap(text, options.format)
  if (!read.ok) return read
  const { format, map } = read.value
  if (format === 'csv' && options.url === undefined) return failed(issue('import-no-url', ''))
  const chosen = chooseProviders(map, options.providers)
  if (!chosen.ok) return chosen
  const models = withoutErrors(settleNames(chosen.value.map(withoutFaults)), { map, format, options })
  if (models.length === 0 && map.faults.length === 0) return failed(issue('import-no-model', '', { format }))
  const isChosen = (provider: string | undefined) =>
    provider === undefined || options.providers === undefined || options.providers.includes(provider)
  const beside = map.left.flatMap(({ provider, issue: found }) => (isChosen(provider) ? [found] : []))
  return ok({
    format,
    tariffs: tariffsOf(models, { map, format, options }),
    mappings: (map.mappings ?? []).filter(({ providers }) => providers.some(isChosen)),
    left: [...beside, ...models.flatMap(({ left }) => left)],
    rejected: [...map.faults, ...models.flatMap(({ faults }) => faults)],
    counts: countModels(models),
  })
}

function chooseProviders({ models }: ReadMap, providers: ImportOptions['providers']): Result<readonly ReadModel[]> {
  if (providers === undefined) return ok(models)
  const known = new Set(models.map(({ provider }) => provider))
  const unknown = providers.filter((id) => !known.has(id))
  if (unknown.length === 0) return ok(models.filter(({ provider }) => providers.includes(provider)))
  return failed(
    ...unknown.map((id) =>
      issue('import-unknown-provider', '', { provider: shown(id), candidates: [...known].slice(0, 20) }),
    ),
  )
}

/** A model with a fault has no cards; so has one whose names a tariff does not take. */
function withoutFaults(model: ReadModel): ReadModel {
  const { provider, name, path } = model
  const faults: Issue[] = [...model.faults]
  if (!isProviderId(provider)) faults.push(issue('import-invalid-name', path, { came: shown(provider) }))
  if (!isName(name)) faults.push(issue('import-invalid-name', path, { came: shown(name) }))
  return faults.length > 0 ? { ...model, cards: [], faults } : model
}

/** What has no price in it costs nothing to leave out. */
const HARMLESS: readonly string[] = ['import-descriptive', 'import-routing', 'import-never-in-force']

function countModels(models: readonly ReadModel[]): ImportCounts {
  const counts = { models: models.length, imported: 0, partly: 0, left: 0, rejected: 0 }
  for (const model of models) counts[outcomeOf(model)]++
  return counts
}

function outcomeOf({ cards, left, faults, aliasOf }: ReadModel): Exclude<keyof ImportCounts, 'models'> {
  if (faults.length > 0) return 'rejected'
  if (cards.length === 0 && aliasOf === undefined) return 'left'
  return left.every(({ code }) => HARMLESS.includes(code)) ? 'imported' : 'partly'
}

/** A tariff with an error is none: the models that it is about, or all, are taken out until there is no error left. */
function withoutErrors(models: readonly ReadModel[], context: Context): readonly ReadModel[] {
  const faults = new Map<string, Issue[]>()
  for (const tariff of tariffsOf(models, context))
    for (const error of lintTariff(tariff).errors) {
      const [, list, at] = error.path.split('/')
      const card = list === 'cards' ? tariff.cards[Number(at)] : undefined
      for (const { model } of card ? [card] : tariff.cards) {
        const key = keyOf(tariff.provider, model)
        faults.set(key, [...(faults.get(key) ?? []), error])
      }
    }
  if (faults.size === 0) return models
  const sound = models.map((model) => {
    const own = faults.get(keyOf(model.provider, model.name)) ?? []
    const placed = own.map(({ code, params }): Issue => ({ code, path: model.path, params }))
    return own.length > 0 ? { ...model, cards: [], faults: [...model.faults, ...placed] } : model
  })
  return withoutErrors(sound, context)
}

const keyOf = (provider: string, model: string): string => JSON.stringify([provider, model])

interface Context {
  readonly map: ReadMap
  readonly format: PriceMapFormat
  readonly options: ImportOptions
}

function tariffsOf(models: readonly ReadModel[], context: Context): readonly Tariff[] {
  const byProvider = new Map<string, ReadModel[]>()
  for (const model of models) {
    if (model.cards.length === 0) continue
    const known = byProvider.get(model.provider)
    if (known) known.push(model)
    else byProvider.set(model.provider, [model])
  }
  return [...byProvider].map(([provider, own]) => tariffOf(provider, own, context))
}

function tariffOf(provider: string, models: readonly ReadModel[], { map, format, options }: Context): Tariff {
  const facets: Record<string, Facet> = Object.assign({}, ...models.map((model) => model.facets))
  const fallbacks = Object.keys(map.fallbacks).length > 0 ? { fallbacks: map.fallbacks } : {}
  const used = new Set<string>()
  return {
    schema: 'ratecard/tariff@1',
    id: `${provider}/${format}`,
    version: options.checked,
    provider,
    name: { en: `${provider}, as ${format} lists it`, zh: `${provider}（${format} 收录的价格）` },
    currency: map.currencies?.get(provider) ?? 'USD',
    timeZone: '+00:00',
    pricingInstant: 'start',
    sources: { map: sourceOf(format, options) },
    ...(Object.keys(facets).length > 0 && { facets }),
    ...fallbacks,
    cards: models.flatMap(({ name, cards }) =>
      cards.map(
        (card): RateCard => ({
          id: unused(cardId(name, card.effective.from?.slice(0, 10) ?? 'undated'), used),
          model: name,
          ...card,
          source: 'map',
        }),
      ),
    ),
  }
}

function sourceOf(format: PriceMapFormat, { url, checked }: ImportOptions): Source {
  const known = format === 'csv' ? undefined : JSON_FORMATS[format]
  return {
    url: url ?? known?.url ?? '',
    title: known?.title ?? 'CSV',
    checked,
    evidence: 'catalogue',
  }
}

/** Different names may look the same in the letters that an id has. */
function unused(id: string, used: Set<string>): string {
  let free = id
  for (let at = 2; used.has(free); at++) free = `${id}+${at}`
  used.add(free)
  return free
}
