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
  /** Accounts that were opened before an instant have another quantity. */
  readonly earlier?: { readonly until: string; readonly quantity: string }
  readonly isMonthly: boolean
  /** Words that say how long it lasts, where it is not as long as others. */
  readonly lasts?: keyof typeof kinds.ownValidity
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
const BEFORE = /(\d+)年(\d+)月(\d+)日0点前开通[^：]*：([\d,]+)(万)?字符 [^：]*后开通[^：]*：/

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
  const groups = groupBy(grants, ({ kind, isMonthly, lasts }) =>
    [kind, ...(isMonthly ? ['monthly'] : []), ...(lasts ? [kinds.ownValidity[lasts].id] : [])].join('-'),
  )
  return [...groups].map(([id, group]) => allowanceOf(id, group))
}

function grantOf(model: string, text: string, meters: ReadonlyMap<string, ReadonlySet<string>>): readonly Grant[] {
  if (text.startsWith('无')) return []
  const [before, ...since] = BEFORE.exec(text) ?? []
  const [, digits, tenThousand, unit] = AMOUNT.exec(before === undefined ? text : text.replace(before, '')) ?? []
  if (digits === undefined || unit === undefined) throw new Error(`free quota of ${model} is not understood: ${text}`)
  const kind = Object.entries(KINDS).find(
    ([, { units, meters: covered }]) => units.includes(unit) && covered.some((meter) => meters.get(model)?.has(meter)),
  )?.[0]
  if (kind === undefined) throw new Error(`free quota of ${model} is of no meter that it has: ${text}`)
  const lasts = (Object.keys(kinds.ownValidity) as (keyof typeof kinds.ownValidity)[]).find((words) =>
    text.includes(words),
  )
  return [
    {
      model,
      kind,
      quantity: quantityOf(digits, tenThousand),
      ...(before !== undefined && { earlier: earlierOf(since) }),
      isMonthly: text.includes('每月'),
      ...(lasts && { lasts }),
    },
  ]
}

const quantityOf = (digits: string, tenThousand: string | undefined): string =>
  digits.replaceAll(',', '') + (tenThousand ? '0000' : '')

function earlierOf([year, month = '', day = '', digits = '', tenThousand]: readonly string[]) {
  const date = [year, month.padStart(2, '0'), day.padStart(2, '0')].join('-')
  return { until: `${date}T00:00:00+08:00`, quantity: quantityOf(digits, tenThousand) }
}

function allowanceOf(id: string, grants: readonly Grant[]): Allowance {
  const [{ kind, isMonthly, lasts }] = grants as readonly [Grant, ...Grant[]]
  const { meters, name } = KINDS[kind] as (typeof KINDS)[string]
  const byQuantity = [...groupBy(grants, ({ quantity }) => quantity)].sort(([, a], [, b]) => b.length - a.length)
  const [[quantity = '0'] = [], ...others] = byQuantity
  const byEarlier = groupBy(
    grants.filter(({ earlier }) => earlier),
    ({ earlier }) => JSON.stringify(earlier),
  )
  const differing = [
    ...[...byEarlier].map(([, own]) => ({
      models: own.map(({ model }) => model),
      opened: { until: own[0]?.earlier?.until },
      quantity: own[0]?.earlier?.quantity,
    })),
    ...others.map(([other, own]) => ({ models: own.map(({ model }) => model), quantity: other })),
  ]
  return {
    id,
    name: isMonthly ? { en: `${name.en}, each month`, zh: `每月${name.zh}` } : name,
    meters,
    models: grants.map(({ model }) => model),
    when: { batch: 'off' },
    per: 'model',
    quantity,
    ...(differing.length > 0 && { grants: differing }),
    validity: isMonthly
      ? [{ renews: 'month' as const, source: 'page-2026-08-08' }]
      : lasts
        ? kinds.ownValidity[lasts].validity
        : kinds.validity,
    source: 'page-2026-08-08',
  } as Allowance
}
