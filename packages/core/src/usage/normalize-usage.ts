import { ExactNumberValue, type LosslessJson } from '../json/read-json.ts'
import { METER_IDS, type MeterId, meter } from '../meter/meter.ts'
import { exactly } from '../number/range.ts'
import {
  addRationals,
  compareRationals,
  equalRationals,
  formatDecimal,
  isInteger,
  isZero,
  maxRational,
  minRational,
  multiplyRationals,
  ONE,
  parseRational,
  type Rational,
  rational,
  roundRational,
  subtractRationals,
  ZERO,
} from '../number/rational.ts'
import { formatInstant } from '../period/instant.ts'
import { failed, type Issue, issue, ok, type Result, shown, shownValue } from '../result.ts'
import type { Quantities, Quantity, Usage } from './usage.ts'

/** One count of a provider's usage object. */
export interface MappedLeaf {
  readonly meter: MeterId
  /** JSON pointers; the first that is present is read. */
  readonly paths: readonly string[]
  readonly required?: boolean
  /** The provider counts it inside this meter, so it is taken out of it. */
  readonly inside?: MeterId
}

/** How a provider's response body becomes usage: data, one file for each API. */
export interface UsageMapping {
  readonly api: string
  readonly providers: readonly string[]
  readonly source: string
  readonly model: string
  readonly id?: string
  readonly createdSeconds?: string
  readonly usage: string
  readonly leaves: readonly MappedLeaf[]
  readonly total?: string
  /** Places that only other formats have, whose counts this one would drop. */
  readonly unlike?: readonly string[]
}

/**
 * Reads a response body into disjoint leaves.
 *
 * Issues: `no-usage-object`, `missing-count`, `invalid-count`, `overlapping-counts` when three kinds of count may share
 * tokens, and `contradictory-counts` when a part is more than its
 * whole; both numbers are given and nothing is clamped. A total that disagrees with its parts is told in `usage.issues`.
 */
export function normalizeUsage(body: LosslessJson, mapping: UsageMapping): Result<Usage> {
  if (!isObject(at(body, mapping.usage))) return failed(issue('no-usage-object', mapping.usage, { api: mapping.api }))
  const counts = readCounts(body, mapping)
  if (!counts.ok) return counts
  const contradictions = findContradictions(mapping, counts.value)
  if (contradictions.length > 0) return failed(...contradictions)
  const quantities = leavesOf(mapping, counts.value)
  if (!quantities.ok) return quantities
  const created = mapping.createdSeconds === undefined ? undefined : at(body, mapping.createdSeconds)
  const id = mapping.id && at(body, mapping.id)
  const model = at(body, mapping.model)
  return ok({
    grain: 'request',
    ...(typeof id === 'string' && { id }),
    ...(isCalendarSecond(created) && { at: formatInstant(created * 1000) }),
    requests: ONE,
    model: typeof model === 'string' ? model : '',
    facets: {},
    dimensions: {},
    quantities: quantities.value,
    issues: [...totalIssues(body, mapping, counts.value), ...createdIssues(created, mapping)],
  })
}

/** A time that the body states and that is none must not silently become that of the run. */
const createdIssues = (created: LosslessJson | undefined, { createdSeconds = '' }: UsageMapping): readonly Issue[] =>
  !isPresent(created) || isCalendarSecond(created)
    ? []
    : [
        issue('created-ignored', createdSeconds, {
          came: created instanceof ExactNumberValue ? created.number : shownValue(created),
        }),
      ]

/** A usage whose model the caller states. A body that names another one is told. */
export function withModel(usage: Usage, model: string): Usage {
  if (usage.model === '' || usage.model === model) return { ...usage, model }
  const disagreement = issue('model-disagreement', '/model', { stated: shown(model), reported: shown(usage.model) })
  return { ...usage, model, issues: [...usage.issues, disagreement] }
}

/** Seconds from 1970 to the year 9999; what else a body says is no time. */
const isCalendarSecond = (seconds: LosslessJson | undefined): seconds is number =>
  typeof seconds === 'number' && seconds >= 0 && seconds < 253_402_300_800

/** True when the body has every count that the format always has, at least one, and none that only others have. */
export const hasRequiredCounts = (body: LosslessJson, mapping: UsageMapping): boolean =>
  !(mapping.unlike ?? []).some((path) => isPresent(at(body, path))) &&
  mapping.leaves.every((leaf) => !leaf.required || placeOf(body, leaf) !== undefined) &&
  mapping.leaves.some((leaf) => placeOf(body, leaf) !== undefined)

