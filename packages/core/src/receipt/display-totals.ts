import { RatecardError } from '../errors.ts'
import type { DisplayAmount } from '../money/display-amount.ts'
import type { FxTable } from '../money/fx-table.ts'
import { currency as currencyOf } from '../money/money.ts'
import { scaleRange } from '../number/range.ts'
import { type Instant, localTime, readInstant, readOffset } from '../period/instant.ts'
import type { Total } from '../rating/total-amounts.ts'
import { type Issue, issue, uniqueIssues } from '../result.ts'
import { type ChosenFxRate, chooseFxRate, MAX_RATE_AGE } from './choose-fx-rate.ts'
import type { Receipt } from './receipt.ts'
import { withoutDisplay } from './without-display.ts'

/** In which currency totals are shown beside their own. */
export interface DisplayOptions {
  readonly currency: string
  /** Of the tariff, such as +08:00: by its calendar the day and the month of a rate are chosen. */
  readonly timeZone: string
}

/** Amounts for display, and what is to be told of them. */
export interface Displayed {
  readonly display: readonly DisplayAmount[]
  readonly warnings: readonly Issue[]
}

/**
 * What totals come to in another currency, for display only: exact, ends of ranges included, each with its rate and the
 * source. The rate is that of the usage's own month or day, never of today. A total that is in the currency already
 * needs none, and one for which there is no rate has none: unknown is not zero.
 *
 * Issues: `display-rate-older`, `display-rate-missing`, `display-not-money`.
 *
 * @param at when the usage was.
 * @throws RatecardError `invalid-tariff` when the time zone is none, `invalid-number` when a rate is no decimal.
 * @example
 * const source = { url: 'https://rates.example', title: 'Rates', checked: '2026-02-02' }
 * const rates = [{ from: 'CNY', to: 'USD', rate: '0.14', month: '2026-01' }]
 * const fx = { schema: 'ratecard/fx@1', name: 'Our rates', source, rates }
 * const { display } = displayTotals(receipt.totals, fx, 1767225600000, { currency: 'USD', timeZone: '+08:00' })
 */
export function displayTotals(
  totals: readonly Total[],
  fx: FxTable,
  at: Instant,
  { currency, timeZone }: DisplayOptions,
): Displayed {
  const offset = readOffset(timeZone)
  if (offset === undefined) throw new RatecardError('invalid-tariff', { timeZone, expected: 'a time zone' })
  const { day } = localTime(at, offset)
  const display: DisplayAmount[] = []
  const warnings: Issue[] = []
  for (const total of totals) {
    const { currency: from } = total
    if (from === currency) continue
    if (currencyOf(from)?.money === false) {
      warnings.push(issue('display-not-money', '', { from, to: currency }))
      continue
    }
    const params = { from, to: currency, asked: day, table: fx.name }
    const chosen = chooseFxRate(fx, from, currency, day)
    if (chosen === undefined) {
      warnings.push(issue('display-rate-missing', '', { ...params, days: String(MAX_RATE_AGE) }))
      continue
    }
    display.push(displayAmount(total, currency, fx, chosen))
    if (chosen.age > 0)
      warnings.push(
        issue('display-rate-older', '', { ...params, day: chosen.stated.day ?? '', days: String(chosen.age) }),
      )
  }
  return { display, warnings }
}

function displayAmount(
  { amount, complete, currency: from }: Total,
  currency: string,
  { source }: FxTable,
  { stated: { rate, day, month }, factor, isInverse }: ChosenFxRate,
): DisplayAmount {
  return {
    currency,
    amount: scaleRange(amount, factor),
    complete,
    from,
    rate: factor,
    ...(isInverse && { inverseOf: rate }),
    ...(day !== undefined && { day }),
    ...(month !== undefined && { month }),
    source,
  }
}

/**
 * The receipt with its totals shown in another currency, too. Lines and totals stay as they are, in the currency of the
 * price list, and nothing is ever computed from what is shown.
 *
 * Issues, among the warnings: those of `displayTotals`, and `display-without-instant` for a receipt without an instant.
 *
 * @throws RatecardError as `displayTotals` does.
 * @example
 * const source = { url: 'https://rates.example', title: 'Rates', checked: '2026-02-02' }
 * const rates = [{ from: 'CNY', to: 'USD', rate: '0.14', month: '2026-01' }]
 * const fx = { schema: 'ratecard/fx@1', name: 'Our rates', source, rates }
 * const shown = withDisplay(receipt, fx, { currency: 'USD', timeZone: '+08:00' })
 */
export function withDisplay(receipt: Receipt, fx: FxTable, options: DisplayOptions): Receipt {
  const native = withoutDisplay(receipt)
  const at = readInstant(receipt.at ?? '')
  const { display, warnings } = at.ok
    ? displayTotals(receipt.totals, fx, at.value, options)
    : { display: [], warnings: [issue('display-without-instant', '', { to: options.currency })] }
  return {
    ...native,
    ...(display.length > 0 && { display }),
    warnings: uniqueIssues([...native.warnings, ...warnings]),
  }
}
