import { pointer } from '../compile/lint/json-pointer.ts'
import type { LosslessJson } from '../json/read-json.ts'
import type { MeterId } from '../meter/meter.ts'
import { type Issue, issue } from '../result.ts'
import type { Bounds, Rate } from '../tariff/tariff.ts'
import { INPUT_METERS } from './covering-meter.ts'
import { exactPrice } from './exact-price.ts'
import { cameOf, isItems, isMembers, type JsonMembers, jsonText, Members, unknownMembers } from './members.ts'
import fields from './models-dev-fields.json' with { type: 'json' }
import { MOST_TIERS, type ReadMap, type ReadModel, tooMany } from './price-map.ts'
import { byLimit } from './tiered-price.ts'

type Path = readonly (string | number)[]

const FIELDS = fields as Readonly<Record<string, MeterId>>
const PER = '1000000'

export const isModelsDev = (document: LosslessJson): boolean =>
  isMembers(document) &&
  Object.keys(document).length > 0 &&
  Object.values(document).every((provider) => isMembers(provider) && isMembers(provider.models))

/** Reads `api.json` of models.dev: providers by id, each with models by id, in USD per million tokens. */
export function readModelsDev(document: LosslessJson): ReadMap {
  const providers = Object.entries(isMembers(document) ? document : {}).map(([id, value]) => {
    const members = new Members(isMembers(value) ? value : {})
    const models = members.take('models')
    return {
      models: Object.entries(isMembers(models) ? models : {}).map(([name, model]) => readModel(model, id, name)),
      left: members.rest().map(([field]) => ({
        provider: id,
        issue: issue('import-descriptive', pointer([id, field]), { field, model: id }),
      })),
    }
  })
  return {
    models: providers.flatMap(({ models }) => models),
    left: providers.flatMap(({ left }) => left),
    faults: [],
    // A reasoning price stands only where it is not that of the output.
    fallbacks: { reasoning_tokens: 'output_tokens' },
  }
}

function readModel(value: LosslessJson, provider: string, name: string): ReadModel {
  const path = [provider, 'models', name]
  const members = new Members(isMembers(value) ? value : {})
  const cost = members.take('cost')
  const limit = members.take('limit')
  const context = isMembers(limit) ? exactPrice(limit.context) : undefined
  const { rates: known, left, faults } = readCost(cost ?? {}, name, [...path, 'cost'])
  // Without one of its tiers the others would hold where they do not.
  const rates = left.some(({ code }) => code === 'import-tier') ? [] : known
  const isEmpty = rates.length === 0 && left.length === 0 && faults.length === 0
  const draft = {
    effective: {},
    ...(context !== undefined && context !== '0' && { contextLimit: context }),
    ...(rates.some(({ tier }) => tier) && { selector: INPUT_METERS }),
    rates,
  }
  const limits = isMembers(limit) ? Object.keys(limit).filter((field) => field !== 'context') : []
  const rest = members
    .rest()
    .map(([field, came]) =>
      field === 'experimental'
        ? issue('import-no-meter', pointer([...path, field]), { model: name, field, price: cameOf(came) })
        : issue('import-descriptive', pointer([...path, field]), { field, model: name }),
    )
  return {
    provider,
    name,
    path: pointer(path),
    cards: rates.length > 0 ? [draft] : [],
    left: [
      ...left,
      ...(isEmpty ? [issue('import-no-price', pointer([...path, 'cost']), { model: name })] : []),
      ...limits.map((field) => issue('import-descriptive', pointer([...path, 'limit', field]), { field, model: name })),
      ...rest,
    ],
    faults: isMembers(value)
      ? faults
      : [issue('import-invalid-field', pointer(path), { model: name, expected: 'object', came: cameOf(value) })],
  }
}

interface Costs {
  readonly rates: readonly Rate[]
  readonly left: readonly Issue[]
  readonly faults: readonly Issue[]
}

const NOTHING: Costs = { rates: [], left: [], faults: [] }

const joined = (parts: readonly Costs[]): Costs => ({
  rates: parts.flatMap(({ rates }) => rates),
  left: parts.flatMap(({ left }) => left),
  faults: parts.flatMap(({ faults }) => faults),
})

