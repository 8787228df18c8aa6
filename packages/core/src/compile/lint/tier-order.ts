import { compareRationals } from '../../number/rational.ts'
import { splitLine, type TierInterval, tierCovers } from '../tier.ts'

/** True where no number lies between the bounds. */
export function isEmptyTier({ from, until }: TierInterval): boolean {
  if (from === undefined || until === undefined) return false
  const order = compareRationals(from.value, until.value)
  return order > 0 || (order === 0 && (from.after || !until.after))
}

/** How the first tier lies to the second: they share a number, or one ends before the other begins. */
export function tierOrder(first: TierInterval, second: TierInterval): 'before' | 'after' | 'overlap' {
  const parts = splitLine([first, second])
  if (parts.some((part) => tierCovers(first, part) && tierCovers(second, part))) return 'overlap'
  const isInFirst = parts.find((part) => tierCovers(first, part) || tierCovers(second, part))
  return isInFirst && tierCovers(first, isInFirst) ? 'before' : 'after'
}
