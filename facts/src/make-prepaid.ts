import type { Tariff } from '@ratecard/core'
import prepaid from './vocabulary/prepaid.json' with { type: 'json' }

type Allowance = NonNullable<Tariff['allowances']>[number]

/** A resource pack or savings plan as its page describes it, and the models that it names or whose families it names. */
interface Described {
  readonly scopes: readonly string[]
  readonly allowance: Omit<Allowance, 'models' | 'exceptModels' | 'source'>
  readonly models?: readonly string[]
  readonly begins?: readonly string[]
  readonly except?: readonly string[]
  /** All models but those that another company supplies directly, whose names begin with that company's. */
  readonly exceptSuppliers?: boolean
}

const SOURCE = 'savings-plans-2026'

/** What can be bought ahead for the models of a list, in the vendor's order. Sizes are the buyer's choice. */
export function makePrepaid(scope: string, cards: Tariff['cards']): readonly Allowance[] {
  const described = (prepaid as readonly Described[]).filter(({ scopes }) => scopes.includes(scope))
  return described.map(({ allowance: { claims, ...allowance }, ...coverage }) => ({
    ...allowance,
    ...modelsOf(coverage, cards),
    ...(claims && { claims: claims.map((claim) => ({ ...claim, source: SOURCE })) }),
    source: SOURCE,
  }))
}

type Coverage = Pick<Described, 'models' | 'begins' | 'except' | 'exceptSuppliers'>

function modelsOf({ models, begins = [], except = [], exceptSuppliers }: Coverage, cards: Tariff['cards']) {
  const known = [...new Set(cards.map(({ model }) => model))]
  if (exceptSuppliers) {
    const exceptModels = known.filter((model) => model.includes('/'))
    return exceptModels.length > 0 && { exceptModels }
  }
  const hasFamily = (model: string) =>
    begins.some((name) => model.startsWith(name)) && !except.some((name) => model.startsWith(name))
  const making = new Set(
    cards.filter(({ rates }) => rates.some(({ meter }) => meter === 'output_tokens')).map(({ model }) => model),
  )
  return { models: known.filter((model) => models?.includes(model) ?? (hasFamily(model) && making.has(model))) }
}