/** The places of a body that a mapping reads. */
export const placesOf = (body: LosslessJson, { leaves }: UsageMapping): ReadonlySet<string> =>
  new Set(leaves.flatMap((leaf) => placeOf(body, leaf) ?? []))

const placeOf = (body: LosslessJson, { paths }: MappedLeaf): string | undefined =>
  paths.find((path) => isPresent(at(body, path)))

type Counts = ReadonlyMap<MeterId, { readonly value: Rational; readonly path: string }>

function readCounts(body: LosslessJson, { leaves }: UsageMapping): Result<Counts> {
  const counts = new Map<MeterId, { value: Rational; path: string }>()
  const issues: Issue[] = []
  for (const leaf of leaves) {
    const path = placeOf(body, leaf)
    if (path === undefined) {
      if (leaf.required) issues.push(issue('missing-count', leaf.paths[0] ?? '', { meter: leaf.meter }))
      continue
    }
    const value = readCount(at(body, path))
    if (value) counts.set(leaf.meter, { value, path })
    else issues.push(issue('invalid-count', path, { meter: leaf.meter, came: shownCount(at(body, path)) }))
  }
  return issues.length > 0 ? failed(...issues) : ok(counts)
}

const isPresent = (value: LosslessJson | undefined): boolean => value !== undefined && value !== null

function readCount(value: LosslessJson | undefined): Rational | undefined {
  if (typeof value === 'number') return value >= 0 ? rational(value) : undefined
  const exact = value instanceof ExactNumberValue ? parseRational(value.number) : undefined
  return exact && isInteger(exact) && compareRationals(exact, ZERO) >= 0 ? exact : undefined
}

/** A text in its quotes, so that it is told from a number. */
const shownCount = (value: LosslessJson | undefined): string => {
  if (typeof value === 'string') return JSON.stringify(shown(value))
  return value instanceof ExactNumberValue ? shown(value.number) : shownValue(value)
}

/** A whole holds each of its parts, and parts of one kind together: cached and written tokens do not overlap. */
function findContradictions(mapping: UsageMapping, counts: Counts): readonly Issue[] {
  const issues: Issue[] = []
  for (const { whole, groups } of wholesOf(mapping)) {
    const limit = counts.get(whole)?.value ?? ZERO
    for (const group of groups) {
      const sum = group.reduce((total, id) => addRationals(total, counts.get(id)?.value ?? ZERO), ZERO)
      if (compareRationals(sum, limit) <= 0) continue
      const params = { part: group, partCount: formatDecimal(sum), whole, wholeCount: formatDecimal(limit) }
      const first = group.find((id) => counts.has(id))
      issues.push(issue('contradictory-counts', (first && counts.get(first)?.path) ?? '', params))
    }
  }
  return issues
}

/** A count that holds others. */
interface Whole {
  readonly whole: MeterId
  /** Parts that exclude each other: those told apart by cache, and those told apart by modality or phase. */
  readonly groups: readonly [cached: readonly MeterId[], others: readonly MeterId[]]
}

/** The same for every body. */
const WHOLES = /* @__PURE__ */ new WeakMap<UsageMapping, readonly Whole[]>()

function wholesOf(mapping: UsageMapping): readonly Whole[] {
  const known = WHOLES.get(mapping)
  if (known) return known
  const wholes = [...new Set(mapping.leaves.flatMap(({ inside }) => inside ?? []))].map((whole): Whole => {
    const parts = mapping.leaves.filter(({ inside }) => inside === whole).map(({ meter: id }) => id)
    const isCached = (id: MeterId) => meter(id).cache !== undefined
    return { whole, groups: [parts.filter(isCached), parts.filter((id) => !isCached(id))] }
  })
  WHOLES.set(mapping, wholes)
  return wholes
}

function leavesOf(mapping: UsageMapping, counts: Counts): Result<Quantities> {
  const quantities: Partial<Record<MeterId, Quantity>> = {}
  const issues: Issue[] = []
  for (const [id, { value }] of counts) quantities[id] = { basis: 'reported', ...exactly(value) }
  for (const { whole, groups } of wholesOf(mapping)) {
    const total = counts.get(whole)
    if (total === undefined) continue
    const cached = partsOf(groups[0], counts)
    const other = partsOf(groups[1], counts)
    const [one, ...more] = cached
    if (one === undefined || other.length === 0)
      quantities[whole] = {
        basis: 'reported',
        ...exactly(subtractRationals(total.value, sumOf([...cached, ...other]))),
      }
    else if (more.length === 0) Object.assign(quantities, overlapping({ id: whole, value: total.value }, one, other))
    else issues.push(issue('overlapping-counts', total.path, { counts: [...cached, ...other].map(({ id }) => id) }))
  }
  return issues.length > 0 ? failed(...issues) : ok(quantities)
}

