import type { MeterId, Tariff } from '@ratecard/core'
import { daysOf, type Fact } from './fact.ts'
import { groupBy } from './group-by.ts'
import { ratesOfFact } from './price-of-fact.ts'
import { reasonLeftOut } from './read-claims.ts'

type Modifier = NonNullable<Tariff['modifiers']>[number]

/** What is changed for a while, and the batch rule of the page, for the models that its marks name. */
export function makeModifiers(facts: readonly Fact[]): readonly Modifier[] {
  const priced = facts.filter((fact) => reasonLeftOut(fact) === undefined)
  return [...batchRule(priced), ...promotions(priced)]
}

const TOKENS: readonly MeterId[] = [
  'input_tokens',
  'cache_read_tokens',
  'cache_write_tokens',
  'output_tokens',
  'reasoning_tokens',
]

function batchRule(facts: readonly Fact[]): readonly Modifier[] {
  const marked = facts.filter(({ notes = '' }) => notes.includes('batch_half_price'))
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
      excludes: ['allowance'],
      source: 'batch-2026-02-24',
    },
  ]
}

/** Promotions that hold for the same time and in the same way are one. */
function promotions(facts: readonly Fact[]): readonly Modifier[] {
  const withBatch = new Set(facts.flatMap((fact) => (fact.billing ? [fact.model] : [])))
  const promoted = facts.filter(({ promotion }) => promotion !== undefined)
  const groups = groupBy(promoted, ({ promotion, billing = 'off', model, ...fact }) =>
    JSON.stringify([
      promotion?.multiplier,
      promotion?.from ?? daysOf({ ...fact, model }),
      promotion?.to,
      billing,
      billing === 'off' && !withBatch.has(model),
      fact.sources.at(-1),
    ]),
  )
  const ids = new Set<string>()
  return [...groups.values()].map((group): Modifier => {
    const [{ promotion, billing = 'off', model, ...first }] = group as readonly [Fact, ...Fact[]]
    const { multiplier = '1', from, to } = promotion ?? {}
    const days = daysOf({ ...first, model })
    const id = uniqueId(ids, `promotion-${multiplier}@${from?.slice(0, 10) ?? days[0]}`)
    return {
      id,
      name: {
        en: `For a limited time: list price × ${multiplier}`,
        zh: `限时优惠：目录价 × ${multiplier}`,
      },
      ...((billing !== 'off' || withBatch.has(model)) && { when: { batch: billing } }),
      models: [...new Set(group.map((fact) => fact.model))],
      meters: [...new Set(group.flatMap((fact) => ratesOfFact(fact).map(({ meter }) => meter)))],
      factor: multiplier,
      order: 2,
      effective: from !== undefined ? { from, ...(to !== undefined && { until: to }) } : { observed: days },
      ...(billing !== 'off' && { alsoExplicit: true }),
      source: first.sources.at(-1) ?? '',
    }
  })
}

function uniqueId(used: Set<string>, base: string): string {
  let id = base
  for (let count = 2; used.has(id); count++) id = `${base}.${count}`
  used.add(id)
  return id
}
