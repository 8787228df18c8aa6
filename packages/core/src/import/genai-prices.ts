import { pointer } from '../compile/lint/json-pointer.ts'
import type { LosslessJson } from '../json/read-json.ts'
import type { MeterId } from '../meter/meter.ts'
import { type Issue, issue } from '../result.ts'
import type { Facet, Rate } from '../tariff/tariff.ts'
import { coveringMeters, INPUT_METERS, nextWithin, WITHIN } from './covering-meter.ts'
import { exactPrice } from './exact-price.ts'
import { readExtractors } from './genai-extractors.ts'
import { readMatch } from './genai-match.ts'
import { type DatedPrices, type Hours, readPeriods } from './genai-periods.ts'
import units from './genai-units.json' with { type: 'json' }
import { cameOf, isItems, isMembers, Members, unknownMembers } from './members.ts'
import { type CardDraft, MOST_TIERS, type ReadMap, type ReadModel, tooMany } from './price-map.ts'
import { byLimit, flatPrice, isSamePrice, type TieredPrice, tierRates } from './tiered-price.ts'

type Path = readonly (string | number)[]

const UNITS = units as Readonly<Record<string, { readonly meter: MeterId; readonly per: string }>>
/** How a request finds its provider and model, which the caller of Ratecard says. */
const ROUTING: readonly string[] = ['api_pattern', 'model_match', 'provider_match', 'fallback_model_providers']

export const isGenaiPrices = (document: LosslessJson): boolean =>
  isItems(document) && document.length > 0 && document.every((item) => isMembers(item) && isItems(item.models))

/** Reads `data.json` of genai-prices v2: a list of providers, each with models, in USD. */
export function readGenaiPrices(document: LosslessJson): ReadMap {
  const providers = (isItems(document) ? document : []).map(readProvider)
  return {
    models: providers.flatMap(({ models }) => models),
    left: providers.flatMap(({ left }) => left),
    faults: providers.flatMap(({ faults }) => faults),
    mappings: providers.flatMap(({ mappings }) => mappings ?? []),
    fallbacks: WITHIN,
  }
}

function readProvider(value: LosslessJson, at: number): ReadMap {
  const members = new Members(isMembers(value) ? value : {})
  const [id, models] = [members.take('id'), members.take('models')]
  const provider = typeof id === 'string' ? id : ''
  const extractors = readExtractors(members.take('extractors'), provider, [at, 'extractors'])
  return {
    models: (isItems(models) ? models : []).map((model, position) =>
      readModel(model, provider, [at, 'models', position]),
    ),
    left: [...extractors.left, ...members.rest().map(([field]) => leftField(field, [at, field], provider))].map(
      (found) => ({ provider, issue: found }),
    ),
    faults:
      provider === ''
        ? [issue('import-invalid-field', pointer([at, 'id']), { expected: 'text', came: cameOf(id) })]
        : [],
    mappings: extractors.mappings,
    fallbacks: {},
  }
}

const leftField = (field: string, path: Path, model: string): Issue =>
  ROUTING.includes(field)
    ? issue('import-routing', pointer(path), { field, model })
    : issue('import-descriptive', pointer(path), { field, model })

function readModel(value: LosslessJson, provider: string, path: Path): ReadModel {
  const members = new Members(isMembers(value) ? value : {})
  const id = members.take('id')
  const name = typeof id === 'string' ? id : ''
  const prices = readPeriods(members.take('prices'), { model: name, path: [...path, 'prices'] }, readPrices)
  const match = readMatch(members.take('match'), name, [...path, 'match'])
  const window = members.take('context_window')
  const context = exactPrice(window)
  const comments = members.take('price_comments')
  const note = typeof comments === 'string' && comments !== '' && comments.length <= 4000 ? comments : undefined
  const facets: Record<string, Facet> = {}
  const drafts = prices.periods.map((period) => draftOf(period, facets))
  const extras = {
    ...(match.rule && { match: match.rule }),
    ...(context !== undefined && context !== '0' && { contextLimit: context }),
    ...(note !== undefined && { notes: [{ en: note, zh: note }] }),
  }
  const cards = drafts.flatMap((draft) => (draft.rates.length > 0 ? [{ ...draft, ...extras }] : []))
  const none = cards.length === 0 && prices.faults.length === 0 && prices.left.length === 0
  return {
    provider,
    name,
    path: pointer(path),
    cards,
    facets,
    left: [
      ...prices.left,
      ...match.left,
      ...(comments !== undefined && note === undefined
        ? [leftField('price_comments', [...path, 'price_comments'], name)]
        : []),
      ...(window !== undefined && context === undefined
        ? [leftField('context_window', [...path, 'context_window'], name)]
        : []),
      ...(none ? [issue('import-no-price', pointer([...path, 'prices']), { model: name })] : []),
      ...members.rest().map(([field]) => leftField(field, [...path, field], name)),
    ],
    faults: prices.faults,
  }
}

type Prices = ReadonlyMap<MeterId, TieredPrice>

