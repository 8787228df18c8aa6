import Link from '@docusaurus/Link'
import Layout from '@theme/Layout'
import { LiveCalculator } from '../parts/live-calculator.tsx'
import { say } from '../say.ts'

const FACES = [
  { id: 'cli', to: '/docs/cli', code: 'ratecard estimate prompt.md --model qwen-max' },
  { id: 'library', to: '/docs/library', code: "import { rate } from '@ratecard/core'" },
  { id: 'server', to: '/docs/server', code: 'POST /v1/price' },
  { id: 'widget', to: '/docs/calculator', code: '<Calculator provider="atomgit-ai" />' },
]

const PROMISES = ['exact', 'unknown', 'past', 'evidence']

/** What Ratecard does, at once: a text, its price, and why. */
export default function Home() {
  return (
    <Layout description={say('home.lead')}>
      <main className="sheet">
        <header className="opening">
          <h1>{say('home.title')}</h1>
          <p className="lead">{say('home.lead')}</p>
          <p className="opening-links">
            <Link className="button button--primary" to="/docs/quick-start">
              {say('home.start')}
            </Link>
            <Link className="button button--outline button--primary" to="/prices">
              {say('home.prices')}
            </Link>
          </p>
        </header>
        <h2>{say('home.try')}</h2>
        <LiveCalculator
          provider="alibaba-model-studio"
          share={false}
          values={{ list: 'alibaba-model-studio/cn-cny', model: 'qwen-plus', text: say('home.text') }}
        />
        <h2>{say('home.faces')}</h2>
        <ul className="cards">
          {FACES.map(({ id, to, code }) => (
            <li key={id}>
              <h3>
                <Link to={to}>{say(`home.${id}`)}</Link>
              </h3>
              <p>{say(`home.${id}-text`)}</p>
              <pre>
                <code>{code}</code>
              </pre>
            </li>
          ))}
        </ul>
        <h2>{say('home.promises')}</h2>
        <dl className="promises">
          {PROMISES.map((id) => (
            <div key={id}>
              <dt>{say(`home.${id}`)}</dt>
              <dd>{say(`home.${id}-text`)}</dd>
            </div>
          ))}
        </dl>
      </main>
    </Layout>
  )
}
