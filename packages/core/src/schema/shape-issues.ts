import type { z } from 'zod'
import { pointer } from '../compile/lint/json-pointer.ts'
import { ExactNumberValue } from '../json/read-json.ts'
import { type Issue, issue, shown } from '../result.ts'

type ZodIssue = z.core.$ZodIssue
type Path = readonly PropertyKey[]

/** The issues of zod as ours: where, what was expected, what came. At most one for each place, and one for each unknown field. */
export function shapeIssues(issues: readonly ZodIssue[], json: unknown): readonly Issue[] {
  const places = new Map<string, Issue>()
  for (const found of issues.flatMap((raw) => shapeIssue(raw, [], json))) {
    if (!places.has(found.path)) places.set(found.path, found)
  }
  return [...places.values()]
}

function shapeIssue(raw: ZodIssue, base: Path, json: unknown): readonly Issue[] {
  const path = [...base, ...raw.path]
  if (raw.code === 'unrecognized_keys') return raw.keys.map((field) => unknownField(path, field, raw.message))
  if (raw.code === 'invalid_key') return [invalidKey(path, raw)]
  if (raw.code === 'invalid_union') {
    const branch = likeliestBranch(raw.errors)
    if (branch) return branch.flatMap((inner) => shapeIssue(inner, path, json))
  }
  const found = valueAt(json, path)
  if (!found.present)
    return [issue('shape-missing-field', placeOf(path), { field: String(path.at(-1) ?? ''), ...expectation(raw) })]
  if (raw.code === 'too_big' && raw.origin !== 'number' && raw.origin !== 'int')
    return [tooLarge(path, raw, found.value)]
  const code = isWrongType(raw) ? 'shape-wrong-type' : 'shape-invalid-value'
  return [issue(code, placeOf(path), { ...expectation(raw), came: describe(found.value) })]
}

const MAX_NAME = 200

/** A name longer than any of ours is cut: it came from outside, and an issue stays readable. */
const placeOf = (path: Path): string =>
  pointer(path.map((name) => (typeof name === 'string' && name.length > MAX_NAME ? shown(name) : name)))

const isWrongType = (raw: ZodIssue): boolean =>
  raw.code === 'invalid_type' ||
  (raw.code === 'invalid_union' && raw.errors.every((branch) => branch.every(isWrongType)))

const expectation = (raw: ZodIssue): { expected: string; candidates: readonly string[] } => ({
  expected: raw.message,
  candidates: raw.code === 'invalid_value' ? raw.values.map(String) : [],
})

const unknownField = (path: Path, field: string, known: string): Issue =>
  issue('shape-unknown-field', placeOf([...path, field]), {
    field: shown(field),
    candidates: known.split(' ').filter((name) => name !== ''),
  })

/** A name that stands where names are data, such as an id of a source. */
const invalidKey = (path: Path, { issues: [inner] }: z.core.$ZodIssueInvalidKey): Issue =>
  issue('shape-invalid-value', placeOf(path), {
    expected: inner?.message ?? 'id',
    candidates: [],
    came: shown(String(path.at(-1))),
  })

const tooLarge = (path: Path, raw: z.core.$ZodIssueTooBig, value: unknown): Issue =>
  issue('shape-too-large', placeOf(path), {
    what: typeof value === 'string' ? 'characters' : 'items',
    limit: String(raw.maximum),
    came: String(typeof value === 'string' || Array.isArray(value) ? value.length : ''),
  })

/** The alternative that was meant: the one with the fewest foreign and missing fields, if only one has so few. */
function likeliestBranch(branches: readonly (readonly ZodIssue[])[]): readonly ZodIssue[] | undefined {
  const scored = branches.map((branch) => ({ branch, score: branch.reduce((sum, raw) => sum + misfit(raw), 0) }))
  const [best, next] = scored.sort((a, b) => a.score - b.score)
  return best && best.score < WRONG_TYPE && (next === undefined || best.score < next.score) ? best.branch : undefined
}

const WRONG_TYPE = 1_000_000

function misfit(raw: ZodIssue): number {
  if (raw.code === 'unrecognized_keys') return raw.keys.length
  if (raw.path.length > 1) return 0
  if (raw.path.length === 0) return WRONG_TYPE
  return 1
}

interface Found {
  readonly present: boolean
  readonly value?: unknown
}

function valueAt(json: unknown, path: Path): Found {
  let value = json
  for (const segment of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, segment)) return { present: false }
    value = (value as Readonly<Record<PropertyKey, unknown>>)[segment]
  }
  return { present: value !== undefined, value }
}

/** A text, or what kind of thing came instead. */
function describe(value: unknown): string {
  if (value instanceof ExactNumberValue) return shown(value.number)
  if (Array.isArray(value)) return '[…]'
  return typeof value === 'object' && value !== null ? '{…}' : shown(typeof value === 'string' ? value : String(value))
}
