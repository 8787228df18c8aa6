import Link from '@docusaurus/Link'
import type { TypePart } from '../../plugins/http-api/api-data.ts'

/** A type, its named parts led to their tables. */
export const TypeText = ({ type, href }: { readonly type: readonly TypePart[]; readonly href: string }) => (
  <code className="type">
    {type.map(({ text, schema }, at) =>
      schema === undefined ? (
        text
      ) : (
        <Link key={at} to={`${href}#${schema}`}>
          {text}
        </Link>
      ),
    )}
  </code>
)
