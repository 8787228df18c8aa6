import { lintTariff } from '../compile/lint-tariff.ts'
import { RatecardError } from '../errors.ts'
import { startOfDay } from '../period/instant.ts'
import { failed, type Issue, issue, ok, type Result, shown } from '../result.ts'
import type { Facet, RateCard, Source, Tariff } from '../tariff/tariff.ts'
import { JSON_FORMATS } from './formats.ts'
import { cardId, isName, isProviderId } from './model-name.ts'
import {
  type CardDraft,
  type ImportCounts,
  type ImportedPriceMap,
  type ImportOptions,
  MOST_CARDS,
  MOST_FAULTS,
  MOST_MODELS,
  MOST_PERIODS,
  type PriceMapFormat,
  type ReadMap,
  type ReadModel,
  type RejectedModel,
  tooMany,
  UNTOLD_FAULT,
} from './price-map.ts'
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
  const count = map.models.length
  if (count > MOST_MODELS) return failed(tooMany(format, '', { what: 'models', count, limit: MOST_MODELS }))
  const chosen = chooseProviders(map, options.providers)
  if (!chosen.ok) return chosen
  const placed = chosen.value.map(withoutFaults)
  const tooLarge = providersTooLarge(placed)
  if (tooLarge.length > 0) return failed(...tooLarge)
  const models = withoutErrors(settleNames(placed), { map, format, options })
  const faults = [...map.faults, ...models.flatMap((model) => model.faults)]
  if (models.length === 0 && map.faults.length === 0) return failed(issue('import-no-model', '', { format }))
  const isChosen = (provider: string | undefined) =>
    provider === undefined || options.providers === undefined || options.providers.includes(provider)
  const beside = map.left.flatMap(({ provider, issue: found }) => (isChosen(provider) ? [found] : []))
  return ok({
    format,
    tariffs: tariffsOf(models, { map, format, options }).map((tariff) => withDay(tariff, options.checked)),
    mappings: (map.mappings ?? []).filter(({ providers }) => providers.some(isChosen)),
    left: [...beside, ...models.flatMap(({ left }) => left)],
    rejected: toldFaults(faults),
    rejectedModels: [...(map.faults.length > 0 ? [{}] : []), ...models.flatMap(rejectedModel)],
    counts: countModels(models),
  })
}

function providersTooLarge(models: readonly ReadModel[]): readonly Issue[] {
  const counts = new Map<string, number>()
  for (const { provider, cards } of models) counts.set(provider, (counts.get(provider) ?? 0) + cards.length)
  return [...counts]
    .filter(([, count]) => count > MOST_CARDS)
    .slice(0, MOST_FAULTS)
    .map(([provider, count]) => tooMany(shown(provider), '', { what: 'models', count, limit: MOST_CARDS }))
}

function toldFaults(faults: readonly Issue[]): readonly Issue[] {
  const told = faults.filter((fault) => fault !== UNTOLD_FAULT).slice(0, MOST_FAULTS)
  const more = faults.length - told.length
  return more === 0 ? told : [...told, { ...UNTOLD_FAULT, params: { count: String(more) } }]
}

function rejectedModel({ provider, name, faults }: ReadModel): readonly RejectedModel[] {
  if (faults.length === 0) return []
  return isProviderId(provider) && isName(name) ? [{ provider, model: name }] : [{}]
}

/** A price without a date was seen on the day of the file. */
const withDay = (tariff: Tariff, day: string): Tariff => ({
  ...tariff,
  cards: tariff.cards.map((card) => ({
    ...card,
    effective: Object.keys(card.effective).length > 0 ? card.effective : { observed: [day] },
  })),
})

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
  const { provider, name, path, cards } = model
  const faults: Issue[] = [...model.faults]
  if (!isProviderId(provider))
    faults.push(issue('import-invalid-name', path, { came: shown(provider), ...placeOf(model) }))
  if (!isName(name)) faults.push(issue('import-invalid-name', path, { came: shown(name), ...placeOf(model) }))
  const most = Math.max(0, ...cards.slice(0, MOST_PERIODS).map(({ rates }) => rates.length))
  for (const [what, count, limit] of [
    ['periods', cards.length, MOST_PERIODS],
    ['rates', most, MOST_RATES],
  ] as const)
    if (count > limit) faults.push(tooMany(name, path, { what, count, limit, ...placeOf(model) }))
  return faults.length > 0 ? { ...model, cards: [], faults } : model
}

