import type { Field } from '../../plugins/http-api/api-data.ts'
import { Wide } from '../parts/wide.tsx'
import { say } from '../say.ts'
import { TypeText } from './type-text.tsx'

interface FieldTableProps {
  readonly fields: readonly Field[]
  readonly label: string
  readonly schemasHref: string
}

/** Fields or parameters, each with its type and meaning. */
export const FieldTable = ({ fields, label, schemasHref }: FieldTableProps) => (
  <Wide label={label}>
    <table className="fields">
      <thead>
        <tr>
          <th scope="col">{say('api.name')}</th>
          <th scope="col">{say('api.type')}</th>
          <th scope="col">{say('api.meaning')}</th>
        </tr>
      </thead>
      <tbody>
        {fields.map(({ name, place, type, isRequired, description }) => (
          <tr key={`${place} ${name}`}>
            <th scope="row">
              <code>{name}</code>
              {place && <span className="evidence">{say(`api.in-${place}`)}</span>}
              {isRequired && <span className="evidence">{say('api.required')}</span>}
            </th>
            <td>
              <TypeText type={type} href={schemasHref} />
            </td>
            <td>{description}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </Wide>
)
