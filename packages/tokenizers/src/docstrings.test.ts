import { expect, it } from 'vitest'
// @boundaries-ignore a helper of tests, which are not published
import { docExamples, runExample } from '../../../scripts/vitest-docstrings.ts'
import * as tokenizers from './index.ts'

// What starts a worker needs a module and a page: browser.test.ts is that.
const examples = docExamples(new URL('./', import.meta.url)).filter(
  ({ place }) => !place.startsWith('worker/worker-tok'),
)

const scope = {
  ...tokenizers,
  createReadStream: () => ['Nice to ', 'meet you.'],
  error: new tokenizers.UnknownTokenizerError('qwenn'),
  console: { log: () => undefined, error: () => undefined },
}

it('finds them', () => {
  expect(examples.length).toBeGreaterThan(10)
})

it.each(examples)('$place', async (example) => {
  for (const [given, said] of await runExample(example, scope)) expect(given).toEqual(said)
})
