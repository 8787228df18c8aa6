import type { PriceTable } from '../../plugins/prices/price-data.ts'
import { Days } from '../parts/days.tsx'
import { Wide } from '../parts/wide.tsx'
import { say } from '../say.ts'
import { References } from './references.tsx'

interface PriceTablesProps {
  readonly tables: readonly PriceTable[]
  readonly anchor: string
}

/** Prices at one instant. */
export const PriceTables = ({ tables, anchor }: PriceTablesProps) => (
  <>
    {tables.map((table) => (
      <Wide key={table.title} label={table.title || say('price.usual')}>
        <table className="prices">
          <caption>{table.title || say('price.usual')}</caption>
          <thead>
            <tr>
              <th scope="col">{say('price.meter')}</th>
              {table.tiers.map((tier) => (
                <th key={tier} scope="col" className="figure">
                  {tier || say('price.price')}
                </th>
              ))}
              <th scope="col">{say('price.seen')}</th>
            </tr>
          </thead>
          <tbody>
            {table.rows.map((row) => (
              <tr key={row.meter}>
                <th scope="row">{row.meter}</th>
                {row.cells.map((cell, at) => (
                  <td key={table.tiers[at]} className={cell.isPrice ? 'figure' : 'figure missing'}>
                    {cell.text}
                  </td>
                ))}
                <td className="seen">
                  <Days text={row.seen} /> <References numbers={row.sources} anchor={anchor} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
    ))}
  </>
)
