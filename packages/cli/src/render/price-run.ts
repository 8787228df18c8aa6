import { chargedPrice, compareRationals, type Instant, type PriceSegment } from '@ratecard/core'

/** Segments that follow each other with one price: a stretch of time as a person sees it. */
export interface PriceRun {
  readonly from: Instant
  readonly until: Instant
  readonly fromStated: boolean
  readonly untilStated: boolean
  readonly segments: readonly PriceSegment[]
}

/** Joins what is known, interpolated or carried of one price. */
export function priceRuns(segments: readonly PriceSegment[]): readonly PriceRun[] {
  const runs: PriceRun[] = []
  for (const segment of segments) {
    const previous = runs.at(-1)
    const { until, untilStated } = segment
    if (previous && isSamePrice(previous.segments[0], segment))
      runs[runs.length - 1] = { ...previous, until, untilStated, segments: [...previous.segments, segment] }
    else runs.push({ from: segment.from, fromStated: segment.fromStated, until, untilStated, segments: [segment] })
  }
  return runs
}

/** The same money for the same quantity, whatever the unit it is printed in. */
function isSamePrice(a: PriceSegment | undefined, b: PriceSegment): boolean {
  if (a?.rate === undefined || b.rate === undefined || a.rate.currency !== b.rate.currency) return false
  const [one, other] = [chargedPrice(a.rate), chargedPrice(b.rate)]
  if (one === undefined || other === undefined) return a.rate.id === b.rate.id
  return compareRationals(one, other) === 0 && a.rate.modifiers.length === b.rate.modifiers.length
}
