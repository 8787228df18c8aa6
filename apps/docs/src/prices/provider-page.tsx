import Link from '@docusaurus/Link'
import { useState } from 'react'
import type { ProviderSummary } from '../../plugins/prices/price-data.ts'
import { Sheet } from '../parts/sheet.tsx'
import { say } from '../say.ts'
import { ListTable } from './list-table.tsx'

/** A provider: its price lists, and every model that they name. */
export default function ProviderPage({ data }: { readonly data: ProviderSummary }) {
  const { name, lists, models } = data
  const [wanted, setWanted] = useState('')
  const found = models.filter((model) => model.name.toLowerCase().includes(wanted.trim().toLowerCase()))
  return (
    <Sheet title={say('provider.title', { provider: name })} path={[{ name: say('prices.title'), href: '/prices' }]}>
      <h1>{name}</h1>
      <ListTable lists={lists} />
      <h2>{say('list.models')}</h2>
      <label className="finder">
        <span>{say('provider.find')}</span>
        <input
          type="search"
          value={wanted}
          onChange={(event) => setWanted(event.target.value)}
          placeholder="qwen3-max"
        />
      </label>
      <p className="legend" role="status">
        {say('provider.found', { count: String(found.length), all: String(models.length) })}
      </p>
      {found.length === 0 && <p className="empty">{say('provider.none')}</p>}
      <ul className="models">
        {found.map((model) => (
          <li key={model.name}>
            <Link to={model.href}>{model.name}</Link>
            <span>{model.lists.join(' · ')}</span>
          </li>
        ))}
      </ul>
    </Sheet>
  )
}
