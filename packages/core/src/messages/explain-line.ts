import { exactly, isExact, type Range, scaleRange } from '../number/range.ts'
import { equalRationals, parseRational, type Rational, subtractRationals, ZERO } from '../number/rational.ts'
import type { BalanceUse, LineItem, LineRate } from '../rating/line-item.ts'
import type { Params } from '../result.ts'
import { type Language, messageTemplate } from './catalog.ts'
import { chargeTerms, priceText, rangeCells, rateWords } from './charge-terms.ts'
import { groupDigits } from './group-digits.ts'
import { meterName } from './meter-name.ts'
import { amountText, rangeText } from './number-text.ts'
import { renderMessage } from './render-message.ts'
import { tierText } from './words.ts'

/**
 * Why a line says what it says, in one sentence from which a reader can do the arithmetic again.
 *
 * @example
 * explainLine(receipt.lines[0], 'en') // such as 1,000,000 × 0.0100 USD ÷ 1,000 = 10 USD
 */
export function explainLine(line: LineItem, locale: Language): string {
  const { code, params } = line.explain
  if (messageTemplate(code, locale) === undefined) return renderMessage(code, params, locale)
  const meter = line.meter === undefined ? {} : { meter: meterName(line.meter, locale) }
  return renderMessage(code, { ...params, ...meter, ...lineValues(line, locale) }, locale)
}

function lineValues(line: LineItem, locale: Language): Params {
  const { amount, explain } = line
  if (amount === undefined) return openValues(line, locale)
  if (explain.code === 'rounding') return roundingValues(line, amount, locale)
  const spread = explain.code === 'range-over-tiers' ? spreadValues(line, amount, locale) : {}
  return { ...chargeValues(line, amount, locale), ...spread }
}

function chargeValues(line: LineItem, due: Range, locale: Language): Params {
  const { billable, currency = '', rates, allowance, balances = [], discounted: amount = due, explain } = line
  const [rate, ...others] = rates
  const charged = billable ? rangeText(billable) : ''
  const isRaised = billable !== undefined && !isSameRange(chargeable(line), billable)
  const isStepped = explain.params.quantities !== undefined
  return {
    terms: chargeTerms(line, locale),
    amount: amountText(amount, currency),
    before: explain.params.before === '0' ? '' : groupDigits(String(explain.params.before ?? '')),
    tier: others.length === 0 ? tierText(rate?.tier ?? '') : '',
    balances: balances.filter(({ currency: money }) => money === undefined).map((use) => useText(use, locale)),
    paid: balances.filter(({ currency: money }) => money !== undefined).map((use) => useText(use, locale)),
    due: amountText(due, currency),
    consumed: allowance ? rangeText(allowance.consumed) : '',
    remaining: allowance ? rangeText(allowance.remaining) : '',
    used: isRaised ? rangeText(chargeable(line)) : '',
    billable: charged,
    range: isStepped && billable && !isExact(billable) ? charged : '',
  }
}

function spreadValues(line: LineItem, due: Range, locale: Language): Params {
  const amount = line.discounted ?? due
  const money = (value: Rational) => amountText(exactly(value), line.currency ?? '')
  const ends = { likely: money(amount.likely), low: money(amount.low), high: money(amount.high) }
  return { ...ends, cells: rangeCells(line, locale) }
}

function useText({ id, kind, consumed, remaining, currency, until = '' }: BalanceUse, locale: Language): string {
  const text = (range: Range) => (currency === undefined ? rangeText(range) : amountText(range, currency))
  const name = messageTemplate(`kind.${kind}`, locale) ?? kind
  return renderMessage(
    'explain.balance',
    { id, kind: name, consumed: text(consumed), remaining: text(remaining), until },
    locale,
  )
}

/** What is left to charge before a minimum or an increment raises it; of units that are weighed, what is charged. */
function chargeable({ quantity, allowance, balances, billable }: LineItem): Range {
  if (balances?.some(({ currency }) => currency === undefined)) return billable ?? quantity
  const left = (end: keyof Range) => subtractRationals(quantity[end], allowance?.consumed[end] ?? ZERO)
  return { low: left('low'), likely: left('likely'), high: left('high') }
}

const isSameRange = (a: Range, b: Range): boolean =>
  equalRationals(a.low, b.low) && equalRationals(a.likely, b.likely) && equalRationals(a.high, b.high)

function roundingValues({ explain: { params }, currency = '' }: LineItem, amount: Range, locale: Language): Params {
  const [exact, rounded, mode, digits] = ['exact', 'rounded', 'mode', 'digits'].map((name) =>
    String(params[name] ?? ''),
  )
  return {
    exact: `${groupDigits(exact ?? '')} ${currency}`,
    rounded: `${groupDigits(rounded ?? '')} ${currency}`,
    mode: messageTemplate(`rounding-mode.${mode}`, locale) ?? mode ?? '',
    digits: digits === '0' ? '' : (digits ?? ''),
    amount: amountText(amount, currency),
  }
}

function openValues({ quantity, candidates, explain }: LineItem, locale: Language): Params {
  const tokensEach = String(explain.params.tokensEach ?? '')
  const each = parseRational(tokensEach)
  return {
    quantity: rangeText(quantity),
    candidates: candidates.map((rate) => candidateText(rate, locale)),
    tokensEach: groupDigits(tokensEach),
    tokens: each ? rangeText(scaleRange(quantity, each)) : '',
  }
}

function candidateText(rate: LineRate, locale: Language): string {
  const { price, per, currency } = rate
  const printed = price === undefined ? '' : priceText(price, per, currency)
  return renderMessage('explain.candidate', { rate: rateWords(rate, locale), price: printed }, locale)
}
