import { pointer } from '../compile/lint/json-pointer.ts'
import type { LosslessJson } from '../json/read-json.ts'
import type { MeterId } from '../meter/meter.ts'
import { formatDecimal, rational } from '../number/rational.ts'
import { type Issue, issue } from '../result.ts'
import type { Facet, Rate } from '../tariff/tariff.ts'
import { INPUT_METERS } from './covering-meter.ts'
import { exactPrice } from './exact-price.ts'
import fields from './litellm-fields.json' with { type: 'json' }
import { cameOf, isItems, isMembers, type JsonMembers, jsonText } from './members.ts'
import type { ReadMap, ReadModel } from './price-map.ts'
import { byLimit, type TieredPrice, tierRates } from './tiered-price.ts'

interface Field {
  readonly meter: MeterId
  readonly per: string
  /** Only models of these kinds are charged by it. */
  readonly modes?: readonly string[]
}

const FIELDS = fields as Readonly<Record<string, Field>>
/** What the ends of a field's name choose. */
const VARIANTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  batches: { batch: 'batch' },
  batch_requests: { batch: 'batch' },
  flex: { service_tier: 'flex' },
  priority: { service_tier: 'priority' },
}
/** A price of a service tier that is not stated is not known: it is none of the others. */
const SERVICE_TIER: Facet = { values: ['standard', 'flex', 'priority'], default: 'standard', uncovered: 'unpriced' }
/** Names of what changes a price, though no meter counts it. */
const MONEY = /cost|pric|multiplier|billing|provider_specific_entry|off_peak/
/** The file explains its own fields in a model that is none. */
const NO_MODEL = 'sample_spec'

export const isLitellm = (document: LosslessJson): boolean =>
  isMembers(document) &&
  Object.values(document).some((model) => isMembers(model) && model.litellm_provider !== undefined)

/** Reads `model_prices_and_context_window.json` of LiteLLM: models by name, in USD for each unit. */
export function readLitellm(document: LosslessJson): ReadMap {
  const entries = Object.entries(isMembers(document) ? document : {})
  return {
    models: entries.filter(([name]) => name !== NO_MODEL).map(([name, model]) => readModel(name, model)),
    left: entries.some(([name]) => name === NO_MODEL)
      ? [{ issue: issue('import-descriptive', pointer([NO_MODEL]), { field: NO_MODEL, model: NO_MODEL }) }]
      : [],
    faults: [],
    fallbacks: { reasoning_tokens: 'output_tokens' },
  }
}

function readModel(name: string, value: LosslessJson): ReadModel {
  const members = isMembers(value) ? value : {}
  const { litellm_provider: provider, mode, tiered_pricing: ranges, ...rest } = members
  const read = new ModelReader(name, typeof mode === 'string' ? mode : '')
  if (!isMembers(value))
    read.faults.push(
      issue('import-invalid-field', pointer([name]), { model: name, expected: 'object', came: cameOf(value) }),
    )
  for (const [field, price] of Object.entries(rest)) read.take(field, price)
  if (isItems(ranges)) read.takeRanges(ranges)
  else if (ranges !== undefined && ranges !== null) {
    const params = { model: name, expected: 'array', came: cameOf(ranges) }
    read.faults.push(issue('import-invalid-field', pointer([name, 'tiered_pricing']), params))
  }
  const rates = read.rates()
  if (rates.length === 0 && read.isSilent) read.left.push(issue('import-no-price', pointer([name]), { model: name }))
  const hasTiers = rates.some(({ tier }) => tier)
  const draft = { effective: {}, ...(hasTiers && { selector: INPUT_METERS }), rates }
  return {
    provider: typeof provider === 'string' ? provider : '',
    name,
    path: pointer([name]),
    cards: rates.length > 0 ? [draft] : [],
    ...(rates.some(({ when }) => when?.service_tier) && { facets: { service_tier: SERVICE_TIER } }),
    left: read.left,
    faults: read.faults,
  }
}

interface Series {
  readonly meter: MeterId
  readonly per: string
  readonly when: Readonly<Record<string, string>> | undefined
  base?: string
  readonly above: { readonly limit: string; readonly price: string }[]
}

/** Gathers the prices of one model, which stand each in a field of its own. */
class ModelReader {
  readonly left: Issue[] = []
  readonly faults: Issue[] = []
  readonly #model: string
  readonly #mode: string
  readonly #series = new Map<string, Series>()
  readonly #ranged: Rate[] = []
  /** A tier cannot be stated: the others would hold where they do not. */
  #isBroken = false

  constructor(model: string, mode: string) {
    this.#model = model
    this.#mode = mode
  }

  /** Nothing was told of any price. */
  get isSilent(): boolean {
    return this.faults.length === 0 && this.left.every(({ code }) => code === 'import-descriptive')
  }

