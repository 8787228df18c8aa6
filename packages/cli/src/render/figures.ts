import { exactly, formatDecimal, formatExact, isExact, type Range, type Rational } from '@ratecard/core'
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
