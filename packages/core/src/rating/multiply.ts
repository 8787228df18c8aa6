import type { PricedCellRate } from '../compile/rate-table.ts'
import { meter } from '../meter/meter.ts'
import { exactly, isExact, mapRange, type Range, scaleRange } from '../number/range.ts'
import {
  addRationals,
  compareRationals,
  divideRationals,
  equalRationals,
  formatExact,
  maxRational,
  minRational,
  multiplyRationals,
  ONE,
  type Rational,
  rational,
  roundRational,
  subtractRationals,
  ZERO,
} from '../number/rational.ts'
import type { Steps } from '../tariff/tariff.ts'
import type { Explanation } from './line-item.ts'

/** What the price of one unit follows from. */
export type PriceOfUnit = Pick<PricedCellRate, 'listPrice' | 'per' | 'modifiers'>

export interface Product {
  readonly billable: Range
  /** Before modifiers. */
  readonly list: Range
  /** At the price of a contract alone, where one applies. */
  readonly contracted?: Range
  readonly amount: Range
  readonly explain: Explanation
}

/** The product of all factors of a rate's modifiers. */
const factorOf = ({ modifiers }: PriceOfUnit): Rational =>
  modifiers.reduce((product, { factor }) => multiplyRationals(product, factor), ONE)

/** The amount of one unit, where a rate charges every unit alike. */
export function unitAmount(rate: PricedCellRate): Rational | undefined {
  return isChargedAsUsed(rate) && !rate.steps ? unitCharge(rate) : undefined
}

/** The amount of one billable unit; 0 where steps decide. */
export const unitCharge = (rate: PriceOfUnit): Rational =>
  multiplyRationals(divideRationals(rate.listPrice ?? ZERO, rate.per), factorOf(rate))

/** Charges a quantity at a rate, exactly: minimum, increment and maximum first, then price per unit, then modifiers. */
export function multiply(quantity: Range, rate: PricedCellRate, usedInPeriod: Rational): Product {
  const billable = mapRange(quantity, (value) => billableQuantity(value, rate))
  const factors = rate.modifiers.length > 0 ? { factors: rate.modifiers.map(({ factor }) => formatExact(factor)) } : {}
  const { list, explain } = rate.steps ? stepped(billable, rate.steps, rate, usedInPeriod) : flat(billable, rate)
  const factor = factorOf(rate)
  return {
    billable,
    list,
    ...(rate.contracted && { contracted: scaleRange(list, rate.contracted) }),
    amount: mapRange(list, (value) => multiplyRationals(value, factor)),
    explain: { code: explain.code, params: { ...explain.params, ...factors } },
  }
}

/** Whether what was used of it is what is charged. */
export const isChargedAsUsed = ({ minimum, increment, maximum }: PricedCellRate): boolean =>
  !(minimum || increment || maximum)

/** Nothing used is nothing charged; otherwise at least the minimum, in whole increments, and never above the maximum. */
function billableQuantity(quantity: Rational, { minimum, increment, maximum }: PricedCellRate): Rational {
  if (quantity.numerator === 0) return quantity
  const least = minimum === undefined ? quantity : maxRational(quantity, minimum)
  const whole =
    increment === undefined
      ? least
      : multiplyRationals(roundRational(divideRationals(least, increment), 0, 'up'), increment)
  return maximum === undefined ? whole : minRational(whole, maximum)
}

function flat(billable: Range, { listPrice = ZERO, per, printed }: PricedCellRate): Pick<Product, 'list' | 'explain'> {
  const unitPrice = divideRationals(listPrice, per)
  const bounds = isExact(billable) ? {} : { low: formatExact(billable.low), high: formatExact(billable.high) }
  return {
    list: mapRange(billable, (value) => multiplyRationals(value, unitPrice)),
    explain: {
      code: 'quantity-times-price',
      params: { quantity: formatExact(billable.likely), ...bounds, price: printed.price ?? '0', per: printed.per },
    },
  }
}

/** The charge for a quantity, or for the least more than it. */
type Charge = (value: Rational, isBeyond?: boolean) => Rational

