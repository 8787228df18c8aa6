import { type CompileOptions, compileTariff } from '../compile/compile-tariff.ts'
import type { Range } from '../number/range.ts'
import { formatExact, ONE, parseRational, type Rational } from '../number/rational.ts'
import { type RateOptions, rate } from '../receipt/rate.ts'
import type { Receipt } from '../receipt/receipt.ts'
import type { Result } from '../result.ts'
import type { Modifier, Rate, RateCard, Source, Tariff } from '../tariff/tariff.ts'
import type { Quantities, Quantity, Usage } from '../usage/usage.ts'

/** Builders for tests alone: each has defaults, so that a test states only what it is about. */

export const NAME = { en: 'Test', zh: '测试' }

export const aSource = (source: Partial<Source> = {}): Source => ({
  url: 'https://example.com',
  title: 'Page',
  checked: '2026-01-31',
  evidence: 'vendor-page',
  ...source,
})

/** One unit costs 1. */
export const aRate = (rate: Partial<Rate> = {}): Rate => ({
  meter: 'input_tokens',
  per: '1',
  ...(rate.steps === undefined && { price: '1' }),
  ...rate,
})

/** An undated card of the model `m`. */
export const aCard = (card: Partial<RateCard> = {}): RateCard => ({
  id: 'm@1',
  model: 'm',
  effective: {},
  source: 'page',
  rates: [aRate()],
  ...card,
})

/** Half price for input, always. */
export const aModifier = (modifier: Partial<Modifier> = {}): Modifier => ({
  id: 'half',
  name: NAME,
  meters: ['input_tokens'],
  factor: '0.5',
  order: 1,
  source: 'page',
  ...modifier,
})

/** A price list in CNY, at +08:00, with one undated card. */
export const aTariff = (tariff: Partial<Tariff> = {}): Tariff => ({
  schema: 'ratecard/tariff@1',
  id: 'test/list',
  version: '1',
  provider: 'test',
  name: NAME,
  currency: 'CNY',
  timeZone: '+08:00',
  pricingInstant: 'start',
  sources: { page: aSource() },
  cards: [aCard()],
  ...tariff,
})

export const exact = (value: string | number, basis: Quantity['basis'] = 'reported'): Quantity => ({
  ...between(value, value, value),
  basis,
})

export const between = (low: string | number, likely: string | number, high: string | number): Quantity => ({
  low: numberOf(low),
  likely: numberOf(likely),
  high: numberOf(high),
  basis: 'estimated',
})

/** A whole number, a decimal or a fraction. */
function numberOf(value: string | number): Rational {
  const read = parseRational(String(value))
  if (read === undefined) throw new Error(`no number: ${value}`)
  return read
}

export const AT = '2026-01-15T12:00:00+08:00'

/** One request of the model `m`. */
export const aUsage = (quantities: Quantities, usage: Partial<Usage> = {}): Usage => ({
  at: AT,
  grain: 'request',
  requests: ONE,
  model: 'm',
  facets: {},
  dimensions: {},
  quantities,
  issues: [],
  ...usage,
})

export const OPTIONS: RateOptions = { id: 'receipt', engine: 'test' }

/** The value of a result; a test that expects issues reads them itself. */
export function unwrap<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.issues))
  return result.value
}

/** The codes of a result's issues, in order; none when it is ok. */
export const codesOf = (result: Result<unknown>): readonly string[] =>
  result.ok ? [] : result.issues.map(({ code }) => code)

/** The receipt of a usage under a tariff. */
export const receiptOf = (
  tariff: Tariff,
  usage: Usage,
  options: Partial<RateOptions> = {},
  compile: CompileOptions = {},
): Receipt => unwrap(rate(usage, [compileTariff(tariff, compile)], { ...OPTIONS, ...options }))

/** A number or a range for a reader of a failed test: `7`, or `[5, 7, 9]`. */
export const told = (value: Range | Rational | undefined): string | readonly string[] => {
  if (value === undefined) return 'nothing'
  if (!('likely' in value)) return formatExact(value)
  const ends = [value.low, value.likely, value.high].map(formatExact)
  return new Set(ends).size === 1 ? (ends[0] ?? '') : ends
}

/** What a receipt says of each meter: its amount, or why it has none. */
export const amountsOf = (receipt: Receipt): Readonly<Record<string, unknown>> =>
  Object.fromEntries(receipt.lines.map(({ id, amount, reason }) => [id, amount ? told(amount) : reason]))

/** The totals of a receipt: `10 CNY`, `[1, 2, 3] CNY incomplete`. */
export const totalsOf = (receipt: Receipt): readonly string[] =>
  receipt.totals.map(({ amount, currency, complete }) => {
    const text = told(amount)
    return `${typeof text === 'string' ? text : `[${text.join(', ')}]`} ${currency}${complete ? '' : ' incomplete'}`
  })

export const warningsOf = (receipt: Receipt): readonly string[] => receipt.warnings.map(({ code }) => code)
