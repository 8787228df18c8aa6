import type { MeterId } from '../meter/meter.ts'
import type { Cell, CellRate } from './rate-table.ts'

/**
 * Joins the cells of one row of facet values, given by stretch of time and in each by tier, where nothing tells two
 * neighbours apart: a bound that only another period's card has is no tier of this one.
 */
export function joinCells(pieces: readonly (readonly Cell[])[]): readonly Cell[] {
  const joined: Cell[][] = []
  for (const piece of pieces) {
    const tiers = joinTiers(piece)
    const previous = joined.at(-1)
    if (previous && isContinued(previous, tiers))
      joined[joined.length - 1] = previous.map((cell, at) => ({ ...cell, until: tiers[at]?.until ?? cell.until }))
    else joined.push(tiers)
  }
  return joined.flat()
}

function joinTiers(cells: readonly Cell[]): Cell[] {
  const joined: Cell[] = []
  for (const cell of cells) {
    const previous = joined.at(-1)
    if (previous && isSameRates(previous, cell))
      joined[joined.length - 1] = { ...previous, tier: { from: previous.tier.from, until: cell.tier.until } }
    else joined.push(cell)
  }
  return joined
}

const isContinued = (before: readonly Cell[], after: readonly Cell[]): boolean =>
  before.length === after.length &&
  before.every((cell, at) => {
    const next = after[at]
    return (
      next !== undefined &&
      cell.until === next.from &&
      cell.tier.from === next.tier.from &&
      cell.tier.until === next.tier.until &&
      isSameText(cell.facets, next.facets) &&
      cell.otherwise === next.otherwise &&
      isSameCard(cell.card, next.card) &&
      isSameRates(cell, next)
    )
  })

const isSameCard = (a: Cell['card'], b: Cell['card']): boolean =>
  a === b ||
  (a?.id === b?.id &&
    a?.snapshot === b?.snapshot &&
    a?.contextLimit === b?.contextLimit &&
    a?.tokenizer === b?.tokenizer &&
    a?.estimation === b?.estimation)

const isSameText = (a: Cell['facets'], b: Cell['facets']): boolean =>
  Object.entries(a).every(([name, value]) => b[name] === value)

function isSameRates(a: Cell, b: Cell): boolean {
  const ids = Object.keys(a.rates) as MeterId[]
  return ids.length === Object.keys(b.rates).length && ids.every((id) => isSameRate(a.rates[id], b.rates[id]))
}

/** A rate is known by its id, which names its card, facets, tier and modifiers, and by when it was last seen. */
function isSameRate(a: CellRate | undefined, b: CellRate | undefined): boolean {
  if (a?.status === 'priced' && b?.status === 'priced')
    return (
      a.id === b.id && a.carried?.seen === b.carried?.seen && a.withoutAllowance.join() === b.withoutAllowance.join()
    )
  if (a?.status !== 'unpriced' || b?.status !== 'unpriced' || a.reason !== b.reason) return false
  return (
    a.candidates.length === b.candidates.length && a.candidates.every((rate, at) => isSameRate(rate, b.candidates[at]))
  )
}
