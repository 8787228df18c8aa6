import type { MeterId } from '../meter/meter.ts'
import { type Money, sumMoney } from '../money/money.ts'
import type { Range } from '../number/range.ts'
import {
  addRationals,
  compareRationals,
  maxRational,
  minRational,
  multiplyRationals,
  type Rational,
  subtractRationals,
  ZERO,
} from '../number/rational.ts'
import type { Quantities } from '../usage/usage.ts'
import type { Crossing } from './classify.ts'
import type { RatedLine } from './rate-lines.ts'

/** What a usage costs in one currency. */
export interface Total extends Money {
  /** False when a line has no price: the amount is then the lower bound of what is known. */
  readonly complete: boolean
}

/**
 * Sums lines per currency. Where a range reaches over several tiers the ends of the total are the least and the most
 * of any tier, each at a corner of the quantities that the tier holds; the sum of the ends of the lines would be wider.
 */
export function totalAmounts(
  rated: readonly RatedLine[],
  crossings: readonly Crossing[],
  quantities: Quantities,
  selector: readonly MeterId[],
): readonly Total[] {
  const lines = rated.map(({ line }) => line)
  const complete = lines.every(({ status }) => status !== 'unpriced')
  const sums = sumMoney(lines.flatMap(({ currency, amount }) => (currency && amount ? [{ currency, amount }] : [])))
  if (crossings.length < 2) return sums.map((money) => ({ ...money, complete }))
  return sums.map(({ currency, amount }) => {
    const own = rated.filter(({ line }) => line.currency === currency)
    const ends = crossings.map((crossing, at) => cellEnds(own, at, crossing, quantities, selector))
    const low = ends.map((end) => end.low).reduce(minRational, amount.likely)
    const high = ends.map((end) => end.high).reduce(maxRational, amount.likely)
    return { currency, amount: { low, likely: amount.likely, high }, complete }
  })
}

interface Weighted {
  readonly box: Range
  readonly weight: Rational
}

/** The least and the most that the lines can come to inside one cell. */
function cellEnds(
  rated: readonly RatedLine[],
  at: number,
  { selected }: Crossing,
  quantities: Quantities,
  selector: readonly MeterId[],
): { low: Rational; high: Rational } {
  const isWeighted = ({ line, parts }: RatedLine): boolean =>
    selected !== undefined && parts[at]?.unitAmount !== undefined && selector.includes(line.id as MeterId)
  const apart = rated.filter((line) => !isWeighted(line)).map(({ parts }) => parts[at]?.product.amount)
  const low = sumOf(apart, (amount) => amount?.low ?? ZERO)
  const high = sumOf(apart, (amount) => amount?.high ?? ZERO)
  if (selected === undefined) return { low, high }
  const weightOf = (id: MeterId): Rational => {
    const own = rated.find((line) => line.line.meter === id && isWeighted(line))
    return own?.parts[at]?.unitAmount ?? ZERO
  }
  const cheapestFirst = selector
    .flatMap((id): Weighted[] => (quantities[id] ? [{ box: quantities[id], weight: weightOf(id) }] : []))
    .sort((a, b) => compareRationals(a.weight, b.weight))
  return {
    low: addRationals(low, filled(cheapestFirst, selected.low)),
    high: addRationals(high, drained(cheapestFirst, selected.high)),
  }
}

/** Least amount whose quantities sum to at least `least`: everything low, then the cheapest raised first. */
const filled = (cheapestFirst: readonly Weighted[], least: Rational): Rational =>
  moved(
    cheapestFirst,
    'low',
    subtractRationals(
      least,
      sumOf(cheapestFirst, ({ box }) => box.low),
    ),
    addRationals,
  )

/** Greatest amount whose quantities sum to at most `most`: everything high, then the cheapest lowered first. */
const drained = (cheapestFirst: readonly Weighted[], most: Rational): Rational =>
  moved(
    cheapestFirst,
    'high',
    subtractRationals(
      sumOf(cheapestFirst, ({ box }) => box.high),
      most,
    ),
    subtractRationals,
  )

/** The amount at one end of every box, with `rest` units moved towards the other end, in order. */
function moved(
  boxes: readonly Weighted[],
  end: 'low' | 'high',
  rest: Rational,
  towards: (from: Rational, by: Rational) => Rational,
): Rational {
  let left = rest
  return sumOf(boxes, ({ box, weight }) => {
    const by = maxRational(ZERO, minRational(left, subtractRationals(box.high, box.low)))
    left = subtractRationals(left, by)
    return multiplyRationals(towards(box[end], by), weight)
  })
}

const sumOf = <T>(items: readonly T[], value: (item: T) => Rational): Rational =>
  items.reduce((sum, item) => addRationals(sum, value(item)), ZERO)
