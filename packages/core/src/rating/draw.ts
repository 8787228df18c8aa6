import { exactly, type Range, scaleRange, spanRanges } from '../number/range.ts'
import {
  divideRationals,
  maxRational,
  minRational,
  ONE,
  type Rational,
  subtractRationals,
  ZERO,
} from '../number/rational.ts'
import type { Cover } from './cover.ts'

/** What was taken from one balance, and what it has left. */
export interface Draw {
  readonly cover: Cover
  readonly consumed: Range
  readonly remaining: Range
}

export interface Drawn {
  /** What is left to charge, or to pay. */
  readonly rest: Range
  readonly draws: readonly Draw[]
}

/** Takes a quantity, or an amount, from balances one after the other, exactly; none falls below 0. */
export function drawFrom(quantity: Range, covers: readonly Cover[]): Drawn {
  let rest = quantity
  const draws = covers.map((cover): Draw => {
    const units = scaleRange(rest, cover.units)
    const { remaining } = cover.balance
    rest = scaleRange(excess(units, remaining), divideRationals(ONE, cover.units))
    return {
      cover,
      consumed: {
        low: minRational(units.low, remaining.low),
        likely: minRational(units.likely, remaining.likely),
        high: minRational(units.high, remaining.high),
      },
      remaining: excess(remaining, units),
    }
  })
  return { rest, draws }
}

/** What of `a` goes beyond `b`: least where `a` is least and `b` most. */
const excess = (a: Range, b: Range): Range => ({
  low: above(a.low, b.high),
  likely: above(a.likely, b.likely),
  high: above(a.high, b.low),
})

const above = (a: Rational, b: Rational): Rational => maxRational(ZERO, subtractRationals(a, b))

/** What holds whichever of several it is, with the likely values of the first. */
export function spanDrawn(all: readonly Drawn[]): Drawn {
  const [first, ...others] = all as [Drawn, ...Drawn[]]
  if (others.length === 0) return first
  const covers = new Map(all.flatMap(({ draws }) => draws).map(({ cover }) => [cover.balance.id, cover]))
  const drawOf = ({ draws }: Drawn, cover: Cover): Draw =>
    draws.find((draw) => draw.cover.balance.id === cover.balance.id) ?? {
      cover,
      consumed: exactly(ZERO),
      remaining: cover.balance.remaining,
    }
  return {
    rest: all.map(({ rest }) => rest).reduce(spanRanges),
    draws: [...covers.values()].map((cover) => {
      const draws = all.map((drawn) => drawOf(drawn, cover))
      return {
        cover,
        consumed: draws.map(({ consumed }) => consumed).reduce(spanRanges),
        remaining: draws.map(({ remaining }) => remaining).reduce(spanRanges),
      }
    }),
  }
}
