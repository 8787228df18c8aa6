import Link from '@docusaurus/Link'
import type { BarChart, BenchmarksData } from '../../plugins/benchmarks/benchmarks-data.ts'
import { Sheet } from '../parts/sheet.tsx'
import { say } from '../say.ts'

/** What was measured, side by side with others. */
export default function BenchmarksPage({ data: { machine, sections } }: { readonly data: BenchmarksData }) {
  return (
    <Sheet title={say('bench.title')}>
      <h1>{say('bench.title')}</h1>
      <p className="lead">{machine}</p>
      {sections.map(({ title, about, href, charts }) => (
        <section key={href}>
          <h2>{title}</h2>
          <p>{about}</p>
          {charts.map((chart) => (
            <Bars key={chart.title} chart={chart} />
          ))}
          <p>
            <Link to={href}>{say('bench.all')}</Link>
          </p>
        </section>
      ))}
    </Sheet>
  )
}

const Bars = ({ chart: { title, unit, bars } }: { readonly chart: BarChart }) => (
  <table className="bars">
    <caption>
      {title} <span className="evidence">{unit}</span>
    </caption>
    <tbody>
      {bars.map(({ name, figure, share }) => (
        <tr key={name} className={name === 'ratecard' ? 'own' : ''}>
          <th scope="row">{name}</th>
          <td>
            <svg aria-hidden="true">
              <title>{figure}</title>
              <rect width={`${share}%`} height="100%" rx="2" />
            </svg>
          </td>
          <td className="figure">{figure}</td>
        </tr>
      ))}
    </tbody>
  </table>
)
