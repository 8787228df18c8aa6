import type { Counter, ModelCounter, TokenPiece } from '@ratecard/core'
import { type CountReport, pieceText } from '../counting/count-report.ts'
import type { CountItem } from '../counting/count-source.ts'
import { counterText } from './counter-text.ts'
import { rangeFigure } from './figures.ts'
import type { Page } from './page.ts'
import { renderSource } from './render-source.ts'
import { type Row, renderTable } from './table.ts'
import { fill, hang, keepEnd, printable, wrapText } from './text-width.ts'

/** Widest name of a source: the rest of the line is for its count. */
const MAX_NAME_WIDTH = 48

/** Token counts for a person: a row for each source, a total, and by what they were counted. */
export function renderCount(
  report: CountReport,
  chosen: { readonly counter: Counter } | ModelCounter,
  page: Page,
): string {
  return [
    countTable(report, page),
    ...report.items.flatMap((item) => (item.pieces ? [pieceList(item, item.pieces, page)] : [])),
    [
      ...wrapText(counterText(chosen.counter, page), page.width),
      ...('model' in chosen ? modelLines(chosen, page) : []),
    ].join('\n'),
  ].join('\n\n')
}

function countTable({ items, total, failed }: CountReport, page: Page): string {
  const { say } = page
  const rows = items.map(({ source, tokens }): Row => [sourceName(source, page), rangeFigure(tokens)])
  const failures = failed.map(
    (name): Row => [sourceName(name, page), { text: say('count.not-counted'), style: 'yellow' }],
  )
  const [done, all] = [String(items.length), String(items.length + failed.length)]
  const label = failed.length > 0 ? say('count.total-of', { done, all }) : say('count.total')
  const totals: readonly Row[] =
    all === '1'
      ? []
      : [
          'rule',
          [
            { text: label, style: 'bold' },
            { text: rangeFigure(total), style: 'bold' },
          ],
        ]
  const columns = [{ heading: say('count.source') }, { heading: say('count.tokens'), align: 'right' as const }]
  return renderTable(columns, [...rows, ...failures, ...totals], page)
}

const sourceName = (name: string, { say }: Page): string =>
  name === '-' ? say('stdin') : keepEnd(printable(name), MAX_NAME_WIDTH)

function pieceList({ source }: CountItem, pieces: readonly TokenPiece[], page: Page): string {
  const { say, style, width } = page
  const [ids, texts] = [say('count.ids'), say('count.pieces')]
  return [
    style('bold', sourceName(source, page)),
    ...fill(
      `  ${ids}`,
      pieces.map(({ id }) => String(id)),
      10,
      width,
    ),
    ...fill(`  ${texts}`, pieces.map(quoted), 10, width),
  ].join('\n')
}

/** A piece as it can be told from its neighbours: `' to'`; bytes that are no whole character stand without quotes. */
function quoted(piece: TokenPiece): string {
  if (!('text' in piece)) return pieceText(piece)
  const escaped = JSON.stringify(piece.text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")
  return `'${printable(escaped)}'`
}

/** What the model's price list notes about counting, and where it was read. */
function modelLines({ model }: ModelCounter, page: Page): readonly string[] {
  const { tariff } = model.list.table
  const found = tariff.sources[model.estimation?.source ?? model.card?.source ?? '']
  const notes = (model.estimation?.notes ?? []).flatMap((note) => hang('  -', note[page.locale], 4, page.width))
  if (found === undefined) return notes
  const { quote: _prices, ...source } = found
  return [...notes, ...renderSource('  ', source, page)]
}