/** The prices of one entry, by meter; what is null is not stated. */
function readPrices(value: LosslessJson, model: string, path: Path) {
  if (!isMembers(value)) return { prices: new Map(), left: [], faults: [notPrices(value, model, path)] }
  const prices = new Map<MeterId, TieredPrice>()
  const faults: Issue[] = []
  const left = Object.entries(value).flatMap(([field, raw]) =>
    raw === null ? [leftField(field, [...path, field], model)] : [],
  )
  for (const [field, raw] of Object.entries(value).filter(([, stated]) => stated !== null)) {
    const place = pointer([...path, field])
    const unit = Object.hasOwn(UNITS, field) ? UNITS[field] : undefined
    const price = readPrice(raw, unit?.per ?? '1')
    const known = unit && prices.get(unit.meter)
    if (price === undefined) faults.push(faultOf(raw, { model, field, place }))
    else if (unit === undefined) left.push(issue('import-no-meter', place, { model, field, price: cameOf(raw) }))
    else if (known && !isSamePrice(known, price))
      left.push(issue('import-two-prices', place, { model, field, meter: unit.meter, price: cameOf(raw) }))
    else {
      prices.set(unit.meter, price)
      left.push(...unknownOfPrice(raw, model, [...path, field]))
    }
  }
  return { prices, left, faults: [...faults, ...ambiguities(prices, model, path)] }
}

interface PricePlace {
  readonly model: string
  readonly field: string
  readonly place: string
}

const faultOf = (value: LosslessJson, { model, field, place }: PricePlace): Issue =>
  tierCount(value) > MOST_TIERS
    ? tooMany(model, place, { what: 'tiers', count: tierCount(value), limit: MOST_TIERS })
    : issue('import-invalid-price', place, { model, field, came: cameOf(value) })

const tierCount = (value: LosslessJson): number => (isMembers(value) && isItems(value.tiers) ? value.tiers.length : 0)

/** What a price says beside its base and its tiers, and a tier beside its start and its price. */
function unknownOfPrice(value: LosslessJson, model: string, path: Path): readonly Issue[] {
  if (!isMembers(value)) return []
  const tiers = isItems(value.tiers) ? value.tiers : []
  return [
    ...unknownMembers(value, ['base', 'tiers'], model, path),
    ...tiers.flatMap((tier, at) =>
      unknownMembers(isMembers(tier) ? tier : {}, ['start', 'price'], model, [...path, 'tiers', at]),
    ),
  ]
}

const notPrices = (value: LosslessJson, model: string, path: Path): Issue =>
  issue('import-invalid-field', pointer(path), { model, expected: 'object', came: cameOf(value) })

/** What is, say, cached and audio has the price of neither where both have one and the two together have none. */
function ambiguities(prices: Prices, model: string, path: Path): readonly Issue[] {
  const isClear = (id: MeterId) =>
    coveringMeters(id, prices.keys()).every((one, _, [first = one]) =>
      isSamePrice(prices.get(one) as TieredPrice, prices.get(first) as TieredPrice),
    )
  const unclear = (Object.keys(WITHIN) as MeterId[]).find((id) => !isClear(id))
  if (unclear === undefined) return []
  const meters = coveringMeters(unclear, prices.keys())
  return [issue('import-ambiguous-prices', pointer(path), { model, meter: unclear, meters })]
}

function readPrice(value: LosslessJson, per: string): TieredPrice | undefined {
  if (!isMembers(value)) {
    const price = exactPrice(value)
    return price === undefined ? undefined : flatPrice(price, per)
  }
  if (tierCount(value) > MOST_TIERS) return undefined
  const base = exactPrice(value.base)
  const above = (isItems(value.tiers) ? value.tiers : [undefined]).map((tier) => ({
    limit: isMembers(tier) && typeof tier.start === 'number' ? exactPrice(tier.start) : undefined,
    price: isMembers(tier) ? exactPrice(tier.price) : undefined,
  }))
  const known = above.flatMap(({ limit, price }) =>
    limit === undefined || price === undefined ? [] : [{ limit, price }],
  )
  const isWhole = known.length === above.length && new Set(known.map(({ limit }) => limit)).size === known.length
  return base === undefined || !isWhole ? undefined : { per, base, above: known.sort(byLimit) }
}

/** The rates of a period: one price for all hours, or one for each stretch of the day. */
function draftOf({ effective, prices, hours }: DatedPrices<Prices>, facets: Record<string, Facet>): CardDraft {
  const name = `hours-${hours.map(labelOf).join('+')}`
  const all = [prices, ...hours.map((window) => window.prices)]
  const meters = [...new Set(all.flatMap(ownMeters))]
  const rates =
    hours.length === 0
      ? meters.flatMap((id) => ratesOf(id, prices))
      : [{ prices, is: 'other' }, ...hours.map((window) => ({ prices: window.prices, is: labelOf(window) }))].flatMap(
          (part) => meters.flatMap((id) => ratesOf(id, part.prices, { [name]: part.is })),
        )
  if (hours.length > 0)
    facets[name] = {
      values: ['other', ...hours.map(labelOf)],
      default: 'other',
      uncovered: 'same-price',
      clock: hours.map((window) => ({ is: labelOf(window), hours: [window.from, window.until] })),
    }
  return { effective, ...(rates.some(({ tier }) => tier) && { selector: INPUT_METERS }), rates }
}

const labelOf = ({ from, until }: Hours<Prices>): string => `${from}-${until}`

/** The meters that a card must name: those with a price of their own, and those whose price is not that of what they are within. */
function ownMeters(prices: Prices): readonly MeterId[] {
  const known = new Set(prices.keys())
  const inherited = (Object.keys(WITHIN) as MeterId[]).filter((id) => {
    const [nearest] = coveringMeters(id, known)
    const next = nextWithin(id, known)
    return (
      nearest !== undefined &&
      !isSamePrice(prices.get(nearest) as TieredPrice, prices.get(next ?? id) ?? flatPrice('', ''))
    )
  })
  return [...new Set([...known, ...inherited])]
}

function ratesOf(id: MeterId, prices: Prices, when?: Rate['when']): readonly Rate[] {
  const [nearest] = coveringMeters(id, prices.keys())
  const price = nearest && prices.get(nearest)
  return price ? tierRates(id, price, when) : []
}
