import Link from '@docusaurus/Link'
import type { ApiPageData } from '../../plugins/http-api/api-data.ts'
import { say } from '../say.ts'

/** The pages of the HTTP reference. */
export const ApiNav = ({ groups, schemasHref }: ApiPageData) => (
  <ul className="chips">
    {[...groups, { id: 'schemas', name: say('api.schemas'), href: schemasHref }].map(({ id, name, href }) => (
      <li key={id}>
        <Link to={href} activeClassName="chip-active" isNavLink>
          {name}
        </Link>
      </li>
    ))}
  </ul>
)
