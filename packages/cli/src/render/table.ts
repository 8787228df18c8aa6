import type { Page } from './page.ts'
import type { StyleName } from './style.ts'
import { hang, longestUnit, padEnd, padStart, widthOf, wrapText } from './text-width.ts'

export interface Column {
  readonly heading: string
  readonly align?: 'right'
}

export interface Cell {
  readonly text: string
  readonly style?: StyleName
}

/** Cells in the order of the columns, or a line across. */
export type Row = readonly (Cell | string)[] | 'rule'

const GAP = 2

/**
 * A table that fits the page: columns give way, widest first, by breaking at spaces; where not even that is enough,
 * each row becomes a list of its cells, because a figure is never cut.
 */
export function renderTable(columns: readonly Column[], rows: readonly Row[], page: Page): string {
  const lines = rows.filter((row) => row !== 'rule').map((row) => columns.map((_, at) => cellAt(row, at)))
  const texts = columns.map(({ heading }, at) => [heading, ...lines.map((cells) => cells[at]?.text ?? '')])
  const gaps = GAP * (columns.length - 1)
  const widths = fitColumns(texts, page.width - gaps)
  if (widths === undefined) return lines.map((cells) => stack(columns, cells, page)).join('\n\n')
  const heading = columns.map(({ heading: text }) => ({ text, style: 'bold' as const }))
  const rule = page.style('dim', '─'.repeat(widths.reduce((sum, width) => sum + width, gaps)))
  const layOutRow = (cells: readonly Cell[]) => layOut(columns, widths, cells, page)
  const body = rows.map((row) => (row === 'rule' ? rule : layOutRow(columns.map((_, at) => cellAt(row, at)))))
  return [layOutRow(heading), ...body].join('\n')
}

const cellAt = (row: readonly (Cell | string)[], at: number): Cell => {
  const cell = row[at] ?? ''
  return typeof cell === 'string' ? { text: cell } : cell
}

/** The width of each column, or undefined when no breaking at spaces makes them fit. */
function fitColumns(texts: readonly (readonly string[])[], room: number): readonly number[] | undefined {
  const widths = texts.map((column) => widest(column.flatMap((text) => text.split('\n'))))
  const tooMuch = widths.reduce((sum, width) => sum + width, -room)
  if (tooMuch <= 0) return widths
  const least = texts.map((column) => greatest(column.map(longestUnit)))
  for (let excess = tooMuch; excess > 0; excess--) {
    const candidates = widths.map((width, column) => (width > (least[column] ?? 0) ? width : 0))
    const at = candidates.indexOf(greatest(candidates))
    if (candidates[at] === 0) return undefined
    widths[at] = (widths[at] ?? 0) - 1
  }
  return texts.map((column, at) => widest(column.flatMap((text) => wrapText(text, widths[at] ?? 0))))
}

const greatest = (numbers: readonly number[]): number => numbers.reduce((a, b) => Math.max(a, b), 0)

const widest = (lines: readonly string[]): number => greatest(lines.map(widthOf))

function layOut(columns: readonly Column[], widths: readonly number[], cells: readonly Cell[], page: Page): string {
  const wrapped = cells.map(({ text }, at) => wrapText(text, widths[at] ?? 0))
  const height = greatest(wrapped.map((lines) => lines.length))
  return Array.from({ length: height }, (_, line) =>
    cells
      .map(({ style }, at) => {
        const text = wrapped[at]?.[line] ?? ''
        const padded = (columns[at]?.align === 'right' ? padStart : padEnd)(text, widths[at] ?? 0)
        return style ? page.style(style, padded) : padded
      })
      .join(' '.repeat(GAP))
      .trimEnd(),
  ).join('\n')
}

function stack(columns: readonly Column[], cells: readonly Cell[], page: Page): string {
  const indent = widest(columns.map(({ heading }) => heading)) + GAP
  return columns
    .flatMap(({ heading }, at) => (cells[at]?.text ? hang(heading, cells[at].text, indent, page.width) : []))
    .join('\n')
}
