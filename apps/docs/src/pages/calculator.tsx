import Link from '@docusaurus/Link'
import { LiveCalculator } from '../parts/live-calculator.tsx'
import { Sheet } from '../parts/sheet.tsx'
import { say } from '../say.ts'

/** The calculator with every price list, whose address can be shared. */
export default function CalculatorPage() {
  return (
    <Sheet title={say('calculator.title')} description={say('calculator.lead')}>
      <h1>{say('calculator.title')}</h1>
      <p className="lead">{say('calculator.lead')}</p>
      <LiveCalculator values={{ model: 'qwen-plus', list: 'alibaba-model-studio/cn-cny' }} />
      <p>
        <Link to="/docs/calculator">{say('embed.this')}</Link>
      </p>
    </Sheet>
  )
}
