import type { PrintedFigures as Figures } from '../../plugins/prices/price-data.ts'
import { Wide } from '../parts/wide.tsx'
import { say } from '../say.ts'

/** What the vendor prints beside its formula, and where the two disagree. */
export const PrintedFigures = ({ figures }: { readonly figures: readonly Figures[] }) => (
  <>
    {figures.map(({ rows, contradictions }) => (
      <div key={rows[0]?.label}>
        {contradictions.map((text) => (
          <p key={text} className="warning">
            {text}
          </p>
        ))}
        <Wide label={say('printed.title')}>
          <table>
            <thead>
              <tr>
                <th scope="col">{say('printed.use')}</th>
                <th scope="col" className="figure">
                  {say('printed.printed')}
                </th>
                <th scope="col" className="figure">
                  {say('printed.formula')}
                </th>
                <th scope="col">{say('printed.remark')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.label} className={row.isWrong ? 'wrong' : ''}>
                  <th scope="row">{row.label}</th>
                  <td className="figure">{row.printed}</td>
                  <td className="figure">{row.exact}</td>
                  <td>{row.remark}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Wide>
      </div>
    ))}
  </>
)
