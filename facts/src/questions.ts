import type { MeterId } from '@ratecard/core'
import { daysOf, type Fact, factsOf, LEFT_OUT, PROVIDERS, sourceOf } from './fact.ts'
import { maximumOf } from './maximum-of.ts'
import { ratesOfFact } from './price-of-fact.ts'
import tiers from './vocabulary/tiers.json' with { type: 'json' }

/** A price asked for as a user asks: the command line, and the list price that a fact says it has. */
export interface Question {
  readonly fact: number
  readonly args: readonly string[]
  readonly meter: MeterId
  readonly quantity: string
  readonly price: string
  readonly per: string
  /** What the source shows beside the list price. */
  readonly multiplier: string
  /** The same with one unit less, where the price is that of the last unit. */
  readonly less?: readonly string[]
}

/** Every fact that is in a tariff, asked for at each of its sightings or just inside its stated bounds. */
export function* questions(): Iterable<Question> {
  for (const fact of factsOf('alibaba-model-studio'))
    if (!LEFT_OUT_IDS.has(fact.id)) for (const at of instantsOf(fact)) yield* asked(fact, at)
}

/** Facts that stand in a tariff for the day alone on which they were first seen. */
const OUTDATED_IDS: ReadonlySet<number> = new Set(
  LEFT_OUT.flatMap(({ reason, facts }) => (reason === 'outdated' ? facts : [])),
)

/** Facts that are in no tariff. */
export const LEFT_OUT_IDS: ReadonlySet<number> = new Set(
  LEFT_OUT.flatMap(({ reason, facts }) => (reason === 'outdated' ? [] : facts)),
)

export const FACT_IDS: readonly number[] = PROVIDERS.flatMap((provider) => factsOf(provider).map(({ id }) => id))

/** Noon of the first and the last day on which it was seen; the first instant of a stated period, and its last second. */
function instantsOf(fact: Fact): readonly string[] {
  const { from, until } = fact
  const days = daysOf(fact)
  const [first, last] = [days[0], days.at(-1)]
  const noon = [...new Set(OUTDATED_IDS.has(fact.id) ? [first] : [first, last])].flatMap((day) =>
    day === undefined ? [] : [`${day}T12:00:00+08:00`],
  )
  return [...noon, ...(from === undefined ? [] : [from]), ...(until === undefined ? [] : [secondBefore(until)])]
}

const secondBefore = (instant: string): string => new Date(Date.parse(instant) - 1000).toISOString()

function* asked(fact: Fact, at: string): Iterable<Question> {
  for (const { meter, price = '0', per, when = {}, tier } of ratesOfFact(fact)) {
    const selected = sizeIn(tier?.gt)
    const quantity = isInput(meter) && tier ? selected : (maximumOf(fact.model, meter) ?? '1000000')
    const usage = new Map<MeterId, string>([[meter, quantity], ...besides(meter, when, tier ? selected : undefined)])
    const facets = Object.entries(when).flatMap(([name, value]) => ['--facet', `${name}=${value}`])
    const isCatalogue = fact.sources.every((key) => sourceOf(key).evidence === 'catalogue')
    const argsFor = (used: Iterable<readonly [MeterId, string]>) => [
      ...['price', '--json', '--model', fact.model.replace(/-\* \(.*\)$/, ''), '--at', at],
      ...['--scope', fact.scope ?? '', '--currency', fact.currency],
      ...['--usage', [...used].map((pair) => pair.join('=')).join(',')],
      ...facets,
      ...(isCatalogue ? ['--allow-evidence', 'catalogue'] : []),
    ]
    const common = { fact: fact.id, meter, price, per, multiplier: fact.promotion?.multiplier ?? '1' }
    const first = firstOfVolume(fact)
    if (first === undefined) yield { ...common, args: argsFor(usage), quantity }
    else
      yield {
        ...common,
        args: argsFor([[meter, String(first)]]),
        quantity: '1',
        ...(first > 1 && { less: argsFor([[meter, String(first - 1)]]) }),
      }
  }
}

/** The first size of a tier. */
const sizeIn = (gt = '0'): string => String(Number(gt) + 1)

const isInput = (meter: MeterId): boolean => meter.startsWith('input') || meter.startsWith('cache')

/** What else a request must hold, so that it lies in the tier and has the facets that its quantities show. */
function besides(
  meter: MeterId,
  when: Readonly<Record<string, string>>,
  selected: string | undefined,
): readonly (readonly [MeterId, string])[] {
  const beside: (readonly [MeterId, string])[] = []
  if (when.input_modality === 'multimodal') beside.push(['input_image_tokens', '1'])
  if (when.output_modality === 'audio' && meter === 'output_tokens') beside.push(['output_audio_tokens', '1'])
  if (selected !== undefined && !isInput(meter)) beside.push(['input_tokens', selected])
  return beside
}

/** The first unit of a step of a price by volume. */
function firstOfVolume({ spec }: Fact): number | undefined {
  const printed = spec?.volume_tier
  if (printed === undefined) return undefined
  const at = VOLUMES.findIndex(([words]) => words === printed)
  return Number(VOLUMES[at - 1]?.[1] ?? 0) + 1
}

const VOLUMES = Object.entries(tiers.volume)

/** What AtomGit's guide counts, asked for at any instant: its facts have no date. */
export const ATOMGIT_QUESTIONS: readonly {
  readonly fact: number
  readonly args: readonly string[]
  readonly total: string
}[] = [
  {
    fact: 3577,
    args: ['price', '--model', 'text-generation', '--usage', 'input_tokens=1000,output_tokens=234'],
    total: '1234',
  },
  { fact: 3578, args: ['price', '--model', 'text-to-image', '--usage', 'images=3'], total: '150000' },
  {
    fact: 3579,
    args: ['estimate', '--model', 'speech-recognition', '--requests', '2', '--file-size', '20MB'],
    total: '100000',
  },
  {
    fact: 3580,
    args: ['price', '--model', 'sentence-similarity', '--usage', 'requests=5'],
    total: '20',
  },
  { fact: 3581, args: ['estimate', '--model', 'image-to-text', '--image', '512x512'], total: '334' },
  { fact: 3582, args: ['core-hours', '--cores', '2', '--duration', '30m'], total: '1' },
]
