import type { MeterId, Tariff } from '@ratecard/core'
import { daysOf, type Fact, sourceOf } from './fact.ts'
import { groupBy } from './group-by.ts'
import { ratesOfFact } from './price-of-fact.ts'
import { nameOf, reasonLeftOut } from './read-claims.ts'

type Modifier = NonNullable<Tariff['modifiers']>[number]

/** What is changed for a while, and the batch rule of the page, for the models that its marks name. */
export function makeModifiers(facts: readonly Fact[]): readonly Modifier[] {
  const priced = facts.filter((fact) => reasonLeftOut(fact) === undefined)
  return [...failedIsFree(priced), ...failedBatchIsFree(priced), ...batchRule(priced), ...promotions(priced)]
}

const TOKENS: readonly MeterId[] = [
  'input_tokens',
  'cache_read_tokens',
  'cache_write_tokens',
  'output_tokens',
  'reasoning_tokens',
]

const isMarked = ({ notes = '' }: Fact): boolean => notes.includes('batch_half_price')

function batchRule(facts: readonly Fact[]): readonly Modifier[] {
  const marked = facts.filter(isMarked)
  const models = [...new Set(marked.map(({ model }) => model))]
  const [day] = [...new Set(marked.flatMap(daysOf))].sort()
  if (day === undefined) return []
  return [
    {
      id: 'batch',
      name: { en: 'Batch: half the price', zh: '批量调用半价' },
      when: { batch: 'batch' },
      models,
      meters: TOKENS,
      factor: '0.5',
      order: 1,
      effective: { from: '2024-08-23T00:00:00+08:00' },
      instead: { cache_read_tokens: 'input_tokens', cache_write_tokens: 'input_tokens' },
      source: 'batch-2026-02-24',
    },
  ]
}

const MADE: readonly MeterId[] = ['images', 'input_images', 'output_video_seconds', 'input_video_seconds']

/** Images and videos are paid for where they were made, says the page. */
function failedIsFree(facts: readonly Fact[]): readonly Modifier[] {
  const models = facts.filter((fact) => ratesOfFact(fact).some(({ meter }) => MADE.includes(meter)))
  const names = [...new Set(models.map(({ model }) => nameOf(model)))]
  const source = models
    .flatMap(({ sources }) => sources)
    .filter((key) => key.startsWith('page'))
    .sort()
    .at(-1)
  if (source === undefined) return []
  return [
    {
      id: 'failed-is-free',
      name: { en: 'A failed call costs nothing', zh: '调用失败不计费' },
      when: { outcome: 'failed' },
      models: names,
      meters: MADE,
      factor: '0',
      order: 0,
      excludes: ['allowance'],
      source,
    },
  ]
}

/** The page of batch inference: only requests that succeeded are paid for. */
function failedBatchIsFree(facts: readonly Fact[]): readonly Modifier[] {
  return (['batch', 'batch_chat'] as const).flatMap((batch): readonly Modifier[] => {
    const priced = facts.filter((fact) => billingOf(fact) === batch || (batch === 'batch' && isMarked(fact)))
    const counted = priced.flatMap((fact) =>
      ratesOfFact(fact).flatMap(({ meter }) => (MADE.includes(meter) ? [] : [{ model: nameOf(fact.model), meter }])),
    )
    const models = [...new Set(counted.map(({ model }) => model))]
    const meters = [...new Set([...TOKENS, ...counted.map(({ meter }) => meter)])]
    if (models.length === 0) return []
    return [
      {
        id: `failed-${batch.replace('_', '-')}-is-free`,
        name: { en: 'Of a batch only requests that succeed are paid for', zh: '批量调用仅对成功的请求计费' },
        when: { outcome: 'failed', batch },
        models,
        meters,
        factor: '0',
        order: 0,
        excludes: ['allowance'],
        source: 'batch-2026-02-24',
      },
    ]
  })
}

/**
 * Promotions of one kind are one modifier: what was shown of some prices of a model on one day and of others on another
 * is one promotion of the model, from the first sighting to the last.
 */
function promotions(facts: readonly Fact[]): readonly Modifier[] {
  const batched = new Set(facts.flatMap((fact) => (fact.billing || isMarked(fact) ? [fact.model] : [])))
  const byModel = groupBy(
    facts.filter(({ promotion }) => promotion !== undefined),
    (fact) => JSON.stringify([fact.model, fact.promotion?.multiplier, fact.promotion?.from, billingOf(fact)]),
  )
  const promoted = [...byModel.values()].map((group) => promotionOf(group, batched))
  const alike = groupBy(promoted, ({ models: _models, ...same }) => JSON.stringify(same))
  const ids = new Set<string>()
  return [...alike.values()].map((group): Modifier => {
    const [first] = group as readonly [Modifier, ...Modifier[]]
    return { ...first, id: uniqueId(ids, first.id), models: group.flatMap(({ models = [] }) => models) }
  })
}

/** The batch mode that a fact is of, by the meter's own name where that says it. */
const billingOf = (fact: Fact): string => ratesOfFact(fact)[0]?.when?.batch ?? 'off'

function promotionOf(group: readonly Fact[], batched: ReadonlySet<string>): Modifier {
  const [first] = group as readonly [Fact, ...Fact[]]
  const { multiplier = '1', from, to } = first.promotion ?? {}
  const billing = billingOf(first)
  const days = [...new Set(group.flatMap(daysOf))].sort()
  const source =
    group
      .map(({ sources }) => sources.at(-1) ?? '')
      .sort((a, b) => (dayOf(a) < dayOf(b) ? -1 : 1))
      .at(-1) ?? ''
  const common = {
    models: [nameOf(first.model)],
    meters: [...new Set(group.flatMap((fact) => ratesOfFact(fact).map(({ meter }) => meter)))].sort(),
    factor: multiplier,
    source,
  }
  // The discount of batch calls is their price, and not a promotion that may have ended.
  if (billing !== 'off')
    return {
      id: `${billing}-${multiplier}`,
      name: { en: `Batch calls: list price × ${multiplier}`, zh: `批量调用：目录价 × ${multiplier}` },
      when: { batch: billing },
      ...common,
      order: 1,
      alsoExplicit: true,
    }
  return {
    id: `promotion-${multiplier}@${from?.slice(0, 10) ?? days[0]}`,
    name: { en: `For a limited time: list price × ${multiplier}`, zh: `限时优惠：目录价 × ${multiplier}` },
    ...(batched.has(first.model) && { when: { batch: 'off' } }),
    ...common,
    order: 2,
    effective: from !== undefined ? { from, ...(to !== undefined && { until: to }) } : { observed: days },
  }
}

const dayOf = (key: string): string => sourceOf(key).checked

function uniqueId(used: Set<string>, base: string): string {
  let id = base
  for (let count = 2; used.has(id); count++) id = `${base}.${count}`
  used.add(id)
  return id
}
