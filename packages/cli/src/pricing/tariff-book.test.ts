import { describe, expect, it } from 'vitest'
import { runInMemory, type World } from '../testing/run-in-memory.ts'

const studio = 'alibaba-model-studio/international-usd'
const list = (id: string, model: string, more: object = {}, card: object = {}) =>
  JSON.stringify({
    ...{ schema: 'ratecard/tariff@1', id, version: '1', provider: id.split('/')[0], name: { en: 'x', zh: 'x' } },
    ...{ currency: 'USD', timeZone: 'Z', pricingInstant: 'start' },
    sources: { map: { url: 'https://x.example', title: 'x', checked: '2026-11-01', evidence: 'catalogue' } },
    cards: [
      {
        id: 'c',
        model,
        effective: {},
        source: 'map',
        rates: [{ meter: 'input_tokens', price: '7', per: '1' }],
        ...card,
      },
    ],
    ...more,
  })

/** A list in the place of the bundled one, with another price of qwen-max per 1000 tokens. */
const cheaper = (price: string, id = studio): string =>
  list(id, 'qwen-max', {
    provider: 'alibaba-model-studio',
    sources: { map: { url: 'https://x.example', title: 'x', checked: '2026-11-01', evidence: 'vendor-page' } },
    cards: [
      {
        id: 'c',
        model: 'qwen-max',
        effective: {},
        source: 'map',
        rates: [{ meter: 'input_tokens', price, per: '1000' }],
      },
    ],
  })

const ask = [
  'price',
  '--model',
  'qwen-max',
  '--usage',
  'input_tokens=1000',
  '--at',
  '2024-12-16T12:00:00+08:00',
  '--currency',
  'USD',
]

async function amount(args: readonly string[], world: World) {
  const { exitCode, stdout, stderr } = await runInMemory([...args, '--json'], { chunkSize: 9999, ...world })
  return { exitCode, stderr, amount: stdout === '' ? undefined : JSON.parse(stdout).totals[0]?.amount }
}

describe('which list is used', () => {
  const files = {
    'env/a.json': cheaper('1'),
    'one/a.json': cheaper('2'),
    'two/deep/a.json': cheaper('3'),
    'sole.json': cheaper('4'),
  }
  const env = { RATECARD_TARIFFS: 'env' }

  it.each([
    ['the bundled one', [], {}, '0.01'],
    ['one of the environment before it', [], env, '1'],
    ['one of --tariffs before that', ['--tariffs', 'one'], env, '2'],
    ['one of a later --tariffs before that', ['--tariffs', 'one', '--tariffs', 'two'], env, '3'],
    ['in whatever order of names', ['--tariffs', 'two', '--tariffs', 'one'], env, '2'],
    ['the one that was asked for before all', ['--tariffs', 'two', '--tariff', 'sole.json'], env, '4'],
    ['the one of that id', ['--tariffs', 'two', '--tariff', studio], env, '3'],
  ])('%s', async (_name, args, environment, expected) => {
    expect(await amount([...ask, ...args], { files, env: environment })).toEqual({
      exitCode: 0,
      stderr: '',
      amount: expected,
    })
  })

  it('takes the place of the whole list, models that it lacks among them', async () => {
    const tariff = list(studio, 'qwen-plus', { provider: 'alibaba-model-studio' })
    const { exitCode, stderr } = await amount([...ask, '--tariffs', 'own'], {
      files: { 'own/a.json': tariff },
    })
    expect(exitCode).toBe(4)
    expect(JSON.parse(stderr).issues[0].code).toBe('unknown-model')
  })

  it('a list with another id stands beside it', async () => {
    const other = cheaper('5', 'mine/list')
    const { exitCode, stderr } = await amount([...ask, '--tariffs', 'own'], { files: { 'own/a.json': other } })
    expect(exitCode).toBe(4)
    expect(JSON.parse(stderr).issues[0]).toMatchObject({ code: 'ambiguous-price-list' })
    expect(
      (await amount([...ask, '--tariffs', 'own', '--tariff', 'mine/list'], { files: { 'own/a.json': other } })).amount,
    ).toBe('5')
  })

  it('several directories stand in the environment', async () => {
    expect((await amount(ask, { files, env: { RATECARD_TARIFFS: 'one:two' } })).amount).toBe('3')
  })
})

