import type { RateTable } from '../compile/rate-table.ts'
import { readInstant } from '../period/instant.ts'
import { ok, type Result } from '../result.ts'
import type { Usage } from '../usage/usage.ts'
import { findPlan, totalPlainly } from './plain-rating.ts'
import { type RateOptions, rate } from './rate.ts'
import type { Receipt } from './receipt.ts'

/** What a receipt comes to, without its lines. */
export interface ReceiptSummary extends Pick<Receipt, 'model' | 'tariffs' | 'totals' | 'warnings'> {
  /** Of each line that has no price, its id and the reason. */
  readonly unpriced: readonly (readonly [id: string, reason: string])[]
}

export const summarizeReceipt = ({ model, tariffs, totals, warnings, lines }: Receipt): ReceiptSummary => ({
  model,
  tariffs,
  totals,
  warnings,
  unpriced: lines.flatMap(({ id, status, reason }) => (status === 'unpriced' ? [[id, reason] as const] : [])),
})

/**
 * Rates one usage where only what it comes to is asked for: the summary of the receipt that `rate` gives. For usage like
 * usage that was rated before no receipt is made, which takes a fraction of the time.
 *
 * Issues: those of `rate`.
 *
 * @example
 * const summary = rateSummary(usage, [compileTariff(tariff)])
 */
export function rateSummary(
  usage: Usage,
  tables: readonly RateTable[],
  options: Pick<RateOptions, 'filter' | 'state'> = {},
): Result<ReceiptSummary> {
  const at = readInstant(usage.at ?? '')
  const plan = at.ok ? findPlan(usage, tables, options, at.value) : undefined
  const total = plan && totalPlainly(plan, usage)
  if (at.ok && plan?.receipt && total) {
    const { model, tariffs } = plan.receipt
    return ok({ model, tariffs, totals: [total], warnings: plan.warnings(at.value), unpriced: [] })
  }
  const receipt = rate(usage, tables, { ...options, id: '', engine: '' })
  return receipt.ok ? ok(summarizeReceipt(receipt.value)) : receipt
}
