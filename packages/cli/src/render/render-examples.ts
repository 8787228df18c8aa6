import { formatExact } from '@ratecard/core'
import { renderMessage } from '@ratecard/core/messages'
import type { ComparedExample } from '../pricing/compare-examples.ts'
import type { Page } from './page.ts'
import { type Cell, type Row, renderTable } from './table.ts'
import { hang, printable } from './text-width.ts'

/**
 * The figures that a vendor prints, laid out as it does where their labels have two parts, with each cell that the
 * vendor's own formula contradicts marked and explained.
 */
export function renderExamples(models: readonly string[], compared: readonly ComparedExample[], page: Page): string {
  const { locale, say, style, width } = page
  const units = [...new Set(compared.map(({ example }) => example.currency))]
  const title = printable(say('examples.title', { models, units }))
  const contradictions = compared.flatMap((one) => contradiction(one))
  const legend = compared.some(({ figure }) => figure?.kind === 'rounded') ? [say('examples.rounded')] : []
  return [
    style('bold', title),
    gridOf(compared, page) ?? listOf(compared, page),
    ...legend.map((text) => `  ${style('dim', text)}`),
    ...contradictions.flatMap((params) =>
      hang('  ✗', renderMessage('printed-figure-contradicts', params, locale), 4, width),
    ),
  ].join('\n')
}

function contradiction({ example, figure }: ComparedExample) {
  if (figure?.kind !== 'contradicts') return []
  const { printed, label } = example
  const [exact, expected] = [formatExact(figure.exact), formatExact(figure.expected)]
  return [{ printed, exact, expected, en: label.en, zh: label.zh }]
}

function gridOf(compared: readonly ComparedExample[], page: Page): string | undefined {
  const places = compared.map(({ example }) => example.label[page.locale].split(/, |，/))
  if (!places.every((parts) => parts.length === 2)) return undefined
  const [tops, sides] = [1, 0].map((part) => [...new Set(places.map((parts) => parts[part] ?? ''))])
  const cells = new Map(compared.map((one, at) => [places[at]?.join('\n'), one]))
  if (tops === undefined || sides === undefined || cells.size !== compared.length) return undefined
  const rows = sides.map(
    (side): Row => [
      printable(side),
      ...tops.map((top) => {
        const one = cells.get(`${side}\n${top}`)
        return one ? figureCell(one) : ''
      }),
    ],
  )
  const columns = [{ heading: '' }, ...tops.map((top) => ({ heading: `${printable(top)}  `, align: 'right' as const }))]
  return renderTable(columns, rows, page)
}

function listOf(compared: readonly ComparedExample[], page: Page): string {
  const rows = compared.map((one): Row => [printable(one.example.label[page.locale]), figureCell(one)])
  return renderTable([{ heading: '' }, { heading: '', align: 'right' }], rows, page)
}

/** Every figure takes the room of a mark, so that digits stand under digits. */
function figureCell({ example: { printed }, figure }: ComparedExample): Cell {
  if (figure?.kind === 'contradicts') return { text: `${printed} ✗`, style: 'yellow' }
  return { text: figure?.kind === 'rounded' ? `${printed} ≈` : `${printed}  ` }
}