/** One stretch of a quantity at one price. */
interface Part {
  readonly quantity: Rational
  readonly price: Rational
}

function stepped(
  billable: Range,
  steps: Steps,
  rate: PricedCellRate,
  usedInPeriod: Rational,
): Pick<Product, 'list' | 'explain'> {
  const { per } = rate
  const before = steps.scope === 'period' ? usedInPeriod : ZERO
  const partsOf = (value: Rational, isBeyond = false) => stepParts(steps, before, addRationals(before, value), isBeyond)
  const charge: Charge = (value, isBeyond) =>
    divideRationals(
      partsOf(value, isBeyond).reduce(
        (sum, { quantity, price }) => addRationals(sum, multiplyRationals(quantity, price)),
        ZERO,
      ),
      per,
    )
  const parts = partsOf(billable.likely)
  return {
    list: isExact(billable) ? exactly(charge(billable.likely)) : chargeRange(billable, rate, before, charge),
    explain: {
      code: `${steps.mode}-steps`,
      params: {
        before: formatExact(before),
        quantities: parts.map(({ quantity }) => formatExact(quantity)),
        prices: parts.map(({ price }) => formatExact(price)),
        per: formatExact(per),
      },
    },
  }
}

/** What is charged between two readings of the counter. In `whole` mode units charged before are charged anew. */
function stepParts({ mode, steps }: Steps, before: Rational, after: Rational, isBeyond: boolean): readonly Part[] {
  if (mode === 'whole') {
    const earlier = { quantity: subtractRationals(ZERO, before), price: stepPrice(steps, before) }
    const now = { quantity: after, price: stepPrice(steps, after, isBeyond) }
    return before.numerator === 0 ? [now] : [now, earlier]
  }
  const parts: Part[] = []
  let low = ZERO
  for (const { upTo, price } of steps) {
    const high = upTo === undefined ? after : minRational(rational(upTo), after)
    const from = maxRational(low, before)
    if (compareRationals(high, from) > 0)
      parts.push({ quantity: subtractRationals(high, from), price: rational(price) })
    low = upTo === undefined ? high : rational(upTo)
  }
  return parts.length > 0 ? parts : [{ quantity: ZERO, price: rational(steps[0]?.price ?? '0') }]
}

function stepPrice(steps: Steps['steps'], reading: Rational, isBeyond = false): Rational {
  const most = isBeyond ? -1 : 0
  const reached = steps.find(({ upTo }) => upTo === undefined || compareRationals(reading, rational(upTo)) <= most)
  return rational(reached?.price ?? steps.at(-1)?.price ?? '0')
}

/**
 * A charge bends or jumps at the end of a step, so its ends lie there, one unit of the grid later, or at the ends of the
 * range. A measured quantity has no next unit: its charge just beyond the end is that of the end at the next price.
 */
function chargeRange(billable: Range, rate: PricedCellRate, before: Rational, charge: Charge): Range {
  const grid = rate.increment ?? (meter(rate.meter).fractional ? undefined : ONE)
  const ends = (rate.steps?.steps ?? []).flatMap(({ upTo }) => (upTo === undefined ? [] : [rational(upTo)]))
  const charges = ends.flatMap((end) => {
    const bend = subtractRationals(end, before)
    const last = grid ? multiplyRationals(roundRational(divideRationals(bend, grid), 0, 'floor'), grid) : bend
    const reached = [last, ...(grid ? [addRationals(last, grid)] : [])].filter((value) => isWithin(billable, value))
    const beyond = !grid && isWithin(billable, bend) && !equalRationals(bend, billable.high) ? [charge(bend, true)] : []
    return [...reached.map((value) => charge(value)), ...beyond]
  })
  const all = [...charges, ...[billable.low, billable.likely, billable.high].map((value) => charge(value))]
  return { low: all.reduce(minRational), likely: charge(billable.likely), high: all.reduce(maxRational) }
}

const isWithin = ({ low, high }: Range, value: Rational): boolean =>
  compareRationals(low, value) <= 0 && compareRationals(value, high) <= 0
