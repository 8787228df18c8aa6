import Link from '@docusaurus/Link'
import Layout from '@theme/Layout'
import type { ReactNode } from 'react'
import { say } from '../say.ts'

interface SheetProps {
  readonly title: string
  readonly description?: string
  /** The pages above this one. */
  readonly path?: readonly { readonly name: string; readonly href: string }[]
  readonly children: ReactNode
}

/** A page of data: where it stands, then one column of sections. */
export function Sheet({ title, description, path = [], children }: SheetProps) {
  return (
    <Layout title={title} {...(description !== undefined && { description })}>
      <main className="sheet">
        {path.length > 0 && (
          <nav aria-label={say('path')} className="sheet-path">
            <ol>
              {path.map(({ name, href }) => (
                <li key={href}>
                  <Link to={href}>{name}</Link>
                </li>
              ))}
            </ol>
          </nav>
        )}
        {children}
      </main>
    </Layout>
  )
}
