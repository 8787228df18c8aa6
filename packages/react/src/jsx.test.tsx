import './jsx.ts'
import { expect, test } from 'vitest'

test('the tag has types in JSX', () => {
  const tag = <ratecard-calculator provider="atomgit-ai" theme="dark" worker-src="/worker.js" />
  // @ts-expect-error: no theme of that name
  const wrong = <ratecard-calculator theme="blue" />
  expect([tag.props.theme, wrong.props.theme]).toEqual(['dark', 'blue'])
})
