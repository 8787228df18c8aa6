import CodeBlock from '@theme/CodeBlock'
import Heading from '@theme/Heading'
import type { ApiAnswer, GroupPageData, Operation } from '../../plugins/http-api/api-data.ts'
import { Sheet } from '../parts/sheet.tsx'
import { Wide } from '../parts/wide.tsx'
import { say } from '../say.ts'
import { ApiNav } from './api-nav.tsx'
import { FieldTable } from './field-table.tsx'
import { TypeText } from './type-text.tsx'

/** The addresses of one group: what each takes, and what it answers. */
export default function GroupPage({ data }: { readonly data: GroupPageData }) {
  const { group, schemasHref } = data
  return (
    <Sheet title={say('api.group', { group: group.name })} path={[{ name: say('api.title'), href: '/http' }]}>
      <h1>{group.name}</h1>
      <ApiNav {...data} />
      {group.operations.map((operation) => (
        <OperationSection key={operation.id} operation={operation} schemasHref={schemasHref} />
      ))}
    </Sheet>
  )
}

interface OperationProps {
  readonly operation: Operation
  readonly schemasHref: string
}

function OperationSection({ operation, schemasHref }: OperationProps) {
  const { id, method, path, summary, description, parameters, body, answers } = operation
  const [good, ...problems] = answers
  return (
    <section className="operation">
      <Heading as="h2" id={id}>
        {summary}
      </Heading>
      <p className="address">
        <strong>{method}</strong> <code>{path}</code>
      </p>
      <p>{description}</p>
      {parameters.length > 0 && (
        <>
          <h3>{say('api.parameters')}</h3>
          <FieldTable fields={parameters} label={say('api.parameters')} schemasHref={schemasHref} />
        </>
      )}
      {body && (
        <>
          <h3>{say('api.body')}</h3>
          <p>
            <TypeText type={body.type} href={schemasHref} /> {body.description}
          </p>
          {body.fields.length > 0 && (
            <FieldTable fields={body.fields} label={say('api.body')} schemasHref={schemasHref} />
          )}
          {body.example && (
            <CodeBlock language="json" title={say('api.example')}>
              {body.example}
            </CodeBlock>
          )}
        </>
      )}
      <h3>{say('api.answer')}</h3>
      {good && (
        <p>
          {good.status} <TypeText type={good.type} href={schemasHref} /> {good.description}
        </p>
      )}
      {good?.example && (
        <details className="more not-searched">
          <summary>{say('api.example')}</summary>
          <CodeBlock language="json">{good.example}</CodeBlock>
        </details>
      )}
      {problems.length > 0 && <Problems answers={problems} />}
    </section>
  )
}

const Problems = ({ answers }: { readonly answers: readonly ApiAnswer[] }) => (
  <details className="more not-searched">
    <summary>{say('api.problems')}</summary>
    <Wide label={say('api.problems')}>
      <table>
        <tbody>
          {answers.map(({ status, description }) => (
            <tr key={status}>
              <th scope="row">{status}</th>
              <td>{description}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  </details>
)
