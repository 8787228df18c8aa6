import type { Range } from '@ratecard/core'
import { groupDigits } from '@ratecard/core/messages'
import type { CountReport } from '../counting/count-report.ts'
import { type CountNode, countTree, sumOf } from '../counting/count-tree.ts'
import { type CountOrder, compareCounts } from '../counting/sort-items.ts'
import { rangeFigure } from './figures.ts'
import type { Page } from './page.ts'
import { type Cell, renderTable } from './table.ts'
import { keepEnd, printable, widthOf } from './text-width.ts'

/** How counts are shown. */
export interface CountView {
  readonly order: CountOrder
  readonly isTree: boolean
  /** Rows to show, and in a tree rows of each directory. */
  readonly top: number | undefined
  /** Levels of a tree to show. */
  readonly depth: number | undefined
}

/** A row before its name is fitted. */
interface Line {
  /** Stands before the name and is never cut. */
  readonly lead: string
  readonly name: string
  readonly figures: readonly Cell[]
}

type Counted = Omit<CountNode, 'children'>

/** What was counted, a row for each, and the total of several. */
export function countTable(report: CountReport, view: CountView, page: Page): string {
  const { items, problems, total, bytes } = report
  const { say } = page
  const all = items.length + problems.length
  const isOne = all === 1
  const figuresOf = (counted: Counted) => figures(counted, isOne ? undefined : total, page)
  const counted = view.isTree && !isOne ? treeRows(report, view, page) : flatRows(report, view, page)
  const lines: readonly Line[] = [
    ...counted.map(({ lead, ...row }) => ({ lead, name: row.name, figures: figuresOf(row) })),
    ...problems.slice(0, view.top).map(({ path }) => notCounted(path, page)),
  ]
  const done = { done: groupDigits(String(items.length)), all: groupDigits(String(all)) }
  const name = problems.length > 0 ? say('count.total-of', done) : say('count.total')
  const sums = figuresOf({ name, tokens: total, bytes, files: items.length })
  const headings = [say('count.tokens'), say('count.share'), say('count.bytes')].slice(0, sums.length)
  const room =
    page.width - widthOfFigures([headings.map((text) => ({ text })), ...lines.map((line) => line.figures), sums])
  return renderTable(
    [{ heading: say('count.source') }, ...headings.map((heading) => ({ heading, align: 'right' as const }))],
    [
      ...lines.map((line) => [nameCell(line, room), ...line.figures]),
      ...(isOne ? [] : (['rule', [name, ...sums.map(({ text }) => text)].map(bold)] as const)),
    ],
    page,
  )
}

const bold = (text: string): Cell => ({ text, style: 'bold' })

function figures({ tokens, bytes }: Counted, total: Range | undefined, page: Page): readonly Cell[] {
  const texts = [rangeFigure(tokens)]
  if (total) texts.push(shareFigure(tokens, total, page), groupDigits(String(bytes)))
  return texts.map((text) => ({ text }))
}

/** In percent, to one digit: for the eye, nothing is computed with it. */
function shareFigure({ likely }: Range, total: Range, { say }: Page): string {
  const [part, whole] = [likely, total.likely].map((value) => Number(value.numerator) / Number(value.denominator))
  const share = ((part as number) / (whole as number)) * 100
  return say('count.percent', { share: (whole ? share : 0).toFixed(1) })
}

const notCounted = (path: string, page: Page): Line => ({
  lead: '',
  name: sourceName(path, page),
  figures: [{ text: page.say('count.not-counted'), style: 'yellow' }],
})

const GAP = 2

/** Columns that the figures take with the gaps before them. */
function widthOfFigures(rows: readonly (readonly Cell[])[]): number {
  const widths: number[] = []
  for (const row of rows)
    for (const [at, { text }] of row.entries()) widths[at] = Math.max(widths[at] ?? 0, widthOf(text) + GAP)
  return widths.reduce((sum, width) => sum + width, 0)
}

/** The names give way where the page is narrow; a path says most at its end. */
function nameCell({ lead, name }: Line, room: number): Cell {
  return { text: `${lead}${fitName(name, Math.max(room - widthOf(lead), LEAST_NAME))}` }
}

const LEAST_NAME = 12

/** The name of a source; only stdin has the name `-`, though a file in a tree may end in it. */
export const sourceName = (name: string, { say }: Page): string => (name === '-' ? say('stdin') : name)

export const fitName = (name: string, width: number): string => keepEnd(printable(name), width)

type Row = Counted & { readonly lead: string }

function flatRows({ items }: CountReport, { order, top }: CountView, page: Page): readonly Row[] {
  const sorted = items.map((item) => ({ ...item, files: 1 })).sort(compareCounts(order))
  return limited(sorted, top, page).map((row) => ({ ...row, name: sourceName(row.name, page), lead: '' }))
}

/** The first of several rows, and one for the rest. */
function limited<T extends Counted>(rows: readonly T[], top = rows.length, { say }: Page): readonly (T | Counted)[] {
  const rest = rows.slice(top)
  if (rest.length === 0) return rows
  const sums = sumOf(rest)
  const name = say('count.more', { count: groupDigits(String(sums.files)) })
  return [...rows.slice(0, top), { name, ...sums }]
}

function treeRows({ items }: CountReport, { order, top, depth }: CountView, page: Page): readonly Row[] {
  const roots = countTree(items, order).map((root) => ({ ...root, name: sourceName(root.name, page) }))
  // A single root is where the tree stands; of several, each is a level of it.
  const first = roots.length === 1 ? 0 : 1
  const rowsOf = (nodes: readonly CountNode[], level: number, indent: string): readonly Row[] =>
    limited(nodes, top, page).flatMap((node, at, { length }) => {
      const [own, below] = level === first ? ['', ''] : at < length - 1 ? ['├── ', '│   '] : ['└── ', '    ']
      const row = { ...node, lead: `${indent}${own}` }
      const opens = 'children' in node && level < (depth ?? Number.POSITIVE_INFINITY)
      return opens ? [row, ...rowsOf(node.children, level + 1, `${indent}${below}`)] : [row]
    })
  return rowsOf(roots, first, '')
}
