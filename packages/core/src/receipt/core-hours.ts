import type { RateTable } from '../compile/rate-table.ts'
import { type CoreUse, coreSeconds } from '../estimate/core-hours.ts'
import { formatExact } from '../number/rational.ts'
import { issue, ok, type Result } from '../result.ts'
import { requestUsage } from '../usage/request-usage.ts'
import { exactQuantities } from '../usage/usage.ts'
import { findModel } from './estimate.ts'
import { publishedFigureWarnings } from './published-example.ts'
import { type RateOptions, rate } from './rate.ts'
import type { Receipt } from './receipt.ts'

export interface CoreHoursRequest extends CoreUse {
  /** What runs: `notebook`, `space`. */
  readonly model: string
  readonly at: string
}

/**
 * Rates the running time of a notebook or space. Where the vendor prints a figure for the same use that its own formula
 * contradicts, the receipt says so.
 *
 * Issues: those of `rate`.
 */
export function rateCoreHours(
  request: CoreHoursRequest,
  tables: readonly RateTable[],
  options: RateOptions,
): Result<Receipt> {
  const usage = requestUsage({
    at: request.at,
    model: request.model,
    quantities: exactQuantities([['core_seconds', coreSeconds(request)]], 'counted'),
  })
  const receipt = rate(usage, tables, options)
  if (!receipt.ok) return receipt
  const model = findModel(request.model, tables, options.filter ?? {}, request.at)
  const { state: _balances, ...plain } = options
  const gross = rate(usage, tables, plain)
  const warnings =
    model.ok && gross.ok ? publishedFigureWarnings(model.value.card, usage.quantities, gross.value.totals) : []
  const formula = issue('core-seconds-counted', '', {
    cores: formatExact(request.cores),
    seconds: formatExact(request.seconds),
    instances: formatExact(request.instances),
    coreSeconds: formatExact(coreSeconds(request)),
  })
  return ok({ ...receipt.value, warnings: [formula, ...receipt.value.warnings, ...warnings] })
}
