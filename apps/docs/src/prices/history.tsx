import type { HistoryLine, HistoryRow } from '../../plugins/prices/price-data.ts'
import { Days } from '../parts/days.tsx'
import { Wide } from '../parts/wide.tsx'
import { say } from '../say.ts'
import { HistoryChart } from './history-chart.tsx'
import { References } from './references.tsx'

interface HistoryProps {
  readonly lines: readonly HistoryLine[]
  readonly anchor: string
}

/** Each price along time: drawn, and as a table. */
export const History = ({ lines, anchor }: HistoryProps) => (
  <>
    {lines.map((line) => (
      <figure key={line.title} className="history not-searched">
        <figcaption>{line.title}</figcaption>
        {line.chart && <HistoryChart chart={line.chart} />}
        <Wide label={line.title}>
          <table>
            <thead>
              <tr>
                <th scope="col">{say('history.period')}</th>
                <th scope="col" className="figure">
                  {say('price.price')}
                </th>
                <th scope="col">{say('history.known')}</th>
              </tr>
            </thead>
            <tbody>
              {line.rows.map((row) => (
                <Row key={`${row.from} ${row.price.text}`} row={row} anchor={anchor} />
              ))}
            </tbody>
          </table>
        </Wide>
      </figure>
    ))}
  </>
)

const Row = ({ row, anchor }: { readonly row: HistoryRow; readonly anchor: string }) => (
  <tr className={row.price.isPrice ? '' : 'gap'}>
    <td>
      <span className="day">{row.from || say('history.open')} –</span>{' '}
      <span className="day">{row.until || say('history.open')}</span>
    </td>
    <td className={row.price.isPrice ? 'figure' : 'figure missing'}>{row.price.text}</td>
    <td className="known">
      <Days text={row.known} />
      {row.source && (
        <span className="evidence">
          <Days text={say('source.short', { evidence: row.evidence, checked: row.source.checked })} />{' '}
          <References numbers={[row.source.number]} anchor={anchor} />
        </span>
      )}
    </td>
  </tr>
)
