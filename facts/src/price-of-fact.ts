import type { MeterId, RateCard } from '@ratecard/core'
import { type Fact, sourceOf } from './fact.ts'
import meters from './vocabulary/meters.json' with { type: 'json' }
import specs from './vocabulary/specs.json' with { type: 'json' }
import tiers from './vocabulary/tiers.json' with { type: 'json' }
import units from './vocabulary/units.json' with { type: 'json' }

interface MeterTerm {
  readonly meter: MeterId
  readonly when?: Readonly<Record<string, string>>
  /** The source says that this meter costs nothing beside the priced one. */
  readonly isFree?: boolean
  /** What the source prints beside the price and is no condition of it. */
  readonly withoutSpec?: readonly string[]
}

export type Rate = RateCard['rates'][number]

const TERMS = meters as Readonly<Record<string, readonly MeterTerm[]>>
const SPECS: Readonly<Record<string, Readonly<Record<string, string>>>> = specs
const UNITS: Readonly<Record<string, string>> = units
const CONSOLE_BOUNDS: Readonly<Record<string, string>> = tiers.consoleBounds

/** What a fact says, in the vocabulary of tariffs: one rate for each meter that it prices. */
export function ratesOfFact(fact: Fact): readonly Rate[] {
  const { price } = fact
  if (price === undefined) throw new Error(`fact ${fact.id} has no price`)
  const per = UNITS[fact.unit ?? ''] ?? '1'
  if (fact.unit === undefined && Number(price) !== 0) throw new Error(`fact ${fact.id} has no unit`)
  const tier = tierOf(fact)
  return termsOf(fact).map(({ meter, isFree, when, withoutSpec }) => {
    const facets = { ...facetsOf(fact, withoutSpec), ...when }
    return {
      meter,
      price: isFree ? '0' : price,
      per,
      ...(Object.keys(facets).length > 0 && { when: facets }),
      ...(tier && { tier }),
    }
  })
}

function termsOf({ id, meter }: Fact): readonly MeterTerm[] {
  const terms = TERMS[meter]
  if (terms === undefined) throw new Error(`fact ${id}: no meter for ${meter}`)
  return terms
}

const THINKING = { thinking: 'on', non_thinking: 'off' } as const

function facetsOf(
  { id, mode, billing, spec = {} }: Fact,
  without: readonly string[] = [],
): Readonly<Record<string, string>> {
  const facets: Record<string, string> = {
    ...(mode && { thinking: THINKING[mode] }),
    ...(billing && { batch: billing }),
  }
  for (const [name, printed] of Object.entries(spec)) {
    if (name === 'volume_tier' || without.includes(name)) continue
    const value = SPECS[name]?.[String(printed)]
    if (value === undefined) throw new Error(`fact ${id}: no word for ${name} ${printed}`)
    facets[name] = value
  }
  return facets
}

/** The console stores K as 1,024; the page says in words that it is 1,000, and is preferred. */
function tierOf({ tier, sources }: Fact): Rate['tier'] {
  if (tier === undefined) return undefined
  const isConsole = sources.every((key) => key.startsWith('console'))
  const bound = (value: string) => (isConsole ? (CONSOLE_BOUNDS[value] ?? value) : value)
  const { gt, le } = tier
  return { ...(gt !== undefined && { gt: bound(gt) }), ...(le !== undefined && { le: bound(le) }) }
}

/** Vendor before what follows from its words, that before a catalogue; of catalogues the dated history before one commit. */
export function preference(fact: Fact): number {
  const ranks = fact.sources.map((key) => {
    const { evidence } = sourceOf(key)
    if (evidence === 'catalogue') return CATALOGUES.findIndex(({ begins }) => key.startsWith(begins))
    return evidence === 'derived' ? 50 : 100
  })
  return Math.max(...ranks)
}

const CATALOGUES = [
  { begins: 'one-api', name: 'one-api' },
  { begins: 'llm-price', name: 'LLM-Price' },
  { begins: 'litellm', name: 'LiteLLM' },
  { begins: 'models-dev', name: 'models.dev' },
]

/** The catalogue of which a source is a reading. */
export const catalogueOf = (key: string) => CATALOGUES.find(({ begins }) => key.startsWith(begins))