  take(field: string, value: LosslessJson): void {
    const [place, model] = [pointer([this.#model, field]), this.#model]
    const { known, variant, limit } = this.#fieldOf(field)
    if (known === undefined) {
      const params = { model, field, price: cameOf(value) }
      this.left.push(
        MONEY.test(field)
          ? issue('import-no-meter', place, params)
          : issue('import-descriptive', place, { field, model }),
      )
      return
    }
    if (value === null) {
      this.left.push(issue('import-descriptive', place, { field, model }))
      return
    }
    const price = exactPrice(value, known.per.length - 1)
    if (price === undefined)
      this.faults.push(issue('import-invalid-price', place, { model, field, came: cameOf(value) }))
    else this.#add(known, variant, { limit, price, field })
  }

  #fieldOf(field: string) {
    const [, withLimit = field, variant] = /^(.+?)_(batches|batch_requests|flex|priority)$/.exec(field) ?? []
    const [, base = withLimit, thousands] = /^(.+)_above_(\d{1,6})k_tokens$/.exec(withLimit) ?? []
    const known = Object.hasOwn(FIELDS, base) ? FIELDS[base] : undefined
    const isOfMode = known?.modes?.includes(this.#mode) ?? true
    return { known: isOfMode ? known : undefined, variant, limit: thousands && `${Number(thousands)}000` }
  }

  #add(
    { meter, per }: Field,
    variant: string | undefined,
    { limit, price, field }: { readonly limit: string | undefined; readonly price: string; readonly field: string },
  ): void {
    const key = `${meter} ${variant}`
    const series = this.#series.get(key) ?? { meter, per, when: VARIANTS[variant ?? ''], above: [] }
    this.#series.set(key, series)
    if (limit !== undefined) series.above.push({ limit, price })
    else if (series.base === undefined) series.base = price
    else if (series.base !== price)
      this.left.push(
        issue('import-two-prices', pointer([this.#model, field]), { model: this.#model, field, meter, price }),
      )
  }

  /** Prices by ranges of the input, each after the last: `[0, 32000]`, `[32000, 128000]`. */
  takeRanges(ranges: readonly LosslessJson[]): void {
    let end: string | undefined
    for (const [at, range] of ranges.entries()) {
      const { range: bounds, ...prices } = isMembers(range) ? range : {}
      const [from, until] = isItems(bounds) ? bounds.map(limitOf) : []
      const isNext = from !== undefined && (at === 0 ? from === '0' : from === end)
      if (!isNext || (until === undefined && at < ranges.length - 1)) {
        const params = { model: this.#model, came: jsonText(bounds ?? range) }
        this.left.push(issue('import-tier', pointer([this.#model, 'tiered_pricing', at]), params))
        this.#isBroken = true
        return
      }
      end = until
      this.#takeRange(prices, at, { ...(at > 0 && { gt: from }), ...(until !== undefined && { le: until }) })
    }
  }

  #takeRange(prices: JsonMembers, at: number, tier: NonNullable<Rate['tier']>): void {
    for (const [field, value] of Object.entries(prices)) {
      const place = pointer([this.#model, 'tiered_pricing', at, field])
      const { known, variant, limit } = this.#fieldOf(field)
      const price = known && exactPrice(value, known.per.length - 1)
      if (value === null) this.left.push(issue('import-descriptive', place, { field, model: this.#model }))
      else if (known === undefined || limit !== undefined || variant !== undefined)
        this.left.push(issue('import-no-meter', place, { model: this.#model, field, price: cameOf(value) }))
      else if (price === undefined)
        this.faults.push(issue('import-invalid-price', place, { model: this.#model, field, came: cameOf(value) }))
      else
        this.#ranged.push({ meter: known.meter, price, per: known.per, ...(Object.keys(tier).length > 0 && { tier }) })
    }
  }

  rates(): readonly Rate[] {
    if (this.#isBroken) return []
    const ranged = new Set(this.#ranged.map(({ meter }) => meter))
    const all = [...this.#series.values()]
    const flat = all.filter(({ meter, when }) => when || !ranged.has(meter))
    if (flat.length < all.length)
      this.left.push(issue('import-superseded', pointer([this.#model, 'tiered_pricing']), { model: this.#model }))
    return [...flat.flatMap((series) => this.#ratesOf(series)), ...this.#ranged]
  }

  #ratesOf({ meter, per, when, base, above }: Series): readonly Rate[] {
    if (base !== undefined) {
      const price: TieredPrice = { per, base, above: above.sort(byLimit) }
      return tierRates(meter, price, when)
    }
    this.left.push(issue('import-no-base', pointer([this.#model]), { model: this.#model, meter }))
    return []
  }
}

/** The end of a range of tokens; undefined for an open one. */
function limitOf(value: LosslessJson): string | undefined {
  const limit = exactPrice(value)
  return limit === undefined ? undefined : formatDecimal(rational(limit))
}
