import type { Params } from '../result.ts'
import type { Allowance } from '../tariff/tariff.ts'

/**
 * What a note says of an allowance: its name, how much it grants the model and for how long. What depends on when the
 * account was opened is left out, or said to depend on it.
 */
export function allowanceTerms({ id, name, quantity, grants = [], validity = [] }: Allowance, model: string): Params {
  const grant = grants.find(({ models }) => models?.includes(model) ?? true)
  const granted = grant === undefined ? quantity : grant.opened === undefined ? grant.quantity : undefined
  return {
    allowance: id,
    'name.en': name.en,
    'name.zh': name.zh,
    ...(granted !== undefined && { quantity: granted }),
    ...termOf(validity),
  }
}

/** The same with what other sources say; undefined where none is known to. */
export const allowanceClaims = (allowance: Allowance, model: string): Params | undefined =>
  allowance.claims && {
    ...allowanceTerms(allowance, model),
    claims: allowance.claims.flatMap(({ quantity }) => quantity ?? []),
    en: allowance.claims.map(({ label }) => label.en),
    zh: allowance.claims.map(({ label }) => label.zh),
  }

function termOf([sole, ...others]: NonNullable<Allowance['validity']>): Params {
  if (sole === undefined) return {}
  const { days, months, until, renews, opened } = sole
  if (others.length > 0 || opened !== undefined) return { term: 'by-opening' }
  if (renews !== undefined) return { term: renews }
  if (until !== undefined) return { until }
  return days === undefined ? { months: months ?? '' } : { days }
}
