import type { MeterId, Tariff } from '@ratecard/core'
import { FREE_QUOTA } from './fact.ts'
import { groupBy } from './group-by.ts'
import { nameOf } from './read-claims.ts'
import kinds from './vocabulary/allowances.json' with { type: 'json' }

type Allowance = NonNullable<Tariff['allowances']>[number]

/** Free quota as the page prints it beside a model. */
interface Grant {
  readonly model: string
  readonly kind: string
  readonly quantity: string
  readonly isMonthly: boolean
}

const KINDS: Readonly<
  Record<
    string,
    {
      readonly units: readonly string[]
      readonly meters: readonly MeterId[]
      readonly name: { readonly en: string; readonly zh: string }
    }
  >
> = kinds.kinds as never

const AMOUNT = /([\d,]+)(万)?\s*(Token|字符|张|秒|次|个音色)/

/** The allowances of a list: one for each kind of quota, with the models that have it and what differs among them. */
export function makeAllowances(scope: string, cards: Tariff['cards']): readonly Allowance[] {
  const meters = new Map<string, Set<string>>()
  for (const { model, rates } of cards) {
    const own = meters.get(model) ?? new Set()
    meters.set(model, own)
    for (const { meter } of rates) own.add(meter)
  }
  const grants = Object.entries(FREE_QUOTA[scope] ?? {}).flatMap(([model, texts]) =>
    grantOf(nameOf(model), texts.join(' '), meters),
  )
  const groups = groupBy(grants, ({ kind, isMonthly }) => `${kind}${isMonthly ? '-monthly' : ''}`)
  return [...groups].map(([id, group]) => allowanceOf(id, group))
}

function grantOf(model: string, text: string, meters: ReadonlyMap<string, ReadonlySet<string>>): readonly Grant[] {
  if (text.startsWith('无')) return []
  const [, digits, tenThousand, unit] = AMOUNT.exec(text) ?? []
  if (digits === undefined || unit === undefined) throw new Error(`free quota of ${model} is not understood: ${text}`)
  const kind = Object.entries(KINDS).find(
    ([, { units, meters: covered }]) => units.includes(unit) && covered.some((meter) => meters.get(model)?.has(meter)),
  )?.[0]
  if (kind === undefined) throw new Error(`free quota of ${model} is of no meter that it has: ${text}`)
  const quantity = digits.replaceAll(',', '') + (tenThousand ? '0000' : '')
  return [{ model, kind, quantity, isMonthly: text.includes('每月') }]
}

function allowanceOf(id: string, grants: readonly Grant[]): Allowance {
  const [{ kind, isMonthly }] = grants as readonly [Grant, ...Grant[]]
  const { meters, name } = KINDS[kind] as (typeof KINDS)[string]
  const byQuantity = [...groupBy(grants, ({ quantity }) => quantity)].sort(([, a], [, b]) => b.length - a.length)
  const [[quantity = '0'] = [], ...others] = byQuantity
  return {
    id,
    name: isMonthly ? { en: `${name.en}, each month`, zh: `每月${name.zh}` } : name,
    meters,
    models: grants.map(({ model }) => model),
    when: { batch: 'off' },
    per: 'model',
    quantity,
    ...(others.length > 0 && {
      grants: others.map(([other, own]) => ({ models: own.map(({ model }) => model), quantity: other })),
    }),
    validity: isMonthly ? [{ renews: 'month' as const, source: 'page-2026-08-08' }] : kinds.validity,
    source: 'page-2026-08-08',
  } as Allowance
}
