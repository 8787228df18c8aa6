import type { MeterId } from '../meter/meter.ts'
import type { Period } from '../period/period.ts'
import type { Modifier } from '../tariff/tariff.ts'
import type { MeterGrid } from './meter-grid.ts'
import type { Cell, CellRate } from './rate-table.ts'
import type { TierInterval } from './tier.ts'

/** A stretch of time in which nothing that is known of the model changes, nor the value of a clock facet. */
export interface Piece extends Period {
  readonly values: Readonly<Record<string, string>>
  readonly modifiers: readonly Modifier[]
}

/** What holds of a cell as such. */
export type CellContent = Pick<Cell, 'otherwise' | 'otherwiseDays' | 'card'>

/** What the cells of one row of facet values are made of. */
export interface RowSource {
  readonly row: Readonly<Record<string, string>>
  readonly pieces: readonly Piece[]
  readonly tiers: readonly TierInterval[]
  /** By piece. */
  readonly contents: readonly CellContent[]
  readonly grids: readonly (readonly [MeterId, MeterGrid])[]
}

/**
 * The cells of one row. Where nothing tells two neighbours apart, in time or in tier, they are one: a bound that only
 * another period's card has is no tier of this one.
 */
export function rowCells(source: RowSource): readonly Cell[] {
  const { pieces } = source
  const cells: Cell[] = []
  let start = 0
  for (let at = 1; at <= pieces.length; at++) {
    if (at < pieces.length && isContinued(source, at)) continue
    cells.push(...pieceCells(source, start, at - 1))
    start = at
  }
  return cells
}

/** Whether a piece says what the one before it says. */
function isContinued({ pieces, contents, grids }: RowSource, at: number): boolean {
  const [before, after] = [pieces[at - 1], pieces[at]]
  return (
    before !== undefined &&
    after !== undefined &&
    Object.entries(after.values).every(([name, value]) => before.values[name] === value) &&
    isSameContent(contents[at - 1], contents[at]) &&
    grids.every(([, grid]) => isSameRates(grid[at - 1] ?? [], grid[at] ?? []))
  )
}

const isSameRates = (a: readonly CellRate[], b: readonly CellRate[]): boolean =>
  a.every((rate, tier) => rate === b[tier])

const isSameContent = (a: CellContent | undefined, b: CellContent | undefined): boolean =>
  a?.otherwise === b?.otherwise &&
  JSON.stringify(a?.otherwiseDays) === JSON.stringify(b?.otherwiseDays) &&
  isSameCard(a?.card, b?.card)

const isSameCard = (a: Cell['card'], b: Cell['card']): boolean =>
  a === b ||
  (a?.id === b?.id &&
    a?.snapshot === b?.snapshot &&
    a?.contextLimit === b?.contextLimit &&
    a?.tokenizer === b?.tokenizer &&
    a?.estimation === b?.estimation)

/** The cells of the time from one piece to another, one for each stretch between tiers that differ. */
function pieceCells({ row, pieces, tiers, contents, grids }: RowSource, first: number, last: number): readonly Cell[] {
  const [piece, end] = [pieces[first], pieces[last]]
  if (piece === undefined || end === undefined) return []
  const facets = { ...row, ...piece.values }
  const cells: Cell[] = []
  let low = 0
  for (let tier = 1; tier <= tiers.length; tier++) {
    const isSame = tier < tiers.length && grids.every(([, grid]) => grid[first]?.[tier] === grid[first]?.[tier - 1])
    if (isSame) continue
    cells.push({
      from: piece.from,
      until: end.until,
      facets,
      tier: { from: tiers[low]?.from, until: tiers[tier - 1]?.until },
      rates: Object.fromEntries(grids.map(([id, grid]) => [id, grid[first]?.[low]])),
      ...(contents[first] as CellContent),
    })
    low = tier
  }
  return cells
}
