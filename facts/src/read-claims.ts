import type { MeterId } from '@ratecard/core'
import { daysOf, type Fact, type Promotion, sourceOf } from './fact.ts'
import { groupBy } from './group-by.ts'
import { preference, type Rate, ratesOfFact } from './price-of-fact.ts'
import tiers from './vocabulary/tiers.json' with { type: 'json' }

/** One rate that facts state, with the time for which they state it. */
export interface Claim {
  readonly facts: readonly number[]
  readonly model: string
  readonly rate: Rate
  readonly days: readonly string[]
  readonly from?: string
  readonly until?: string
  readonly notBefore?: string
  readonly sources: readonly string[]
  readonly preference: number
  readonly promotion?: Promotion
  readonly contextLimit?: string
  /** The first day on which it is known not to hold any more. */
  readonly absent?: string
}

const NO_PRICES: Readonly<Record<string, string>> = {
  free_trial_only: 'free-trial',
  retired: 'retired',
  free_quota: 'allowance',
  request_quota: 'plan',
}

/** Why a fact can be in no tariff, whatever the other facts say. */
export const reasonLeftOut = ({ meter, notes = '' }: Fact): string | undefined =>
  NO_PRICES[meter] ?? (notes.includes('SUSPECT') ? 'suspect' : undefined)

/** The claims of the facts of one price list; prices by volume that belong together become one. */
export function readClaims(facts: readonly Fact[]): readonly Claim[] {
  const usable = facts.filter((fact) => reasonLeftOut(fact) === undefined)
  const byVolume = usable.filter(isByVolume)
  return [...usable.filter((fact) => !isByVolume(fact)).flatMap(claimsOfFact), ...volumeClaims(byVolume)]
}

const isByVolume = ({ spec }: Fact): boolean => spec?.volume_tier !== undefined

function claimsOfFact(fact: Fact): readonly Claim[] {
  const earlier = factBefore(fact)
  return [fact, ...(earlier ? [earlier] : [])].flatMap((own) => ratesOfFact(own).map((rate) => claimOf([own], rate)))
}

/** What a notice does not print, and what follows from it: "cut by half". */
function factBefore({ before, from, ...fact }: Fact): Fact | undefined {
  if (before === undefined || from === undefined) return undefined
  return { ...fact, price: before.price, until: from, sources: [before.source] }
}

function claimOf(facts: readonly Fact[], rate: Rate): Claim {
  const [fact] = facts as [Fact]
  const { from, until, notBefore, promotion, model, sources, notes = '' } = fact
  const context = /max context shown ([\d,]+)/.exec(notes)?.[1]?.replaceAll(',', '')
  return {
    facts: facts.map(({ id }) => id),
    model: nameOf(model),
    rate,
    days: daysOf(fact),
    ...(from !== undefined && { from }),
    ...(until !== undefined && { until }),
    ...(notBefore !== undefined && { notBefore }),
    sources,
    preference: preference(fact),
    ...(promotion && { promotion }),
    ...(context !== undefined && { contextLimit: context }),
  }
}

/** A family of names, as the page prints it with a star and a remark, goes by what they begin with. */
export const nameOf = (model: string): string => model.replace(/-\* \(.*\)$/, '')

const VOLUMES: Readonly<Record<string, string | null>> = tiers.volume

/** All steps of one meter in one rate. The page does not say whether they are graduated; the tariff says so. */
function volumeClaims(facts: readonly Fact[]): readonly Claim[] {
  const byModel = groupBy(facts, ({ model, meter, sources }) => JSON.stringify([model, meter, sources]))
  return [...byModel.values()].map((group) => {
    const [rate] = ratesOfFact(group[0] as Fact)
    const steps = group.map((fact) => {
      const upTo = VOLUMES[String(fact.spec?.volume_tier)]
      if (upTo === undefined) throw new Error(`fact ${fact.id}: no word for ${fact.spec?.volume_tier}`)
      return { ...(upTo !== null && { upTo }), price: fact.price ?? '' }
    })
    const { meter, per } = rate as Rate
    return claimOf(group, { meter, per, steps: { scope: 'period', mode: 'graduated', steps } })
  })
}

export const isVendor = ({ sources }: Claim): boolean =>
  sources.some((key) => !['catalogue', 'derived'].includes(sourceOf(key).evidence))

/** Whether one request may be charged by either: the same is counted, and no facet differs. */
export const areCompatible = ({ rate: a }: Claim, { rate: b }: Claim): boolean =>
  a.meter === b.meter && Object.entries(a.when ?? {}).every(([facet, value]) => (b.when?.[facet] ?? value) === value)

/** What tells one price of a model from its others, apart from its tier. */
export const seriesOf = ({ rate }: Claim): string =>
  JSON.stringify([rate.meter satisfies MeterId, Object.entries(rate.when ?? {}).sort()])
