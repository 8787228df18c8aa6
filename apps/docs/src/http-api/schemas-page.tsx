import Heading from '@theme/Heading'
import type { SchemasPageData } from '../../plugins/http-api/api-data.ts'
import { Sheet } from '../parts/sheet.tsx'
import { say } from '../say.ts'
import { ApiNav } from './api-nav.tsx'
import { FieldTable } from './field-table.tsx'
import { TypeText } from './type-text.tsx'

/** The shapes of what is sent and answered. */
export default function SchemasPage({ data }: { readonly data: SchemasPageData }) {
  const { shapes, schemasHref } = data
  return (
    <Sheet title={say('api.schemas')} path={[{ name: say('api.title'), href: '/http' }]}>
      <h1>{say('api.schemas')}</h1>
      <ApiNav {...data} />
      {shapes.map(({ name, description, type, fields }) => (
        <section key={name} className="shape">
          <Heading as="h2" id={name}>
            {name}
          </Heading>
          <p>
            {type.length > 0 && <TypeText type={type} href={schemasHref} />} {description}
          </p>
          {fields.length > 0 && <FieldTable fields={fields} label={name} schemasHref={schemasHref} />}
        </section>
      ))}
    </Sheet>
  )
}
