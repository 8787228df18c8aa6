import {
  type Issue,
  type PriceListNames,
  type RateTable,
  type Receipt,
  type Result,
  unmetPreferences,
} from '@ratecard/core'
import type { Choice } from '../arguments/read-choice.ts'
import { cliIssue } from '../cli-issue.ts'

/** That defaults were passed over, because no price list of the model fits them. */
export function defaultNotices(
  list: PriceListNames | undefined,
  { filter, origins }: Pick<Choice, 'filter' | 'origins'>,
): readonly Issue[] {
  const unmet = list ? unmetPreferences(list, filter).flatMap((wish) => Object.entries(wish)) : []
  if (unmet.length === 0) return []
  const said = unmet.map(([name]) => origins[name as keyof PriceListNames] ?? '')
  const defaults = unmet.map((wish) => wish.join(' '))
  return [cliIssue('default-not-used', '', { defaults, origins: [...new Set(said)] })]
}

/** The price list that a receipt was made with. */
export const listOf = (receipt: Result<Receipt>, tables: readonly RateTable[]): PriceListNames | undefined =>
  receipt.ok ? tables.find(({ tariff }) => tariff.id === receipt.value.tariffs[0]?.id)?.tariff : undefined
