import { describe, expect, it } from 'vitest'
// @boundaries-ignore a helper of tests, which are not published
import { docExamples, runExample } from '../../../scripts/vitest-docstrings.ts'
import * as estimator from './estimator/index.ts'
import * as imports from './import/index.ts'
import * as core from './index.ts'
import * as messages from './messages/index.ts'
import { divideRationals } from './number/rational.ts'
import * as schema from './schema/index.ts'
import { BUNDLED_TARIFFS } from './tariffs/index.ts'
import { aTariff, aUsage, exact, receiptOf } from './testing/a-tariff.ts'

const examples = docExamples(new URL('./', import.meta.url))
const rounding = { mode: 'half-up', digits: 2, source: 'page' } as const
const tariff = { ...aTariff(), rounding }
const usage = aUsage({ input_tokens: exact(7) })
const receipt = receiptOf(tariff, usage)
const scope = {
  ...core,
  ...estimator,
  ...imports,
  ...messages,
  ...schema,
  BUNDLED_TARIFFS,
  divideRationals,
  tariff,
  usage,
  receipt,
  month: [receipt, receipt],
  text: JSON.stringify(tariff),
  line: JSON.stringify(core.usageToJson(usage)),
  console: { log: () => undefined },
  process: { stdout: { write: () => true } },
}

describe('the examples of docstrings', () => {
  it('are found', () => {
    expect(examples.length).toBeGreaterThan(15)
  })

  it.each(examples)('$place', async (example) => {
    for (const [given, said] of await runExample(example, scope)) {
      const isNumber = typeof said === 'number' && typeof given === 'object'
      expect(isNumber ? Number(core.formatExact(given as core.Rational)) : given).toEqual(said)
    }
  })
})
