import Link from '@docusaurus/Link'
import { LiveCalculator } from '../parts/live-calculator.tsx'
import { Sheet } from '../parts/sheet.tsx'
import { say } from '../say.ts'

/** The calculator as a billing page of Model Studio could have it. */
export default function ModelStudio() {
  return (
    <Sheet title={say('studio.title')} description={say('studio.lead')}>
      <h1>{say('studio.title')}</h1>
      <p className="lead">{say('studio.lead')}</p>
      <LiveCalculator
        provider="alibaba-model-studio"
        lists={[
          'alibaba-model-studio/cn-cny',
          'alibaba-model-studio/international-usd',
          'alibaba-model-studio/international-cny',
          'alibaba-model-studio/global-cny',
          'alibaba-model-studio/us-cny',
          'alibaba-model-studio/eu-cny',
        ]}
        tabs={['text', 'conversation', 'quantities']}
        values={{ model: 'qwen3-max', text: say('home.text'), outputTokens: '800' }}
      />
      <h2>{say('atomgit.more')}</h2>
      <ul>
        <li>
          <Link to="/prices/alibaba-model-studio">{say('studio.models')}</Link>
        </li>
        <li>
          <Link to="/docs/calculator">{say('embed.this')}</Link>
        </li>
      </ul>
    </Sheet>
  )
}