/** Of a period, as many as a tariff takes. */
const MOST_RATES = 500

/** The place of a model in a format of lines. */
const placeOf = ({ line }: ReadModel) => (line === undefined ? {} : { line: String(line), column: '1' })

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
  const faults = new Map(
    [...byProvider(models)].flatMap(([provider, own]) =>
      faultsOf(provider, own, context).map(({ model, errors }) => [model, errors] as const),
    ),
  )
  if (faults.size === 0) return models
  const sound = models.map((model) => {
    const own = faults.get(model) ?? []
    const placed = own.map(({ code, params }) => issue(code, model.path, { ...placeOf(model), ...params }))
    return own.length > 0 ? { ...model, cards: [], faults: [...model.faults, ...placed] } : model
  })
  return withoutErrors(sound, context)
}

interface Faulty {
  readonly model: ReadModel
  readonly errors: readonly Issue[]
}

/** First of each model alone, for of a whole list only so many errors are told; then of models between them. */
function faultsOf(provider: string, models: readonly ReadModel[], context: Context): readonly Faulty[] {
  const tariff = tariffOf(provider, models, context)
  const errors = lintTariff(tariff).errors
  if (errors.length === 0) return []
  const alone = models.length === 1 ? [] : models.flatMap((model) => faultsOf(provider, [model], context))
  if (alone.length > 0) return alone
  const placed = errors.map((error) => ({ name: cardAt(tariff, error.path)?.model, error }))
  return models.flatMap((model) => {
    const own = placed.filter(({ name }) => name === undefined || name === model.name)
    return own.length === 0 ? [] : [{ model, errors: own.map(({ error }) => onLine(error, tariff, context.map)) }]
  })
}

const cardAt = (tariff: Tariff, path: string): RateCard | undefined => {
  const [, list, at] = path.split('/')
  return list === 'cards' ? tariff.cards[Number(at)] : undefined
}

/** A place in a tariff that nobody wrote, as the line that it was made of. */
function lineAt(path: string, tariff: Tariff, lines: NonNullable<ReadMap['lines']>): string | undefined {
  const [, , , list, at] = path.split('/')
  const rate = cardAt(tariff, path)?.rates[list === 'rates' ? Number(at) : 0]
  const line = rate && lines.get(rate)
  return line === undefined ? undefined : String(line)
}

/** The same of the other place that an error is about. */
function onLine(error: Issue, tariff: Tariff, { lines }: ReadMap): Issue {
  if (lines === undefined) return error
  const [line, other] = [error.path, String(error.params.other)].map((path) => lineAt(path, tariff, lines))
  const params = { ...(line && { line, column: '1' }), ...(other && { other: `CSV:${other}` }) }
  return { ...error, params: { ...error.params, ...params } }
}

interface Context {
  readonly map: ReadMap
  readonly format: PriceMapFormat
  readonly options: ImportOptions
}

const tariffsOf = (models: readonly ReadModel[], context: Context): readonly Tariff[] =>
  [...byProvider(models)].map(([provider, own]) => tariffOf(provider, own, context))

/** The models that have cards. */
function byProvider(models: readonly ReadModel[]): ReadonlyMap<string, readonly ReadModel[]> {
  const found = new Map<string, ReadModel[]>()
  for (const model of models) {
    if (model.cards.length === 0) continue
    const known = found.get(model.provider)
    if (known) known.push(model)
    else found.set(model.provider, [model])
  }
  return found
}

function tariffOf(provider: string, models: readonly ReadModel[], { map, format, options }: Context): Tariff {
  const facets: Readonly<Record<string, Facet>> = Object.fromEntries(
    models.flatMap((model) => Object.entries(model.facets ?? {})),
  )
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
          id: unused(cardId(name, dayOf(card, options)), used),
          model: name,
          ...card,
          source: 'map',
        }),
      ),
    ),
  }
}

/** The day on which a card begins, or else is seen; one that has an end alone has neither. */
const dayOf = ({ effective: { from, until } }: CardDraft, { checked }: ImportOptions): string =>
  from?.slice(0, 10) ?? (until === undefined ? checked : 'undated')

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
