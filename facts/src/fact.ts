import { readFileSync } from 'node:fs'
import { readRowsTogether } from './catalogue-rows.ts'

/** A price that somebody printed, in the words of its source. One line of a `facts.ndjson`. */
export interface Fact {
  readonly id: number
  readonly scope?: string
  readonly currency: string
  readonly model: string
  /** What is counted, as the source names it. */
  readonly meter: string
  readonly mode?: 'thinking' | 'non_thinking'
  readonly billing?: 'batch' | 'batch_chat'
  /** Bounds on the input tokens of a request, and the words in which they are printed. */
  readonly tier?: { readonly gt?: string; readonly le?: string; readonly label?: string }
  /** What else chooses the price: a resolution, a task. */
  readonly spec?: Readonly<Record<string, string | boolean>>
  readonly price?: string
  readonly unit?: string
  /** The price before `from`, as it follows from the words of a notice that does not print it. */
  readonly before?: { readonly price: string; readonly source: string }
  readonly promotion?: Promotion
  /** Stated bounds of the price. */
  readonly from?: string
  readonly until?: string
  /** A start that no source states: it tells the price from those of other times, and is in no tariff. */
  readonly notBefore?: string
  /** The first and the last day on which it was seen, where these are not the days of its sources. */
  readonly seen?: readonly string[]
  /** Keys of `sources.json`. */
  readonly sources: readonly string[]
  readonly modes?: string
  readonly notes?: string
}

export interface Promotion {
  readonly multiplier: string
  readonly label: string
  readonly from?: string
  readonly to?: string
}

/** Where facts were read. */
export interface FactSource {
  readonly url: string
  readonly title: { readonly en: string; readonly zh: string }
  readonly quote?: string
  readonly checked: string
  readonly evidence: 'vendor-page' | 'vendor-notice' | 'bill' | 'catalogue' | 'derived'
  /** Every price of the page was taken down: one that is missing was not printed. */
  readonly whole?: boolean
  /** Why the day is not that of the source itself. */
  readonly inexact?: string
}

export const PROVIDERS = ['alibaba-model-studio', 'atomgit-ai'] as const

const read = (path: string): string => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8')

export const SOURCES: Readonly<Record<string, FactSource>> = JSON.parse(read('sources.json'))

export const factsOf = (provider: (typeof PROVIDERS)[number]): readonly Fact[] =>
  readRowsTogether(
    read(`${provider}/facts.ndjson`)
      .trimEnd()
      .split('\n')
      .map((line) => withoutInferred(JSON.parse(line))),
  )

/** Bounds that were inferred by those who collected the facts, and that no source states. */
const INEXACT: readonly {
  readonly facts: readonly number[]
  readonly bound: 'from' | 'until'
  readonly why: string
}[] = JSON.parse(read('alibaba-model-studio/inexact.json'))

function withoutInferred(fact: Fact): Fact {
  const bounds = INEXACT.flatMap(({ facts, bound }) => (facts.includes(fact.id) ? [bound] : []))
  const { from, until, ...exact } = fact
  return {
    ...exact,
    ...(from !== undefined && (bounds.includes('from') ? { notBefore: from } : { from })),
    ...(until !== undefined && !bounds.includes('until') && { until }),
  }
}

/** By scope and model, the snapshot that the name stood for on each day. */
export const SNAPSHOTS: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, string>>>>>> =
  JSON.parse(read('alibaba-model-studio/snapshots.json'))

/** What the console of 2026-05-27 says of a model in mainland China: tokens of context, and when it retires. */
export const LIMITS: Readonly<Record<string, { readonly context?: string; readonly retires?: string }>> = JSON.parse(
  read('alibaba-model-studio/limits.json'),
)

/** By scope and model, the free quota in the words of the page. */
export const FREE_QUOTA: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = JSON.parse(
  read('alibaba-model-studio/free-quota.json'),
)

/** Ids of facts that are in no tariff, with the reason. */
export const LEFT_OUT: readonly { readonly reason: string; readonly facts: readonly number[] }[] = JSON.parse(
  read('left-out.json'),
)

/** The days on which a fact was seen. */
export function daysOf({ seen, sources, from, until }: Fact): readonly string[] {
  if (from !== undefined || until !== undefined) return []
  const read = sources.map((key) => sourceOf(key)).filter(({ evidence }) => evidence !== 'vendor-notice')
  return seen ?? [...new Set(read.map(({ checked }) => checked))].sort()
}

export function sourceOf(key: string): FactSource {
  const source = SOURCES[key]
  if (source === undefined) throw new Error(`no source ${key}`)
  return source
}
