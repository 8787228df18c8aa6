import Link from '@docusaurus/Link'
import type { ListSummary } from '../../plugins/prices/price-data.ts'
import { Wide } from '../parts/wide.tsx'
import { say } from '../say.ts'

/** The price lists of a provider. */
export const ListTable = ({ lists }: { readonly lists: readonly ListSummary[] }) => (
  <Wide label={say('list.title')}>
    <table>
      <thead>
        <tr>
          <th scope="col">{say('list.list')}</th>
          <th scope="col">{say('list.scope')}</th>
          <th scope="col">{say('list.currency')}</th>
          <th scope="col" className="figure">
            {say('list.models')}
          </th>
          <th scope="col">{say('list.last-checked')}</th>
        </tr>
      </thead>
      <tbody>
        {lists.map((list) => (
          <tr key={list.id}>
            <th scope="row">
              <Link to={list.href}>{list.name}</Link>
            </th>
            <td>{list.scope || '—'}</td>
            <td>{list.currency}</td>
            <td className="figure">{list.models}</td>
            <td className="day">{list.lastSeen}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </Wide>
)