describe('a broken file', () => {
  it.each([
    ['no JSON', '{"id":', 'json-syntax'],
    ['an unknown field', list(studio, 'qwen-max', { crads: [] }), 'shape-unknown-field'],
    ['a price that is a number', cheaper('1').replace('"price":"1"', '"price":1'), 'shape-wrong-type'],
    ['cards that are none', JSON.stringify({ id: studio, cards: [{ models: 5 }] }), 'shape-missing-field'],
    ['nothing', '', 'empty-input'],
  ])('with %s is told and skipped, and the bundled list stays in use', async (_name, content) => {
    const { exitCode, stdout, stderr } = await runInMemory([...ask, '--tariffs', 'own'], {
      files: { 'own/a.json': content, 'own/notes.txt': 'x' },
      chunkSize: 9999,
    })
    expect(exitCode).toBe(0)
    expect(stdout).toContain('0.01 USD')
    expect(stderr).toContain('own/a.json: This tariff file is not used')
    expect(stderr).toMatch(/^warning: own\/a\.json[#:]/)
  })

  it.each([
    { foo: 'x' },
    { equals: ['x'] },
    { or: 'x' },
    { or: [{ regex: 5 }] },
    { equals: 'x', regex: 'y' },
    5,
    null,
    'qwen',
  ])('with the rule %j for names is told and skipped', async (match) => {
    const files = { 'own/a.json': list('acme/x', 'big', {}, { match }) }
    const { exitCode, stderr } = await runInMemory([...ask, '--tariffs', 'own'], { files, chunkSize: 9999 })
    expect(exitCode).toBe(0)
    expect(stderr).toContain('own/a.json: This tariff file is not used')
  })

  it.each(['[]', '5', 'null', '"x"', '{"cards":[null]}', '{"id":"x","cards":[{"model":"m","aliases":5}]}'])(
    'of another shape is told and skipped: %s',
    async (content) => {
      const { exitCode, stderr } = await runInMemory([...ask, '--tariffs', 'own'], { files: { 'own/a.json': content } })
      expect(exitCode).toBe(0)
      expect(stderr).toContain('own/a.json: This tariff file is not used')
    },
  )

  it('does not hide the good one of an earlier directory', async () => {
    const files = { 'one/a.json': cheaper('2'), 'two/a.json': cheaper('3').replace('"price":"3"', '"price":"-3"') }
    expect(await amount([...ask, '--tariffs', 'one', '--tariffs', 'two'], { files })).toMatchObject({
      exitCode: 0,
      amount: '2',
    })
  })

  it('a directory that is not there is told', async () => {
    const { exitCode, stderr } = await runInMemory([...ask, '--tariffs', 'nowhere'])
    expect(exitCode).toBe(0)
    expect(stderr).toContain('warning: nowhere: This directory of price lists cannot be read (ENOENT)')
  })

  it('of two with one id in one directory the second is told', async () => {
    const files = { 'own/a.json': cheaper('2'), 'own/b.json': cheaper('3') }
    const { stdout, stderr } = await runInMemory([...ask, '--tariffs', 'own'], { files, chunkSize: 9999 })
    expect(stdout).toContain('2 USD')
    expect(stderr).toContain(`own/b.json: Not used: own/a.json in the same directory has the id ${studio}`)
  })
})

describe('names and evidence', () => {
  const files = {
    'own/a.json': list('acme/x', 'big', {}, { match: { or: [{ starts_with: 'big-' }, { regex: '^acme/big$' }] } }),
    'own/b.json': list('other/x', 'big-2'),
  }
  const price = (model: string, ...more: readonly string[]) =>
    runInMemory(['price', '--model', model, '--usage', 'input_tokens=1', '--tariffs', 'own', '--json', ...more], {
      files,
      chunkSize: 9999,
    })

  it('a third party is believed only when it is asked for', async () => {
    const { exitCode, stdout } = await price('big')
    expect(exitCode).toBe(4)
    expect(JSON.parse(stdout).lines[0]).toMatchObject({ status: 'unpriced', reason: 'evidence-not-allowed' })
    expect((await price('big', '--allow-evidence', 'catalogue')).exitCode).toBe(0)
  })

  it('a name that fits a rule is priced as its model, and the receipt says both', async () => {
    const { stdout } = await price('BIG-2026-01-01', '--allow-evidence', 'catalogue')
    expect(JSON.parse(stdout)).toMatchObject({
      model: { requested: 'BIG-2026-01-01', billed: 'big' },
      totals: [{ amount: '7' }],
    })
  })

  it('a list that has the name goes before one with a rule for it', async () => {
    const { stdout } = await price('big-2', '--allow-evidence', 'catalogue')
    expect(JSON.parse(stdout)).toMatchObject({ provider: 'other' })
  })

  it('tariff list says where each list is from, and checks every one', async () => {
    const { stdout, stderr } = await runInMemory(['tariff', 'list', '--tariffs', 'own', '--json'], {
      files: { ...files, 'own/c.json': list('bad/x', 'm', {}, { rates: [{}] }) },
      chunkSize: 9999,
    })
    const listed: readonly Record<string, string>[] = JSON.parse(stdout).tariffs
    const own = listed.filter(({ origin }) => origin === 'file')
    expect(own.map(({ id, file }) => [id, file])).toEqual([
      ['acme/x', 'own/a.json'],
      ['other/x', 'own/b.json'],
    ])
    expect(listed.find(({ id }) => id === studio)).toMatchObject({ origin: 'bundled' })
    expect(stderr).toContain('own/c.json')
  })

  it('tariff show finds a list of one’s own', async () => {
    const { exitCode, stdout } = await runInMemory(['tariff', 'show', 'acme/x', '--tariffs', 'own', '--json'], {
      files,
      chunkSize: 9999,
    })
    expect({ exitCode, id: JSON.parse(stdout).id }).toEqual({ exitCode: 0, id: 'acme/x' })
  })
})
