import type { FxRate, FxTable } from '../money/fx-table.ts'
import { divideRationals, ONE, type Rational, rational } from '../number/rational.ts'
import { DAY_MILLISECONDS, startOfDay } from '../period/instant.ts'

export interface ChosenFxRate {
  readonly stated: FxRate
  /** What one unit is worth, exactly: 1 / rate where only the other direction is stated. */
  readonly factor: Rational
  readonly isInverse: boolean
  /** Days between the day of the rate and the day that was asked for. */
  readonly age: number
}

/** Over weekends and the longest holidays; what is older says nothing of the day. */
export const MAX_RATE_AGE = 31

/**
 * The rate of a day: that of its month, else that of the day, else the latest of the 31 days before. No later rate is
 * ever used, so a closed month is not moved by what is added afterwards. Of two that are as near the direct one goes
 * before the inverse; there are no chains over a third currency.
 *
 * @param day the calendar day of the usage, such as 2026-11-20.
 * @throws RatecardError `invalid-number` when the rate is no decimal, `division-by-zero` when an inverse is of 0.
 */
export function chooseFxRate({ rates }: FxTable, from: string, to: string, day: string): ChosenFxRate | undefined {
  const usable = rates.flatMap((stated) => {
    const isInverse = stated.from === to && stated.to === from
    const isPair = isInverse || (stated.from === from && stated.to === to)
    const distance = isPair ? distanceOf(stated, day) : undefined
    return distance === undefined ? [] : [{ stated, isInverse, distance }]
  })
  const [nearest] = usable.sort((a, b) => a.distance - b.distance || Number(a.isInverse) - Number(b.isInverse))
  if (nearest === undefined) return undefined
  const { stated, isInverse, distance } = nearest
  const rate = rational(stated.rate)
  return { stated, isInverse, factor: isInverse ? divideRationals(ONE, rate) : rate, age: Math.max(0, distance) }
}

const OF_THE_MONTH = -1

/** How near a rate is to a day, or undefined where it is not for it. */
function distanceOf({ day, month }: FxRate, asked: string): number | undefined {
  if (month !== undefined) return asked.startsWith(`${month}-`) ? OF_THE_MONTH : undefined
  const [start, end] = [startOfDay(day ?? '', 0), startOfDay(asked, 0)]
  if (start === undefined || end === undefined) return undefined
  const age = (end - start) / DAY_MILLISECONDS
  return age >= 0 && age <= MAX_RATE_AGE ? age : undefined
}
