import Link from '@docusaurus/Link'
import Heading from '@theme/Heading'
import type { ModelList, ModelPageData } from '../../plugins/prices/price-data.ts'
import { Sheet } from '../parts/sheet.tsx'
import { say } from '../say.ts'
import { History } from './history.tsx'
import { PriceTables } from './price-tables.tsx'
import { PrintedFigures } from './printed-figures.tsx'
import { Rules } from './rules.tsx'
import { Sources } from './sources.tsx'

/** A model: what it costs by each price list, since when, and who says so. */
export default function ModelPage({ data }: { readonly data: ModelPageData }) {
  const { provider, model, asOf, lists } = data
  const path = [
    { name: say('prices.title'), href: '/prices' },
    { name: provider.name, href: provider.href },
  ]
  return (
    <Sheet title={say('model.title', { model })} description={say('model.description', { model })} path={path}>
      <h1 className="model-name">{model}</h1>
      <p className="lead">{say('model.lead', { provider: provider.name, asOf })}</p>
      {lists.length > 1 && (
        <ul className="chips">
          {lists.map((list) => (
            <li key={list.id}>
              <a href={`#${list.anchor}`}>{list.name}</a>
            </li>
          ))}
        </ul>
      )}
      {lists.map((list) => (
        <ListSection key={list.id} list={list} />
      ))}
    </Sheet>
  )
}

function ListSection({ list }: { readonly list: ModelList }) {
  const { anchor, history, moreHistory, rules, figures, caveats, notes } = list
  return (
    <section className="price-list not-searched">
      <Heading as="h2" id={anchor}>
        {list.name}
      </Heading>
      <dl className="facts">
        <div>
          <dt>{say('list.list')}</dt>
          <dd>
            <Link to={list.href}>{list.id}</Link>
          </dd>
        </div>
        {list.facts.map(([label, text]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      {list.warnings.map((text) => (
        <p key={text} className="warning">
          {text}
        </p>
      ))}
      {list.tables.length > 0 ? (
        <PriceTables tables={list.tables} anchor={anchor} />
      ) : (
        <p className="empty">{say('model.none')}</p>
      )}
      {rules.length > 0 && <h3>{say('rules.title')}</h3>}
      <Rules rules={rules} anchor={anchor} />
      {figures.length > 0 && <h3>{say('printed.title')}</h3>}
      <PrintedFigures figures={figures} />
      {history.length > 0 && (
        <>
          <h3>{say('history.title')}</h3>
          <p className="legend">{say('history.legend')}</p>
        </>
      )}
      <History lines={history} anchor={anchor} />
      {moreHistory.length > 0 && (
        <details className="more">
          <summary>{say('history.more', { count: String(moreHistory.length) })}</summary>
          <History lines={moreHistory} anchor={anchor} />
        </details>
      )}
      {caveats.length > 0 && (
        <>
          <h3>{say('caveats.title')}</h3>
          <p className="legend">{say('caveats.legend')}</p>
          <Rules rules={caveats} anchor={anchor} />
        </>
      )}
      {notes.length > 0 && (
        <>
          <h3>{say('notes.title')}</h3>
          <ul className="rules">
            {notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </>
      )}
      <h3>{say('source.title')}</h3>
      <Sources sources={list.sources} anchor={anchor} />
    </section>
  )
}
