import Link from '@docusaurus/Link'
import type { ListPageData } from '../../plugins/prices/price-data.ts'
import { Sheet } from '../parts/sheet.tsx'
import { Wide } from '../parts/wide.tsx'
import { say } from '../say.ts'
import { Rules } from './rules.tsx'
import { Sources } from './sources.tsx'

/** A price list: its models with their main prices, its rules, its sources. */
export default function ListPage({ data }: { readonly data: ListPageData }) {
  const { provider, list, asOf, models, rules, notes, sources } = data
  const path = [
    { name: say('prices.title'), href: '/prices' },
    { name: provider.name, href: provider.href },
  ]
  const facts = [
    ['list.list', list.id],
    ['list.scope', list.scope],
    ['list.currency', list.currency],
    ['list.version', list.version],
    ['list.models', list.models],
    ['list.last-checked', list.lastSeen],
  ] as const
  return (
    <Sheet title={list.name} path={path}>
      <h1>{list.name}</h1>
      <dl className="facts">
        {facts.map(([label, text]) =>
          text === '' ? null : (
            <div key={label}>
              <dt>{say(label)}</dt>
              <dd>{text}</dd>
            </div>
          ),
        )}
      </dl>
      <h2>{say('list.models')}</h2>
      <p className="legend">{say('list.legend', { asOf })}</p>
      <Wide label={say('list.models')}>
        <table className="not-searched">
          <thead>
            <tr>
              <th scope="col">{say('list.model')}</th>
              <th scope="col">{say('price.meter')}</th>
              <th scope="col" className="figure">
                {say('price.price')}
              </th>
            </tr>
          </thead>
          {models.map(({ name, href, prices }) => (
            <tbody key={name}>
              {prices.length === 0 && (
                <tr>
                  <th scope="row">
                    <Link to={href}>{name}</Link>
                  </th>
                  <td colSpan={2} className="missing">
                    {say('list.none')}
                  </td>
                </tr>
              )}
              {prices.map(({ line, price }, at) => (
                <tr key={line}>
                  {at === 0 && (
                    <th scope="rowgroup" rowSpan={prices.length}>
                      <Link to={href}>{name}</Link>
                    </th>
                  )}
                  <td>{line}</td>
                  <td className="figure">{price.text}</td>
                </tr>
              ))}
            </tbody>
          ))}
        </table>
      </Wide>
      {rules.length > 0 && <h2>{say('rules.title')}</h2>}
      <Rules rules={rules} anchor="list" />
      {notes.length > 0 && <h2>{say('notes.title')}</h2>}
      <ul className="rules">
        {notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
      <h2>{say('source.title')}</h2>
      <Sources sources={sources} anchor="list" />
    </Sheet>
  )
}
