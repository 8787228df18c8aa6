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

/** The price list that a receipt was made with, or one of those among which nothing chose. */
export function listOf(receipt: Result<Receipt>, tables: readonly RateTable[]): PriceListNames | undefined {
  if (!receipt.ok) return candidateOf(receipt.issues, tables)
  return tables.find(({ tariff }) => tariff.id === receipt.value.tariffs[0]?.id)?.tariff
}

/** A price list that was left when nothing more chose: a default that does not fit it was passed over. */
export function candidateOf(issues: readonly Issue[], tables: readonly RateTable[]): PriceListNames | undefined {
  const candidates = issues.find(({ code }) => code === 'ambiguous-price-list')?.params.candidates
  return tables.find(({ tariff }) => candidates?.includes(tariff.id))?.tariff
}
