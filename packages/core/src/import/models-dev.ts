import { pointer } from '../compile/lint/json-pointer.ts'
import type { LosslessJson } from '../json/read-json.ts'
import type { MeterId } from '../meter/meter.ts'
import { type Issue, issue, shown } from '../result.ts'
import type { Bounds, Rate } from '../tariff/tariff.ts'
import { INPUT_METERS } from './covering-meter.ts'
import { exactPrice } from './exact-price.ts'
import { cameOf, isItems, isMembers, type JsonMembers, Members } from './members.ts'
import fields from './models-dev-fields.json' with { type: 'json' }
import type { ReadMap, ReadModel } from './price-map.ts'
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
  const { rates, left, faults } = readCost(cost ?? {}, name, [...path, 'cost'])
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
      : [issue('import-invalid-field', pointer(path), { expected: 'object', came: cameOf(value) })],
  }
}

interface Costs {
  readonly rates: readonly Rate[]
  readonly left: readonly Issue[]
  readonly faults: readonly Issue[]
}

const NOTHING: Costs = { rates: [], left: [], faults: [] }

const joined = (...parts: readonly Costs[]): Costs => ({
  rates: parts.flatMap(({ rates }) => rates),
  left: parts.flatMap(({ left }) => left),
  faults: parts.flatMap(({ faults }) => faults),
})

/** The prices of a model, those of long inputs too: either `tiers`, or the older `context_over_200k`. */
function readCost(cost: LosslessJson, model: string, path: Path): Costs {
  if (!isMembers(cost))
    return {
      ...NOTHING,
      faults: [issue('import-invalid-field', pointer(path), { expected: 'object', came: cameOf(cost) })],
    }
  const { tiers, context_over_200k: over, ...base } = cost
  const steps =
    tiers === undefined ? readOver(over, [...path, 'context_over_200k']) : readSteps(tiers, model, [...path, 'tiers'])
  const superseded =
    tiers !== undefined && over !== undefined
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
  return joined(...parts, { rates: [], left: [...steps.left, ...superseded], faults: steps.faults })
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

function readOver(over: LosslessJson | undefined, path: Path): Steps {
  if (over === undefined) return { known: [], left: [], faults: [] }
  if (isMembers(over)) return { known: [{ limit: '200000', prices: over, path }], left: [], faults: [] }
  return {
    known: [],
    left: [],
    faults: [issue('import-invalid-field', pointer(path), { expected: 'object', came: cameOf(over) })],
  }
}

function readSteps(tiers: LosslessJson, model: string, path: Path): Steps {
  if (!isItems(tiers)) {
    const fault = issue('import-invalid-field', pointer(path), { expected: 'array', came: cameOf(tiers) })
    return { known: [], left: [], faults: [fault] }
  }
  const known: Step[] = []
  const left: Issue[] = []
  for (const [at, step] of tiers.entries()) {
    const { tier, ...prices } = isMembers(step) ? step : {}
    const limit =
      isMembers(tier) && (tier.type ?? 'context') === 'context' && typeof tier.size === 'number'
        ? exactPrice(tier.size)
        : undefined
    if (limit === undefined || known.some((other) => other.limit === limit))
      left.push(issue('import-tier', pointer([...path, at]), { model, came: shown(JSON.stringify(tier ?? step)) }))
    else known.push({ limit, prices, path: [...path, at] })
  }
  // Without one of its steps the others would hold where they do not.
  return { known: left.length > 0 ? [] : known, left, faults: [] }
}

interface Place {
  readonly model: string
  readonly path: Path
  readonly tier: Bounds | undefined
}

function readPrices(prices: JsonMembers, { model, path, tier }: Place): Costs {
  const parts = Object.entries(prices).map(([field, raw]): Costs => {
    const price = exactPrice(raw)
    const meter = Object.hasOwn(FIELDS, field) ? FIELDS[field] : undefined
    const place = pointer([...path, field])
    if (price === undefined)
      return { ...NOTHING, faults: [issue('import-invalid-price', place, { model, field, came: cameOf(raw) })] }
    if (meter === undefined) return { ...NOTHING, left: [issue('import-no-meter', place, { model, field, price })] }
    return { ...NOTHING, rates: [{ meter, price, per: PER, ...(tier && { tier }) }] }
  })
  return joined(...parts)
}
