import Link from '@docusaurus/Link'
import type { ProviderSummary } from '../../plugins/prices/price-data.ts'
import { Sheet } from '../parts/sheet.tsx'
import { say } from '../say.ts'
import { ListTable } from './list-table.tsx'

interface ProvidersPageProps {
  readonly data: {
    readonly asOf: string
    readonly providers: readonly (Omit<ProviderSummary, 'models'> & { readonly count: string })[]
  }
}

/** Everything that is priced, by provider. */
export default function ProvidersPage({ data: { asOf, providers } }: ProvidersPageProps) {
  return (
    <Sheet title={say('prices.title')} description={say('prices.description')}>
      <h1>{say('prices.title')}</h1>
      <p className="lead">{say('prices.lead', { asOf })}</p>
      {providers.map(({ id, name, href, lists, count }) => (
        <section key={id} className="price-list">
          <h2>{name}</h2>
          <ListTable lists={lists} />
          <p>
            <Link to={href}>{say('provider.models', { count })}</Link>
          </p>
        </section>
      ))}
    </Sheet>
  )
}
