import type { RateCard } from '@ratecard/core'
import { LIMITS, SNAPSHOTS, SOURCES, sourceOf } from './fact.ts'
import { groupBy } from './group-by.ts'
import { maximumOf } from './maximum-of.ts'
import { modelCaveats } from './model-caveats.ts'
import { type Claim, seriesOf } from './read-claims.ts'
import { isSharedTier } from './shared-ground.ts'

type Rate = RateCard['rates'][number]

/** What is known of a model beside its prices. */
export interface ModelNotes {
  readonly tokenizer?: string
  readonly estimation?: string
}

const INPUT = [
  'input_tokens',
  'input_audio_tokens',
  'input_image_tokens',
  'input_video_tokens',
  'cache_read_tokens',
  'cache_read_audio_tokens',
  'cache_read_image_tokens',
  'cache_read_video_tokens',
  'cache_write_tokens',
] as const

/** A model with a price for one of these charges none of them as text. */
const MODALITIES: readonly string[] = ['input_image_tokens', 'input_video_tokens', 'input_audio_tokens']
const THOUGHTS_ALONE = { reasoning_tokens: 'output_tokens' } as const

/** The price list that cards are made for. */
export interface CardList {
  readonly list: string
  readonly scope: string
  /** The page whose whole readings are kept is of this list. */
  readonly isOnPage: boolean
}

/** The cards of one model: one for each place and time at which some of its prices were printed. */
export function makeCards(
  model: string,
  claims: readonly Claim[],
  { list, scope, isOnPage }: CardList,
  notes: ModelNotes,
): readonly RateCard[] {
  const groups = groupBy(claims, (claim) =>
    JSON.stringify([effectiveOf(claim, claims, isOnPage), sourceOfClaim(claim)]),
  )
  const ids = new Map<string, number>()
  const idOf = (day: string) => {
    const base = `${model}@${day}`
    const used = (ids.get(base) ?? 0) + 1
    ids.set(base, used)
    return used === 1 ? base : `${base}.${used}`
  }
  const cards = [...groups.values()].map((group): RateCard => {
    const [first] = group as [Claim, ...Claim[]]
    const effective = effectiveOf(first, claims, isOnPage)
    const contextLimit = group.find((claim) => claim.contextLimit !== undefined)?.contextLimit
    return {
      id: idOf(effective.from?.slice(0, 10) ?? effective.observed?.[0] ?? ''),
      model,
      effective,
      partial: true,
      source: sourceOfClaim(first),
      ...(isToldLater(first) && { recorded: sourceOf(sourceOfClaim(first)).checked }),
      ...(contextLimit !== undefined && { contextLimit }),
      ...notes,
      ...(group.some(({ rate }) => rate.tier !== undefined) && { selector: INPUT }),
      ...(claims.some(({ rate }) => MODALITIES.includes(rate.meter)) && { fallbacks: THOUGHTS_ALONE }),
      rates: group.map(({ rate }) => withMaximum(model, rate)),
    }
  })
  const isOfConsole = scope === 'cn' && LIMITS[model] !== undefined
  const [first, ...others] = cards
  const caveats = modelCaveats(list, model, claims)
  return [
    ...(first ? [caveats.length > 0 ? { ...first, caveats } : first] : []),
    ...others,
    ...snapshotCards(model, scope, idOf),
    ...(isOfConsole ? [limitsCard(model, idOf)] : []),
  ].sort((a, b) => (startOf(a) < startOf(b) ? -1 : startOf(a) > startOf(b) ? 1 : 0))
}

function withMaximum(model: string, rate: Rate): Rate {
  const maximum = maximumOf(model, rate.meter)
  return maximum === undefined ? rate : { ...rate, maximum }
}

const startOf = ({ effective }: RateCard): string => effective.from?.slice(0, 10) ?? effective.observed?.[0] ?? ''

const CONSOLE = 'console-2026-05-27'

