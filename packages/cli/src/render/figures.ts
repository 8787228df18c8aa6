import { exactly, formatDecimal, formatExact, isExact, type Range, type Rational, roundRational } from '@ratecard/core'
import { groupDigits } from '@ratecard/core/messages'
import { GLUE } from './text-width.ts'

/** Exact, always: `2.67`, and `2.666666666667 (8/3)` where no finite decimal exists. */
function figure(value: Rational): string {
  const [decimal, exact] = [formatDecimal(value), formatExact(value)]
  return decimal === exact ? groupDigits(decimal) : `${groupDigits(decimal)}${GLUE}(${exact})`
}

/** `11 (10–12)`: the likely value first, then what it may be. */
export const rangeFigure = (range: Range): string =>
  isExact(range) ? figure(range.likely) : `${figure(range.likely)} (${figure(range.low)}–${figure(range.high)})`

export const amountFigure = (amount: Range | Rational, currency: string): string =>
  `${rangeFigure('likely' in amount ? amount : exactly(amount))} ${currency}`

/** A price as the vendor prints it: `0.0100 USD / 1,000`. */
export const priceFigure = (price: string, per: string, currency: string): string =>
  `${groupDigits(price)}${GLUE}${currency}${per === '1' ? '' : ` /${GLUE}${groupDigits(per)}`}`

/** `≈ 0.29`, `≈ 0.29 (0.25–0.35)`: rounded to a number of digits, and never to nothing: `< 0.01`. */
export function roundedFigure(range: Range, digits: number): string {
  const [likely, low, high] = [range.likely, range.low, range.high].map((value) => rounded(value, digits)) as [
    string,
    string,
    string,
  ]
  const about = likely.startsWith('<') ? likely : `≈${GLUE}${likely}`
  return low === high ? about : `${about} (${low}–${high})`
}

function rounded(value: Rational, digits: number): string {
  const nearest = roundRational(value, digits, 'half-up')
  const isTiny = nearest.numerator === 0 && value.numerator !== 0
  const [whole = '', fraction = ''] = (isTiny ? least(digits) : formatDecimal(nearest)).split('.')
  const text = digits === 0 ? groupDigits(whole) : `${groupDigits(whole)}.${fraction.padEnd(digits, '0')}`
  return isTiny ? `<${GLUE}${text}` : text
}

const least = (digits: number): string => (digits === 0 ? '1' : `0.${'1'.padStart(digits, '0')}`)
