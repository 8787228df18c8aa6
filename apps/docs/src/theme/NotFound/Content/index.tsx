import Link from '@docusaurus/Link'
import { say } from '../../../say.ts'

const PLACES = [
  ['/docs/quick-start', 'home.start'],
  ['/prices', 'prices.title'],
  ['/http', 'api.title'],
] as const

/** A page that does not exist says where to go on. */
export default function NotFoundContent() {
  return (
    <main className="sheet">
      <h1>{say('lost.title')}</h1>
      <p className="lead">{say('lost.text')}</p>
      <ul className="chips">
        {PLACES.map(([to, text]) => (
          <li key={to}>
            <Link to={to}>{say(text)}</Link>
          </li>
        ))}
      </ul>
    </main>
  )
}
