import {
  countSchema,
  errorSchema,
  noticesSchema,
  parseBalances,
  parseReceipt,
  parseTariff,
  tariffImportSchema,
  tariffListSchema,
} from '@ratecard/core/schema'
import { expect, it } from 'vitest'
import { runInMemory } from './testing/run-in-memory.ts'

const seedDay = ['--at', '2024-12-16T12:00:00+08:00']
const stdin = '你好，我是通义千问。Nice to meet you.'

/** Everything that `--json` prints is what the published schemas say. */
const json = async (args: readonly string[], from: 'stdout' | 'stderr' = 'stdout') =>
  JSON.parse((await runInMemory([...args, '--json'], { stdin }))[from])

it.each([
  [['price', '--model', 'qwen-max', '--currency', 'USD', '--usage', 'input_tokens=1000,images=1', ...seedDay]],
  [
    [
      'price',
      '--model',
      'qwen-max',
      '--currency',
      'USD',
      '--usage',
      'input_tokens=1',
      '--remaining',
      'input_tokens=1',
      ...seedDay,
    ],
  ],
  [
    [
      'price',
      '--model',
      'qwen-max',
      '--currency',
      'USD',
      '--usage',
      'input_tokens=1',
      '--at',
      '2025-01-15T12:00:00+08:00',
    ],
  ],
  [['estimate', '--model', 'qwen-plus', '--currency', 'USD', '--output-tokens', '100', '--turns', '3', ...seedDay]],
  [['estimate', '--model', 'text-generation', '--output-tokens', '100']],
  [['estimate', '--model', 'text-to-image', '--images', '2']],
  [['core-hours', '--cores', '16', '--duration', '10m']],
])('%j prints a receipt', async (args) => {
  expect(parseReceipt(await json(args))).toMatchObject({ ok: true })
})

it.each(['CNY', 'JPY'])('a receipt shown in %s is a receipt', async (currency) => {
  const rates = [{ from: 'CNY', to: 'USD', rate: '0.14', day: '2024-12-15' }]
  const source = { url: 'https://rates.example', title: 'Rates', checked: '2026-11-22' }
  const { stdout } = await runInMemory(
    [
      ...['price', '--model', 'qwen-max', '--currency', 'USD', '--usage', 'input_tokens=1000', ...seedDay],
      ...['--display-currency', currency, '--fx', '-', '--json'],
    ],
    { stdin: JSON.stringify({ schema: 'ratecard/fx@1', name: 'Rates', source, rates }) },
  )
  const inverse = { from: 'USD', inverseOf: '0.14', rate: { numerator: 50, denominator: 7 } }
  const display = currency === 'CNY' ? { display: [inverse] } : {}
  expect(parseReceipt(JSON.parse(stdout))).toMatchObject({ ok: true, value: display })
})

it.each([[['count', '--tokenizer', 'qwen']], [['count', '--model', 'text-generation']]])(
  '%j prints a count',
  async (args) => {
    expect(countSchema.safeParse(await json(args)).error).toBeUndefined()
  },
)

it('prints balances', async () => {
  const args = [
    'balances',
    'open',
    '--tariff',
    'atomgit-ai/default',
    '--opened',
    '2026-09-03',
    '--allow-evidence',
    'catalogue',
  ]
  expect(parseBalances(await json(args))).toMatchObject({ ok: true, value: [{ id: 'monthly-tokens 2026-11' }, {}] })
})

it('prints the list of tariffs', async () => {
  const listed = tariffListSchema.safeParse(await json(['tariff', 'list']))
  expect(listed.data?.tariffs.length).toBeGreaterThan(5)
})

it('prints what became of an import', async () => {
  const map = { a: { litellm_provider: 'acme', input_cost_per_token: 1e-6 }, b: { litellm_provider: 'acme' } }
  const files = { 'map.json': JSON.stringify(map) }
  for (const out of [[], ['--out', 'prices']]) {
    const { stdout } = await runInMemory(['tariff', 'import', 'map.json', ...out, '--json'], { files })
    const imported = tariffImportSchema.safeParse(JSON.parse(stdout))
    expect(imported.error).toBeUndefined()
    expect(imported.data?.counts).toMatchObject({ models: '2', imported: '1' })
  }
})

it('prints a tariff', async () => {
  expect(parseTariff(await json(['tariff', 'show', 'atomgit-ai/default']))).toMatchObject({ ok: true })
})

it.each([
  [['price', '--model', 'qwen-mx', '--usage', 'input_tokens=1']],
  [['price', '--usage', 'foo=1']],
  [['count', 'nope.txt', '--tokenizer', 'qwen']],
  [['frob']],
])('%j prints an error', async (args) => {
  expect(errorSchema.safeParse(await json(args, 'stderr')).error).toBeUndefined()
})

it('prints a notice', async () => {
  const { stderr } = await runInMemory(['count', 'a.txt', 'd.txt', '--tokenizer', 'qwen', '--json'], {
    files: { 'a.txt': 'a', 'd.txt': '' },
  })
  expect(noticesSchema.safeParse(JSON.parse(stderr)).error).toBeUndefined()
})