/** The prices of a model, those of long inputs too: either `tiers`, or the older `context_over_200k`. */
function readCost(cost: LosslessJson, model: string, path: Path): Costs {
  if (!isMembers(cost))
    return {
      ...NOTHING,
      faults: [issue('import-invalid-field', pointer(path), { model, expected: 'object', came: cameOf(cost) })],
    }
  const { tiers, context_over_200k: over, ...base } = cost
  const steps =
    tiers === undefined || tiers === null
      ? readOver(over, model, [...path, 'context_over_200k'])
      : readSteps(tiers, model, [...path, 'tiers'])
  const superseded =
    (tiers ?? undefined) !== undefined && (over ?? undefined) !== undefined
      ? [issue('import-superseded', pointer([...path, 'context_over_200k']), { model })]
      : []
  const sorted = [...steps.known].sort(byLimit)
  const parts = [{ limit: undefined, prices: base, path }, ...sorted].map(({ limit, prices, path: place }, at) => {
    const tier = {
      ...(limit !== undefined && { gt: limit }),
      ...(sorted[at] && { le: sorted[at].limit }),
    }
    return readPrices(prices, { model, path: place, tier: Object.keys(tier).length > 0 ? tier : undefined })
  })
  return joined([...parts, { rates: [], left: [...steps.left, ...superseded], faults: steps.faults }])
}

interface Step {
  readonly limit: string
  readonly prices: JsonMembers
  readonly path: Path
}

interface Steps {
  readonly known: readonly Step[]
  readonly left: readonly Issue[]
  readonly faults: readonly Issue[]
}

function readOver(over: LosslessJson | undefined, model: string, path: Path): Steps {
  if (over === undefined || over === null) return { known: [], left: [], faults: [] }
  if (isMembers(over)) return { known: [{ limit: '200000', prices: over, path }], left: [], faults: [] }
  return {
    known: [],
    left: [],
    faults: [issue('import-invalid-field', pointer(path), { model, expected: 'object', came: cameOf(over) })],
  }
}

function readSteps(tiers: LosslessJson, model: string, path: Path): Steps {
  const refused = (fault: Issue): Steps => ({ known: [], left: [], faults: [fault] })
  if (!isItems(tiers))
    return refused(issue('import-invalid-field', pointer(path), { model, expected: 'array', came: cameOf(tiers) }))
  const count = tiers.length
  if (count > MOST_TIERS) return refused(tooMany(model, pointer(path), { what: 'tiers', count, limit: MOST_TIERS }))
  const known: Step[] = []
  const left: Issue[] = []
  for (const [at, step] of tiers.entries()) {
    const { tier, ...prices } = isMembers(step) ? step : {}
    const limit = limitOf(tier)
    left.push(...unknownMembers(isMembers(tier) ? tier : {}, ['type', 'size'], model, [...path, at, 'tier']))
    if (limit === undefined || known.some((other) => other.limit === limit))
      left.push(issue('import-tier', pointer([...path, at]), { model, came: jsonText(tier ?? step) }))
    else known.push({ limit, prices, path: [...path, at] })
  }
  return { known, left, faults: [] }
}

/** Above how much context a step holds; undefined for a step of something else. */
function limitOf(tier: LosslessJson | undefined): string | undefined {
  const { type, size } = isMembers(tier) ? tier : {}
  return (type ?? 'context') === 'context' && typeof size === 'number' ? exactPrice(size) : undefined
}

interface Place {
  readonly model: string
  readonly path: Path
  readonly tier: Bounds | undefined
}

function readPrices(prices: JsonMembers, { model, path, tier }: Place): Costs {
  const parts = Object.entries(prices).map(([field, raw]): Costs => {
    if (raw === null)
      return { ...NOTHING, left: [issue('import-descriptive', pointer([...path, field]), { field, model })] }
    const price = exactPrice(raw)
    const meter = Object.hasOwn(FIELDS, field) ? FIELDS[field] : undefined
    const place = pointer([...path, field])
    if (price === undefined)
      return { ...NOTHING, faults: [issue('import-invalid-price', place, { model, field, came: cameOf(raw) })] }
    if (meter === undefined) return { ...NOTHING, left: [issue('import-no-meter', place, { model, field, price })] }
    return { ...NOTHING, rates: [{ meter, price, per: PER, ...(tier && { tier }) }] }
  })
  return joined(parts)
}
