import type { LosslessJson } from '../json/read-json.ts'
import { failed, issue, ok, type Result, shown } from '../result.ts'
import dashscopeText from './mappings/dashscope-text.json' with { type: 'json' }
import openaiChat from './mappings/openai-chat.json' with { type: 'json' }
import { hasRequiredCounts, normalizeUsage, placesOf, type UsageMapping } from './normalize-usage.ts'
import { usageToJson } from './usage-json.ts'

/** The response formats that can be read. Adding one is adding a file and a line here. */
export const USAGE_MAPPINGS: readonly UsageMapping[] = [openaiChat, dashscopeText] as readonly UsageMapping[]

/** More are not read by a person. */
const MOST_CANDIDATES = 20

/**
 * The format a response body is written in, told by the counts that only it requires. Of several that fit, one that reads
 * all that another reads and more goes before it; what is then left must read the same.
 *
 * Issues: `unknown-response-format`, with the formats that are known and what they look for, and
 * `ambiguous-response-format`.
 */
export function detectMapping(
  body: LosslessJson,
  mappings: readonly UsageMapping[] = USAGE_MAPPINGS,
): Result<UsageMapping> {
  return fittingOf(body, mappings) ?? noneFits(mappings)
}

function noneFits(mappings: readonly UsageMapping[]): Result<never> {
  const candidates = mappings
    .slice(0, MOST_CANDIDATES)
    .map(({ api, leaves }) => `${api} (${leaves.flatMap(({ required, paths }) => (required ? paths : [])).join(', ')})`)
  return failed(issue('unknown-response-format', '', { candidates }))
}

/** The one that is meant of those that fit; undefined where none does. */
function fittingOf(body: LosslessJson, mappings: readonly UsageMapping[]): Result<UsageMapping> | undefined {
  const fitting = mappings.filter((mapping) => hasRequiredCounts(body, mapping))
  const [first, ...more] = fitting
  if (first === undefined) return undefined
  return more.length === 0 ? ok(first) : settle(body, fitting)
}

function settle(body: LosslessJson, fitting: readonly UsageMapping[]): Result<UsageMapping> {
  const read = fitting.map((mapping) => ({ mapping, places: placesOf(body, mapping) }))
  const widest = read.filter(
    ({ places }) => !read.some((other) => other.places.size > places.size && isWithin(places, other.places)),
  )
  const readings = new Set(widest.map(({ mapping }) => readingOf(body, mapping)))
  const [first, ...more] = widest.map(({ mapping }) => mapping)
  if (first !== undefined && readings.size === 1) return ok(first)
  const candidates = [first, ...more].slice(0, MOST_CANDIDATES).flatMap((mapping) => mapping?.api ?? [])
  return failed(issue('ambiguous-response-format', '', { candidates }))
}

const isWithin = (some: ReadonlySet<string>, all: ReadonlySet<string>): boolean =>
  [...some].every((place) => all.has(place))

/** What a mapping makes of a body, to be compared. */
function readingOf(body: LosslessJson, mapping: UsageMapping): string {
  const usage = normalizeUsage(body, mapping)
  return JSON.stringify(usage.ok ? usageToJson(usage.value).quantities : usage.issues)
}

/** What is known of a response body beside the body. */
export interface MappingChoice {
  readonly provider?: string | undefined
  /** The name of a format, with or without that of its provider before it: `openai/chat` or `chat`. */
  readonly api?: string | undefined
  /** Formats beside those of {@link USAGE_MAPPINGS}, such as an imported price map brings. */
  readonly others?: readonly UsageMapping[]
}

/**
 * The format of a response body: the one that is named, else one of the provider's, first among {@link USAGE_MAPPINGS} and
 * then among the others, else any that fits.
 *
 * Issues: those of {@link detectMapping}, and `unknown-api`.
 *
 * @example
 * const body = { model: 'qwen-plus', usage: { prompt_tokens: 10, completion_tokens: 2 } }
 * const mapping = chooseMapping(body, { provider: 'alibaba-model-studio' })
 * const usage = mapping.ok ? normalizeUsage(body, mapping.value) : mapping
 */
export function chooseMapping(body: LosslessJson, choice: MappingChoice): Result<UsageMapping> {
  const { provider, api, others = [] } = choice
  if (api !== undefined) return namedMapping(body, api, choice)
  const isOf = ({ providers }: UsageMapping) => provider === undefined || providers.includes(provider)
  const groups = [USAGE_MAPPINGS.filter(isOf), others.filter(isOf), USAGE_MAPPINGS]
  for (const group of groups) {
    const found = fittingOf(body, group)
    if (found) return found
  }
  return noneFits([...new Set(groups.flat())])
}

function namedMapping(body: LosslessJson, api: string, { provider, others = [] }: MappingChoice): Result<UsageMapping> {
  const all = [...USAGE_MAPPINGS, ...others]
  const own = all.filter(({ providers }) => provider === undefined || providers.includes(provider))
  const groups = [
    all.filter((mapping) => mapping.api === api),
    own.filter((mapping) => mapping.providers.some((name) => mapping.api === `${name}/${api}`)),
  ]
  const [first, ...more] = groups.find(({ length }) => length > 0) ?? []
  if (first === undefined) {
    const candidates = own.slice(0, MOST_CANDIDATES).map((mapping) => mapping.api)
    return failed(issue('unknown-api', '/api', { api: shown(api), candidates }))
  }
  return more.length === 0 ? ok(first) : detectMapping(body, [first, ...more])
}
