import Link from '@docusaurus/Link'
import type { ApiIndexData } from '../../plugins/http-api/api-data.ts'
import { Sheet } from '../parts/sheet.tsx'
import { Wide } from '../parts/wide.tsx'
import { say } from '../say.ts'
import { ApiNav } from './api-nav.tsx'

/** Every address of the server. */
export default function HttpApiPage({ data }: { readonly data: ApiIndexData }) {
  return (
    <Sheet title={say('api.title')} description={data.description}>
      <h1>{say('api.title')}</h1>
      <p className="lead">{data.description}</p>
      <ApiNav {...data} />
      {data.operations.map(({ id, name, href, operations }) => (
        <section key={id}>
          <h2>{name}</h2>
          <Wide label={name}>
            <table className="addresses">
              <tbody>
                {operations.map((one) => (
                  <tr key={one.id}>
                    <th scope="row">
                      <Link to={`${href}#${one.id}`}>
                        <code>
                          {one.method} {one.path}
                        </code>
                      </Link>
                    </th>
                    <td>{one.summary}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Wide>
        </section>
      ))}
      <p>
        <Link to="/docs/server">{say('api.guide')}</Link>
      </p>
    </Sheet>
  )
}
