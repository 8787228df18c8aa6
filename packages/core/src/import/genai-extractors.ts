import { pointer } from '../compile/lint/json-pointer.ts'
import type { LosslessJson } from '../json/read-json.ts'
import type { MeterId } from '../meter/meter.ts'
import { type Issue, issue, shown } from '../result.ts'
import type { MappedLeaf, UsageMapping } from '../usage/normalize-usage.ts'
import { coveringMeters } from './covering-meter.ts'
import usage from './genai-usage.json' with { type: 'json' }
import { isItems, isMembers, type JsonMembers } from './members.ts'

type Path = readonly (string | number)[]

const METERS = usage as Readonly<Record<string, MeterId>>

interface Count {
  readonly meter: MeterId
  /** Places whose numbers are added up. */
  readonly places: readonly string[]
  readonly required: boolean
}

/**
 * The extractors of a provider as usage mappings. An extractor adds up what it finds for one count, a mapping says of
 * each count whether it lies inside another: a place that is also added to the wider count lies beside it.
 */
export function readExtractors(value: LosslessJson | undefined, provider: string, path: Path) {
  const mappings: UsageMapping[] = []
  const left: Issue[] = []
  for (const [at, extractor] of (isItems(value) ? value : []).entries()) {
    const read = isMembers(extractor) ? readExtractor(extractor, provider, [...path, at]) : undefined
    const api = isMembers(extractor) ? String(extractor.api_flavor) : ''
    if (read?.mapping) mappings.push(read.mapping)
    else left.push(issue('import-extractor', pointer([...path, at]), { provider: shown(provider), api: shown(api) }))
    left.push(...(read?.left ?? []))
  }
  return { mappings, left }
}

function readExtractor(extractor: JsonMembers, provider: string, path: Path) {
  const root = pointerOf(extractor.root)
  const model = pointerOf(extractor.model_path)
  const list = isItems(extractor.mappings) ? extractor.mappings.filter(isMembers) : []
  const counts = new Map<MeterId, Count>()
  const left: Issue[] = []
  let isKnown = root !== undefined && model !== undefined && list.length > 0
  for (const [at, { path: place, dest, required }] of list.entries()) {
    const name = String(dest)
    const meter = Object.hasOwn(METERS, name) ? METERS[name] : undefined
    const inner = pointerOf(place)
    if (meter === undefined) {
      left.push(issue('import-no-count', pointer([...path, 'mappings', at]), { provider, count: shown(name) }))
      continue
    }
    if (inner === undefined) isKnown = false
    const known = counts.get(meter)
    counts.set(meter, {
      meter,
      places: [...(known?.places ?? []), `${root}${inner}`],
      required: (known?.required ?? false) || required === true,
    })
  }
  const leaves = isKnown ? leavesOf([...counts.values()]) : undefined
  if (leaves === undefined || root === undefined || model === undefined) return { left: [] }
  const mapping: UsageMapping = {
    api: `${provider}/${String(extractor.api_flavor)}`,
    providers: [provider],
    source: `genai-prices: extractor ${String(extractor.api_flavor)} of ${provider}`,
    model,
    usage: root,
    leaves,
  }
  return { mapping, left }
}

/** A JSON pointer to what a path of names leads to; a path with a search in it has none. */
function pointerOf(value: LosslessJson | undefined): string | undefined {
  const steps = isItems(value) ? value : [value]
  const isPlain = steps.every((step): step is string => typeof step === 'string' && !/[/~]/.test(step))
  return isPlain ? steps.map((step) => `/${step}`).join('') : undefined
}

function leavesOf(counts: readonly Count[]): readonly MappedLeaf[] | undefined {
  const leaves: MappedLeaf[] = []
  for (const { meter, places, required } of counts) {
    const others = counts.filter((other) => other.meter !== meter)
    const narrower = others.filter((other) => coveringMeters(other.meter, [meter]).length > 0)
    const [place, ...more] = places.filter((one) => !narrower.some((other) => other.places.includes(one)))
    const wider = coveringMeters(
      meter,
      others.map((other) => other.meter),
    )
    if (place === undefined || more.length > 0 || wider.length > 1) return undefined
    const [whole] = others.filter((other) => other.meter === wider[0])
    const isBeside = whole === undefined || whole.places.includes(place)
    leaves.push({ meter, paths: [place], ...(required && { required }), ...(!isBeside && { inside: whole.meter }) })
  }
  return leaves.length > 0 ? leaves : undefined
}
