import { exactly } from '../number/range.ts'
import { parseRational } from '../number/rational.ts'
import type { LineItem, LineRate } from '../rating/line-item.ts'
import type { Params } from '../result.ts'
import { type Language, messageTemplate } from './catalog.ts'
import { groupDigits } from './group-digits.ts'
import { rangeText } from './number-text.ts'
import { renderMessage } from './render-message.ts'
import { facetText, localized, tierText } from './words.ts'

/** What is multiplied and added to give the amount of a line, in figures: `1,000 × 0.0100 USD ÷ 1,000 × 0.5 (Batch)`. */
export function chargeTerms(line: LineItem, locale: Language): string {
  const per = textOf(line.explain.params, 'per')
  const division = per === '1' ? '' : ` ÷ ${groupDigits(per)}`
  return `${listedPrice(line)}${division}${factors(line, locale)}`
}

function listedPrice({ explain: { code, params }, billable, currency = '' }: LineItem): string {
  const quantities = listOf(params, 'quantities')
  if (quantities.length > 0) return `${stepSum(quantities, listOf(params, 'prices'))} ${currency}`
  const charged = billable && rangeText(code === 'range-over-tiers' ? exactly(billable.likely) : billable)
  const quantity = charged ?? groupDigits(textOf(params, 'quantity'))
  return `${quantity} × ${groupDigits(textOf(params, 'price'))} ${currency}`
}

/** `(1,000 × 0.2 + 200 × 0.15)`; what is taken off again is a negative quantity. */
function stepSum(quantities: readonly string[], prices: readonly string[]): string {
  const products = quantities.map((quantity, at) => {
    const sign = quantity.startsWith('-') ? '− ' : at > 0 ? '+ ' : ''
    return `${sign}${groupDigits(quantity.replace('-', ''))} × ${groupDigits(prices[at] ?? '')}`
  })
  return products.length > 1 ? `(${products.join(' ')})` : products.join('')
}

const factors = ({ explain, modifiers, currency = '' }: LineItem, locale: Language): string =>
  listOf(explain.params, 'factors')
    .map((factor, at) => {
      const { id = '', name = id, price, per } = modifiers[at] ?? {}
      const fixed = price === undefined ? '' : priceText(price, per ?? '1', currency)
      return renderMessage('explain.factor', { factor, name: localized(name, locale), price: fixed }, locale)
    })
    .join('')

/** `0.0100 USD / 1,000`. */
export const priceText = (price: string, per: string, currency: string): string =>
  `${groupDigits(price)} ${currency}${per === '1' ? '' : ` / ${groupDigits(per)}`}`

/** The parts of a range, each with the amount of one unit there and the tier or rate that gives it. */
export function rangeCells(
  { explain: { params }, rates, currency = '' }: LineItem,
  locale: Language,
): readonly string[] {
  const [lows, highs, unitAmounts] = [listOf(params, 'lows'), listOf(params, 'highs'), listOf(params, 'unitAmounts')]
  return lows.map((low, at) => {
    const high = highs[at] ?? low
    const rate = rates.length === lows.length ? rates[at] : undefined
    const unitAmount = unitAmounts[at] ?? '0'
    const values = {
      range: low === high ? groupDigits(low) : `${groupDigits(low)}–${groupDigits(high)}`,
      price: unitAmount !== '0' || isFree(rate) ? `${groupDigits(unitAmount)} ${currency}` : '',
      ...cellName(rate, rates, locale),
    }
    return renderMessage('explain.cell', values, locale)
  })
}

/** The tier alone where it tells the rates apart. */
function cellName(rate: LineRate | undefined, rates: readonly LineRate[], locale: Language): Params {
  if (rate === undefined) return {}
  if (rate.tier === undefined || rates.some((other) => other !== rate && other.tier === rate.tier))
    return { rate: ownWords(rate, rates, locale) ?? rate.id }
  return { tier: tierText(rate.tier) }
}

/** The words of a rate, if no other has the same. */
function ownWords(rate: LineRate, rates: readonly LineRate[], locale: Language): string | undefined {
  const words = rateWords(rate, locale)
  if (rates.some((other) => other !== rate && rateWords(other, locale) === words)) return undefined
  return words === '' ? messageTemplate('explain.otherwise', locale) : words
}

/** What tells a rate from others of its meter: `thinking, 0 < n ≤ 128,000`. */
export const rateWords = ({ when = {}, tier }: LineRate, locale: Language): string =>
  [
    ...Object.entries(when).map(([facet, value]) => facetText(facet, value, locale)),
    ...(tier === undefined ? [] : [tierText(tier)]),
  ].join(locale === 'zh' ? '，' : ', ')

/** A unit amount of 0 is a price only where the rate says so; otherwise no one amount holds for every unit. */
const isFree = (rate: LineRate | undefined): boolean => parseRational(rate?.price ?? '')?.numerator === 0

const textOf = (params: Params, name: string): string => [params[name] ?? ''].flat().join(', ')

const listOf = (params: Params, name: string): readonly string[] => [params[name] ?? []].flat()
