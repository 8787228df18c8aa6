import { currency as currencyOf, type DisplayAmount, formatExact } from '@ratecard/core'
import { groupDigits } from '@ratecard/core/messages'
import { roundedFigure } from './figures.ts'
import type { Page } from './page.ts'
import { GLUE, wrapText } from './text-width.ts'

const USUAL_DIGITS = 2

/** What a total comes to in another currency, rounded for the eye, with the rate that was taken. */
export function renderDisplay(shown: DisplayAmount, sourceNumber: number | undefined, page: Page): readonly string[] {
  const { say, width } = page
  const { currency: to, from, amount, complete, rate, inverseOf, day, month } = shown
  const figure = `${roundedFigure(amount, currencyOf(to)?.digits ?? USUAL_DIGITS)} ${to}`
  const text = say(inverseOf === undefined ? 'receipt.display' : 'receipt.display-inverse', {
    ...{ from, to, when: day ?? month ?? '' },
    amount: complete ? figure : say('receipt.at-least', { amount: figure }),
    rate: groupDigits(inverseOf ?? formatExact(rate)),
  })
  return wrapText(sourceNumber === undefined ? text : `${text}${GLUE}[${sourceNumber}]`, width)
}