/** Those of which there is anything. */
function partsOf(ids: readonly MeterId[], counts: Counts): readonly Part[] {
  const parts: Part[] = []
  for (const id of ids) {
    const value = counts.get(id)?.value
    if (value && !isZero(value)) parts.push({ id, value })
  }
  return parts
}

interface Part {
  readonly id: MeterId
  readonly value: Rational
}

const sumOf = (parts: readonly Part[]): Rational => parts.reduce((sum, { value }) => addRationals(sum, value), ZERO)

/**
 * Cached tokens and tokens of a modality may be the same tokens, and providers do not say how many. Each leaf is then
 * the range that the three counts allow; the likely values are one split that adds up to the whole.
 */
function overlapping(whole: Part, cached: Part, others: readonly Part[]): Quantities {
  const text = subtractRationals(whole.value, sumOf(others))
  const fresh = subtractRationals(whole.value, cached.value)
  const known = range(subtractRationals(cached.value, sumOf(others)), cached.value, text)
  let rest = halfway(subtractRationals(cached.value, known.high), subtractRationals(cached.value, known.low))
  const cachedText = { ...known, likely: subtractRationals(cached.value, rest) }
  const leaves: Partial<Record<MeterId, Quantity>> = { [cached.id]: cachedText }
  leaves[whole.id] = {
    ...range(subtractRationals(fresh, sumOf(others)), fresh, text),
    likely: subtractRationals(text, cachedText.likely),
  }
  for (const { id, value } of others) {
    const shared = minRational(rest, value)
    rest = subtractRationals(rest, shared)
    leaves[id] = {
      ...range(subtractRationals(value, cached.value), value, fresh),
      likely: subtractRationals(value, shared),
    }
    const both = sharedMeter(cached.id, id)
    if (both) leaves[both] = { ...range(subtractRationals(value, fresh), value, cached.value), likely: shared }
  }
  return leaves
}

/** From `least`, but not below 0, to the smaller of two limits, with the middle as the likely value. */
function range(least: Rational, a: Rational, b: Rational): Quantity {
  const [low, high] = [maxRational(ZERO, least), minRational(a, b)]
  return { low, likely: halfway(low, high), high, basis: equalRationals(low, high) ? 'reported' : 'estimated' }
}

const halfway = (low: Rational, high: Rational): Rational =>
  roundRational(multiplyRationals(addRationals(low, high), rational('0.5')), 0, 'down')

/** The leaf that is both: cached, and of that modality. */
const sharedMeter = (cached: MeterId, modal: MeterId): MeterId | undefined =>
  METER_IDS.find((id) => meter(id).cache === meter(cached).cache && meter(id).modality === meter(modal).modality)

function totalIssues(body: LosslessJson, { total, leaves }: UsageMapping, counts: Counts): readonly Issue[] {
  const reported = total === undefined ? undefined : readCount(at(body, total))
  if (reported === undefined || total === undefined) return []
  const sum = leaves
    .filter(({ inside }) => inside === undefined)
    .reduce((current, { meter: id }) => addRationals(current, counts.get(id)?.value ?? ZERO), ZERO)
  if (equalRationals(sum, reported)) return []
  return [issue('total-mismatch', total, { total: formatDecimal(reported), sum: formatDecimal(sum) })]
}

const isObject = (value: LosslessJson | undefined): value is { readonly [key: string]: LosslessJson } =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof ExactNumberValue)

/** The value at a JSON pointer. */
function at(value: LosslessJson, pointer: string): LosslessJson | undefined {
  let current: LosslessJson | undefined = value
  for (const key of keysOf(pointer)) {
    if (!isObject(current) || !Object.hasOwn(current, key)) return undefined
    current = current[key]
  }
  return current
}

/** Mappings are data: they have few pointers, and each body is asked for all of them. */
const KEYS = /* @__PURE__ */ new Map<string, readonly string[]>()

function keysOf(pointer: string): readonly string[] {
  let keys = KEYS.get(pointer)
  if (keys === undefined) {
    keys = pointer.split('/').slice(1)
    KEYS.set(pointer, keys)
  }
  return keys
}
