import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import * as estimator from './estimator/index.ts'
import * as core from './index.ts'
import * as messages from './messages/index.ts'
import { divideRationals } from './number/rational.ts'
import * as schema from './schema/index.ts'
import { BUNDLED_TARIFFS } from './tariffs/index.ts'
import { aTariff, aUsage, exact, receiptOf } from './testing/a-tariff.ts'

const root = new URL('./', import.meta.url)
const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => /(?<!\.test)\.ts$/.test(file))

/** The code of every `@example`, without the stars, by the place where it stands. */
const examples = files.flatMap((file) =>
  [...readFileSync(new URL(file, root), 'utf8').matchAll(/@example\n([\s\S]*?)\n \*\//g)].map(([, block = ''], at) => ({
    place: `${file} #${at + 1}`,
    lines: block.split('\n').map((line) => line.replace(/^\s*\* ?/, '')),
  })),
)

const rounding = { mode: 'half-up', digits: 2, source: 'page' } as const
const tariff = { ...aTariff(), rounding }
const usage = aUsage({ input_tokens: exact(7) })
const receipt = receiptOf(tariff, usage)
const scope = {
  ...core,
  ...estimator,
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

/** Runs code with everything that an example may name; an example that no longer compiles or throws fails its test. */
const run = (code: string): Promise<unknown> =>
  new Function(...Object.keys(scope), `return (async () => { ${code} })()`)(...Object.values(scope))

/** What stands behind `//` when it is a JS value; words are for the reader alone. */
const literal = async (comment: string): Promise<unknown> => {
  try {
    return await run(`return (${comment})`)
  } catch {
    return undefined
  }
}

describe('the examples of docstrings', () => {
  it('are found', () => {
    expect(examples.length).toBeGreaterThan(15)
  })

  it.each(examples)('$place', async ({ lines }) => {
    const text = lines.join('\n').replace(/\n\/\/ /g, ' // ')
    const last = text.split('\n').at(-1) ?? ''
    const [code = '', comment = ''] = last.split(/ \/\/ (?=[^']*(?:'[^']*'[^']*)*$)/)
    const isStatement = /^(?:const|try|import)\b/.test(code)
    const before = text.split('\n').slice(0, -1).join('\n')
    const result = await run(`${before}\n${isStatement ? code : `return (${code})`}`)
    const wanted = comment === '' ? undefined : await literal(comment)
    if (wanted === undefined) return
    const isNumber = typeof wanted === 'number' && typeof result === 'object'
    expect(isNumber ? Number(core.formatExact(result as core.Rational)) : result).toEqual(wanted)
  })
})
