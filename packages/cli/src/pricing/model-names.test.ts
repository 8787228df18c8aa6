import { expect, it } from 'vitest'
import { runInMemory } from '../testing/run-in-memory.ts'

const card = (model: string, match?: object) => ({
  ...{ id: `${model}@1`, model, effective: { observed: ['2026-08-08'] }, source: 'page' },
  ...(match && { match }),
  rates: [{ meter: 'input_tokens', price: '1', per: '1000000' }],
})
const list = JSON.stringify({
  ...{ $schema: '../tariff.schema.json', schema: 'ratecard/tariff@1', id: 'mine/list', version: '1', provider: 'mine' },
  ...{ name: { en: 'Mine', zh: '自有' }, currency: 'CNY', timeZone: '+08:00', pricingInstant: 'start' },
  sources: { page: { url: 'https://x.example', title: 'x', checked: '2026-08-08', evidence: 'vendor-page' } },
  cards: [card('small', { starts_with: 'small-' }), card('tiny', { ends_with: '-tiny' })],
  allowances: [
    {
      ...{ id: 'free', name: { en: 'Free tokens', zh: '免费 Token' }, per: 'model', meters: ['input_tokens'] },
      ...{ quantity: '1000', validity: [{ days: '90' }], source: 'page' },
    },
  ],
})
const world = { files: { 'mine.json': list, 'lists/mine.json': list } }
const usage = ['--usage', 'input_tokens=1']

const run = async (args: readonly string[]) => {
  const { exitCode, stdout, stderr } = await runInMemory([...args, '--json'], world)
  return { exitCode, json: JSON.parse(stdout === '' ? stderr : stdout) }
}

it.each(['SMALL', 'small-2026', 'Small-Latest'])('%s is the model small for every command', async (name) => {
  const priced = await run(['price', '--tariff', 'mine.json', '--model', name, ...usage])
  expect(priced.json.model).toEqual({ requested: name, billed: 'small' })
  const history = await run(['tariff', 'history', name, '--tariff', 'mine.json', '--meter', 'input_tokens'])
  expect(history).toMatchObject({ exitCode: 0, json: { model: 'small', lines: [{ meter: 'input_tokens' }] } })
  for (const all of [[], ['--all']]) {
    const shown = await run(['tariff', 'show', 'mine.json', '--model', name, ...all])
    expect(shown).toMatchObject({ exitCode: 0, json: { cards: [{ model: 'small' }] } })
  }
  const opened = ['balances', 'open', '--tariff', 'mine.json', '--opened', '2026-08-08', '--model', name]
  expect(await run(opened)).toMatchObject({ exitCode: 0, json: { balances: [{ model: 'small' }] } })
})

it('opens balances of a list of one’s own', async () => {
  const args = ['balances', 'open', '--provider', 'mine', '--opened', '2026-08-08', '--tariffs', 'lists']
  expect(await run(args)).toMatchObject({ exitCode: 0, json: { balances: [{ model: 'small' }, { model: 'tiny' }] } })
})

it('shows a tariff without the place where its editor finds the schema', async () => {
  const { json } = await run(['tariff', 'show', 'mine.json'])
  expect(json).toMatchObject({ schema: 'ratecard/tariff@1' })
  expect(json).not.toHaveProperty('$schema')
})

const both = 'small-tiny'
it.each([
  [['price', '--tariff', 'mine.json', '--model', both, ...usage], '--model'],
  [['estimate', '--tariff', 'mine.json', '--model', both, '--output-tokens', '1'], '--model'],
  [['tariff', 'history', both, '--tariff', 'mine.json'], both],
  [['tariff', 'show', 'mine.json', '--model', both], '--model'],
  [['balances', 'open', '--tariff', 'mine.json', '--opened', '2026-08-08', '--model', both], '--model'],
])('%j: a name that fits two models is refused', async (args, path) => {
  expect(await run(args)).toMatchObject({ exitCode: 4, json: { issues: [{ code: 'ambiguous-model', path }] } })
})

it.each([
  ['--scope', 'CN'],
  ['--currency', 'cny', '--scope', 'cn'],
  ['--provider', 'Alibaba-Model-Studio', '--scope', 'Cn'],
])('takes capitals and small letters alike: %s %s', async (...args) => {
  const { exitCode, json } = await run(['price', '--model', 'qwen-plus', ...usage, ...args])
  expect(exitCode).toBe(0)
  expect(json.tariffs[0].id).toBe('alibaba-model-studio/cn-cny')
})
