import Link from '@docusaurus/Link'
import { LiveCalculator } from '../parts/live-calculator.tsx'
import { Sheet } from '../parts/sheet.tsx'
import { say } from '../say.ts'

/** The calculator as a usage page of AtomGit AI could have it. */
export default function AtomGit() {
  return (
    <Sheet title={say('atomgit.title')} description={say('atomgit.lead')}>
      <h1>{say('atomgit.title')}</h1>
      <p className="lead">{say('atomgit.lead')}</p>
      <h2>{say('atomgit.tokens')}</h2>
      <LiveCalculator
        provider="atomgit-ai"
        models={['text-generation', 'image-to-text', 'sentence-similarity', 'speech-recognition', 'text-to-image']}
        values={{ model: 'text-generation', text: say('home.text') }}
        share={false}
      />
      <h2>{say('atomgit.core-hours')}</h2>
      <LiveCalculator
        provider="atomgit-ai"
        models={['notebook', 'space']}
        tabs={['core-hours']}
        values={{ tab: 'core-hours', model: 'notebook', cores: '16', duration: '10m' }}
        share={false}
      />
      <h2>{say('atomgit.more')}</h2>
      <ul>
        <li>
          <Link to="/prices/atomgit-ai/notebook">{say('atomgit.table')}</Link>
        </li>
        <li>
          <Link to="/prices/atomgit-ai/lists/default">{say('atomgit.list')}</Link>
        </li>
        <li>
          <Link to="/docs/calculator">{say('embed.this')}</Link>
        </li>
      </ul>
    </Sheet>
  )
}
