import { ExactNumberValue, type LosslessJson } from '../json/read-json.ts'
import { METER_IDS, type MeterId, meter } from '../meter/meter.ts'
import { exactly, type Range } from '../number/range.ts'
import {
  addRationals,
  compareRationals,
  equalRationals,
  formatDecimal,
  isInteger,
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
import { failed, type Issue, issue, ok, type Result, shown } from '../result.ts'
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
}

/**
 * Reads a response body into disjoint leaves.
 *
 * Issues: `no-usage-object`, `missing-count`, `invalid-count`, and `contradictory-counts` when a part is more than its
 * whole; both numbers are given and nothing is clamped. A total that disagrees with its parts is told in `usage.issues`.
 */
export function normalizeUsage(body: LosslessJson, mapping: UsageMapping): Result<Usage> {
  if (!isObject(at(body, mapping.usage))) return failed(issue('no-usage-object', mapping.usage, { api: mapping.api }))
  const counts = readCounts(body, mapping)
  if (!counts.ok) return counts
  const contradictions = findContradictions(mapping, counts.value)
  if (contradictions.length > 0) return failed(...contradictions)
  const created = mapping.createdSeconds && at(body, mapping.createdSeconds)
  const id = mapping.id && at(body, mapping.id)
  const model = at(body, mapping.model)
  return ok({
    ...(typeof id === 'string' && { id }),
    ...(typeof created === 'number' && { at: formatInstant(created * 1000) }),
    grain: 'request',
    requests: ONE,
    model: typeof model === 'string' ? model : '',
    facets: {},
    dimensions: {},
    quantities: leavesOf(mapping, counts.value),
    issues: totalIssues(body, mapping, counts.value),
  })
}

/** True when the body has every count that the format always has. */
export const hasRequiredCounts = (body: LosslessJson, { leaves }: UsageMapping): boolean =>
  leaves.every(({ required, paths }) => !required || paths.some((path) => isPresent(at(body, path))))

type Counts = ReadonlyMap<MeterId, { readonly value: Rational; readonly path: string }>

function readCounts(body: LosslessJson, { leaves }: UsageMapping): Result<Counts> {
  const counts = new Map<MeterId, { value: Rational; path: string }>()
  const issues: Issue[] = []
  for (const leaf of leaves) {
    const path = leaf.paths.find((candidate) => isPresent(at(body, candidate)))
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

const shownCount = (value: LosslessJson | undefined): string =>
  value instanceof ExactNumberValue ? shown(value.number) : shown(value)

/** A whole holds each of its parts, and parts of one kind together: cached and written tokens do not overlap. */
function findContradictions({ leaves }: UsageMapping, counts: Counts): readonly Issue[] {
  return leaves
    .flatMap(({ inside }) => inside ?? [])
    .filter(isFirst)
    .flatMap((whole) => {
      const limit = counts.get(whole)?.value ?? ZERO
      return partGroups(leaves, whole).flatMap((group) => {
        const parts = group.flatMap(({ meter: id }) => counts.get(id) ?? [])
        const sum = parts.reduce((total, { value }) => addRationals(total, value), ZERO)
        if (compareRationals(sum, limit) <= 0) return []
        const params = {
          part: group.map(({ meter: id }) => id),
          partCount: formatDecimal(sum),
          whole,
          wholeCount: formatDecimal(limit),
        }
        return [issue('contradictory-counts', parts[0]?.path ?? '', params)]
      })
    })
}

const isFirst = <T>(value: T, index: number, all: readonly T[]): boolean => all.indexOf(value) === index

/** Parts that exclude each other: those told apart by cache or phase, and those told apart by modality. */
function partGroups(leaves: readonly MappedLeaf[], whole: MeterId): readonly (readonly MappedLeaf[])[] {
  const parts = leaves.filter(({ inside }) => inside === whole)
  const byModality = parts.filter(({ meter: id }) => meter(id).modality !== undefined)
  return [parts.filter((part) => !byModality.includes(part)), byModality].filter((group) => group.length > 0)
}

function leavesOf(mapping: UsageMapping, counts: Counts): Quantities {
  const quantities: Partial<Record<MeterId, Quantity>> = {}
  for (const [id, { value }] of counts) quantities[id] = { ...exactly(value), basis: 'reported' }
  for (const { meter: id, inside } of mapping.leaves) {
    const [part, whole] = [counts.get(id), inside && quantities[inside]]
    if (part && inside && whole)
      quantities[inside] = { ...exactly(subtractRationals(whole.likely, part.value)), basis: 'reported' }
  }
  const wholes = mapping.leaves.flatMap(({ inside }) => inside ?? []).filter(isFirst)
  return wholes.reduce((current, whole) => separateOverlap(current, mapping, counts, whole), quantities as Quantities)
}

/**
 * Two counts inside one whole, such as cached and audio, may share tokens, and providers do not say how many: between
 * max(0, a + b − whole) and min(a, b). The shared leaf is that range, and what it overlaps is estimated with it.
 */
function separateOverlap(quantities: Quantities, { leaves }: UsageMapping, counts: Counts, whole: MeterId): Quantities {
  const [plain = [], modal = []] = partGroups(leaves, whole)
  const [first] = plain.filter(({ meter: id }) => meter(id).cache === 'read' && isPositive(counts.get(id)?.value))
  const [second] = modal.filter(({ meter: id }) => isPositive(counts.get(id)?.value))
  const shared = first && second && sharedMeter(first.meter, second.meter)
  if (!first || !second || !shared) return quantities
  const [a, b] = [counts.get(first.meter)?.value ?? ZERO, counts.get(second.meter)?.value ?? ZERO]
  const rest = subtractRationals(counts.get(whole)?.value ?? ZERO, addRationals(a, b))
  const low = maxRational(ZERO, subtractRationals(ZERO, rest))
  const high = minRational(a, b)
  const middle = roundRational(multiplyRationals(addRationals(low, high), rational('0.5')), 0, 'down')
  const overlap: Range = { low, likely: middle, high }
  const basis = equalRationals(low, high) ? ('reported' as const) : ('estimated' as const)
  const without = (value: Rational): Quantity => ({ ...subtractRange(value, overlap), basis })
  const plus: Quantity = {
    low: addRationals(rest, low),
    likely: addRationals(rest, middle),
    high: addRationals(rest, high),
    basis,
  }
  return {
    ...quantities,
    [first.meter]: without(a),
    [second.meter]: without(b),
    [shared]: { ...overlap, basis },
    [whole]: plus,
  }
}

const isPositive = (value: Rational | undefined): boolean => value !== undefined && compareRationals(value, ZERO) > 0

const subtractRange = (value: Rational, part: Range): Range => ({
  low: subtractRationals(value, part.high),
  likely: subtractRationals(value, part.likely),
  high: subtractRationals(value, part.low),
})

/** The leaf that is both: cached, and of that modality. */
const sharedMeter = (read: MeterId, modal: MeterId): MeterId | undefined =>
  METER_IDS.find((id) => meter(id).cache === meter(read).cache && meter(id).modality === meter(modal).modality)

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
  for (const key of pointer.split('/').slice(1)) {
    current = isObject(current) && Object.hasOwn(current, key) ? current[key] : undefined
  }
  return current
}
