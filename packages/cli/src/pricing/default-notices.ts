import {
  type Issue,
  type PriceListNames,
  type RateTable,
  type Receipt,
  type Result,
  unmetDefaults,
} from '@ratecard/core'
import type { Choice } from '../arguments/read-choice.ts'
import { cliIssue } from '../cli-issue.ts'

/** That defaults were passed over, because no price list of the model fits them. */
export function defaultNotices(
  list: PriceListNames | undefined,
  { filter, origins }: Pick<Choice, 'filter' | 'origins'>,
): readonly Issue[] {
  const unmet = list ? unmetDefaults(list, filter) : []
  if (unmet.length === 0) return []
  const defaults = unmet.map((name) => `${name} ${filter.defaults?.[name] ?? ''}`)
  return [
    cliIssue('default-not-used', '', { defaults, origins: [...new Set(unmet.map((name) => origins[name] ?? ''))] }),
  ]
}

/** The price list that a receipt was made with. */
export const listOf = (receipt: Result<Receipt>, tables: readonly RateTable[]): PriceListNames | undefined =>
  receipt.ok ? tables.find(({ tariff }) => tariff.id === receipt.value.tariffs[0]?.id)?.tariff : undefined