/** What the console says of a model beside its prices. */
function limitsCard(model: string, idOf: (day: string) => string): RateCard {
  const { context, retires } = LIMITS[model] ?? {}
  const observed = [sourceOf(CONSOLE).checked]
  return {
    id: idOf(`${observed[0]}.limits`),
    model,
    effective: { observed },
    partial: true,
    source: CONSOLE,
    ...(context !== undefined && { contextLimit: context }),
    rates: [],
    ...(retires !== undefined && {
      caveats: [
        {
          note: {
            en: `The console of ${observed[0]} says that this model retires on ${retires}; the price page still lists it.`,
            zh: `控制台（${observed[0]}）标明该模型将于 ${retires} 下线；价格页仍列有价格。`,
          },
          source: CONSOLE,
          from: `${retires}T23:59:59+08:00`,
        },
      ],
    }),
  }
}

/** A price that a notice tells of the time before it. */
const isToldLater = ({ from, until, days }: Claim): boolean =>
  from === undefined && until !== undefined && days.length === 0

/** The last source that shows the price; a notice that states it comes first. */
function sourceOfClaim({ sources }: Claim): string {
  const stated = sources.find((key) => sourceOf(key).evidence === 'vendor-notice')
  const byDay = [...sources].sort((a, b) => (sourceOf(a).checked < sourceOf(b).checked ? -1 : 1))
  const vendor = byDay.filter((key) => sourceOf(key).evidence !== 'bill' && sourceOf(key).evidence !== 'catalogue')
  return stated ?? vendor.at(-1) ?? byDay.at(-1) ?? ''
}

function effectiveOf(claim: Claim, all: readonly Claim[], isOnPage: boolean): RateCard['effective'] {
  const { days, from, until } = claim
  const absent = claim.absent ?? absentFrom(claim, all, isOnPage)
  // A notice tells what the price was, not since when: it is known for the last day.
  if (from === undefined && until !== undefined && days.length === 0) return { observed: [dayBefore(until)], until }
  return {
    ...(from !== undefined && { from }),
    ...(until !== undefined && { until }),
    ...(days.length > 0 && { observed: days }),
    ...(absent !== undefined && { absent }),
  }
}

const dayBefore = (instant: string): string =>
  new Date(Date.parse(instant) - 1 + 8 * 3_600_000).toISOString().slice(0, 10)

const WHOLE = Object.values(SOURCES)
  .filter(({ whole }) => whole)
  .map(({ checked }) => checked)
  .sort()

/**
 * The first whole reading of the page after the last sighting, if it does not show the price: neither this price, where
 * the page showed it before, nor any of the model.
 */
function absentFrom(claim: Claim, all: readonly Claim[], isOnPage: boolean): string | undefined {
  const last = claim.days.at(-1) ?? claim.from?.slice(0, 10)
  const next = WHOLE.find((day) => last !== undefined && day > last)
  if (!isOnPage || next === undefined || claim.until !== undefined) return undefined
  const isOfPage = claim.sources.some((key) => sourceOf(key).whole)
  const isTaken = all.some(
    (other) =>
      other.days.includes(next) && (!isOfPage || (seriesOf(other) === seriesOf(claim) && isSharedTier(other, claim))),
  )
  return isTaken ? undefined : next
}

/** What the name stood for, as seen on days of its own. */
function snapshotCards(model: string, scope: string, idOf: (day: string) => string): readonly RateCard[] {
  const seen = Object.entries(SNAPSHOTS[scope]?.[model] ?? {}).sort()
  const bySnapshot = groupBy(seen, ([, snapshot]) => snapshot)
  return [...bySnapshot].map(([snapshot, days]) => {
    const observed = days.map(([day]) => day)
    return {
      id: idOf(`${observed[0]}.snapshot`),
      model,
      snapshot,
      effective: { observed },
      partial: true,
      source: Object.keys(SOURCES).find((key) => SOURCES[key]?.checked === observed.at(-1)) ?? '',
      rates: [],
    }
  })
}
