import { pointer } from '../compile/lint/json-pointer.ts'
import type { LosslessJson } from '../json/read-json.ts'
import type { MeterId } from '../meter/meter.ts'
import { type Issue, issue, shown } from '../result.ts'
import type { MappedLeaf, UsageMapping } from '../usage/normalize-usage.ts'
import { coveringMeters } from './covering-meter.ts'
import usage from './genai-usage.json' with { type: 'json' }
import { isItems, isMembers, type JsonMembers, unknownMembers } from './members.ts'

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
  if (value !== undefined && !isItems(value))
    left.push(issue('import-extractor', pointer(path), { provider: shown(provider), api: '' }))
  for (const [at, extractor] of (isItems(value) ? value : []).entries()) {
    const read = isMembers(extractor) ? readExtractor(extractor, provider, [...path, at]) : undefined
    const api = isMembers(extractor) ? textOf(extractor.api_flavor) : ''
    if (read) mappings.push(read.mapping)
    else left.push(issue('import-extractor', pointer([...path, at]), { provider: shown(provider), api: shown(api) }))
    for (const found of [...unknownParts(extractor, provider, [...path, at]), ...(read?.left ?? [])]) left.push(found)
  }
  return { mappings, left }
}

/** What an extractor and its mappings say beside what is read of them. */
function unknownParts(extractor: LosslessJson, provider: string, path: Path): readonly Issue[] {
  if (!isMembers(extractor)) return []
  const parts = isItems(extractor.mappings) ? extractor.mappings : []
  return [
    ...unknownMembers(extractor, ['api_flavor', 'root', 'model_path', 'mappings'], provider, path),
    ...parts.flatMap((part, at) =>
      unknownMembers(isMembers(part) ? part : {}, ['path', 'dest', 'required'], provider, [...path, 'mappings', at]),
    ),
  ]
}

function readExtractor(extractor: JsonMembers, provider: string, path: Path) {
  const api = textOf(extractor.api_flavor)
  const [root, model] = [pointerOf(extractor.root), pointerOf(extractor.model_path)]
  if (root === undefined || model === undefined || !isItems(extractor.mappings)) return undefined
  const { counts, left } = readCounts(extractor.mappings, { root, provider, path: [...path, 'mappings'] })
  const leaves = counts && leavesOf(counts)
  if (leaves === undefined) return undefined
  const source = `genai-prices: extractor ${api} of ${provider}`
  const mapping: UsageMapping = { api: `${provider}/${api}`, providers: [provider], source, model, usage: root, leaves }
  return { mapping, left }
}

interface Place {
  /** Of the usage object. */
  readonly root: string
  readonly provider: string
  readonly path: Path
}

/** The counts that an extractor finds; none where one of them has no place of its own. */
function readCounts(mappings: readonly LosslessJson[], { root, provider, path }: Place) {
  const counts = new Map<MeterId, Count>()
  const left: Issue[] = []
  for (const [at, mapping] of mappings.entries()) {
    const { path: place, dest, required } = isMembers(mapping) ? mapping : {}
    const [name, inner] = [textOf(dest), pointerOf(place)]
    const meter = Object.hasOwn(METERS, name) ? METERS[name] : undefined
    if (meter !== undefined && inner === undefined) return { counts: undefined, left }
    if (meter === undefined)
      left.push(issue('import-no-count', pointer([...path, at]), { provider, count: shown(name) }))
    else {
      const known = counts.get(meter)
      const places = [...(known?.places ?? []), `${root}${inner}`]
      counts.set(meter, { meter, places, required: (known?.required ?? false) || required === true })
    }
  }
  return { counts: [...counts.values()], left }
}

const textOf = (value: LosslessJson | undefined): string => (typeof value === 'string' ? value : '')

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
