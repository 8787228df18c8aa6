import type { ModelCounter, TokenPiece } from '@ratecard/core'
import type { Chosen } from '../counting/choose-counter.ts'
import type { CountItem } from '../counting/count-item.ts'
import { type CountReport, pieceText } from '../counting/count-report.ts'
import { type CountView, countTable, fitName, sourceName } from './count-table.ts'
import { counterText } from './counter-text.ts'
import type { Page } from './page.ts'
import { renderSource } from './render-source.ts'
import { fill, hang, printable, wrapText } from './text-width.ts'

/** Token counts for a person: a row for each source, a total, and by what they were counted. */
export function renderCount(report: CountReport, chosen: Chosen, view: CountView, page: Page): string {
  return [
    countTable(report, view, page),
    ...report.items.flatMap((item) => (item.pieces ? [pieceList(item, item.pieces, page)] : [])),
    [
      ...wrapText(counterText(chosen.counter, page), page.width),
      ...('model' in chosen ? modelLines(chosen, page) : []),
    ].join('\n'),
  ].join('\n\n')
}

function pieceList({ name }: CountItem, pieces: readonly TokenPiece[], page: Page): string {
  const { say, style, width } = page
  const [ids, texts] = [say('count.ids'), say('count.pieces')]
  return [
    style('bold', fitName(sourceName(name, page), width)),
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
