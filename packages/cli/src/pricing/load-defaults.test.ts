import { resolve } from 'node:path'
import type { LosslessJson } from '@ratecard/core'
import { parseConfig } from '@ratecard/core/schema'
import { describe, expect, it } from 'vitest'
import { runInMemory, type World } from '../testing/run-in-memory.ts'
import { plainConfig } from './load-defaults.ts'

const ask = ['price', '--model', 'qwen-plus', '--usage', 'input_tokens=1000', '--at', '2026-08-08T12:00:00+08:00']
const config = (settings: object) => JSON.stringify(settings)

/** The list that was used, or the codes of what was refused. */
async function used(args: readonly string[] = [], world: World = {}) {
  const { exitCode, stdout, stderr } = await runInMemory([...ask, '--json', ...args], { chunkSize: 9999, ...world })
  const list =
    stdout === ''
      ? JSON.parse(stderr).issues.map(({ code }: { code: string }) => code)
      : JSON.parse(stdout).tariffs[0].id
  return { exitCode, list: String(list).replace('alibaba-model-studio/', ''), stderr }
}

const listOf = async (args: readonly string[] = [], world: World = {}) => (await used(args, world)).list

describe('a name that several price lists know', () => {
  it('is refused without a default', async () => {
    expect(await used()).toMatchObject({ exitCode: 4, list: 'ambiguous-price-list' })
  })

  it('is settled by the file in this directory', async () => {
    const files = { 'ratecard.config.json': config({ $schema: 'x', scope: 'cn' }) }
    expect(await used([], { files })).toEqual({ exitCode: 0, list: 'cn-cny', stderr: '' })
  })

  it.each([
    [ask],
    [['estimate', '--model', 'qwen-plus', '--output-tokens', '1']],
    [['tariff', 'history', 'qwen-plus']],
  ])('is refused with the default that no list fits: %j', async (args) => {
    const world = { env: { RATECARD_SCOPE: 'us', RATECARD_CURRENCY: 'CNY' } }
    const { exitCode, stderr } = await runInMemory(args, world)
    expect(exitCode).toBe(4)
    expect(stderr).toContain('scope us (from RATECARD_SCOPE); it was passed over')
    expect(stderr).not.toContain('currency CNY (')
  })

  it('is settled by the environment before the file, and by a flag before both', async () => {
    const files = { 'ratecard.config.json': config({ scope: 'cn', currency: 'CNY' }) }
    const env = { RATECARD_SCOPE: 'global', RATECARD_PROVIDER: 'alibaba-model-studio', RATECARD_CURRENCY: '' }
    expect(await listOf([], { files, env })).toBe('global-cny')
    expect(await listOf(['--scope', 'international'], { files, env })).toBe('international-cny')
    expect(await listOf(['--scope', 'international', '--currency', 'USD'], { files, env })).toBe('international-usd')
    expect(await listOf(['--tariff', 'alibaba-model-studio/eu-cny'], { files, env })).toBe('eu-cny')
  })

  it('is settled for every command that chooses a list', async () => {
    const files = { 'ratecard.config.json': config({ scope: 'cn' }), 'a.txt': 'x' }
    for (const args of [
      ['estimate', 'a.txt', '--model', 'qwen-plus'],
      ['tariff', 'history', 'qwen-plus'],
      ['balances', 'open', '--opened', '2026-04-02', '--provider', 'alibaba-model-studio'],
    ])
      expect([args[0], (await runInMemory(args, { files, chunkSize: 9999 })).exitCode]).toEqual([args[0], 0])
  })
})

describe('a default that fits no list of the model', () => {
  it('is passed over and told, from where it is', async () => {
    const files = { 'ratecard.config.json': config({ scope: 'moon', currency: 'USD' }) }
    const { exitCode, list, stderr } = await used(['--lang', 'en'], { files })
    expect({ exitCode, list }).toEqual({ exitCode: 0, list: 'international-usd' })
    const message =
      'No price list of the model fits a default: scope moon (from ratecard.config.json); it was passed over'
    expect(JSON.parse(stderr).notices).toMatchObject([{ code: 'default-not-used', message }])
  })

  it('does not hide the only list of another provider', async () => {
    const { exitCode, stderr } = await runInMemory(
      ['price', '--model', 'text-generation', '--usage', 'tokens=1', '--provider', 'atomgit-ai'],
      { env: { RATECARD_SCOPE: 'cn' } },
    )
    expect({ exitCode, told: stderr.includes('scope cn (from RATECARD_SCOPE)') }).toEqual({ exitCode: 0, told: true })
  })

  it('and is meant for another provider than the stated one is not told', async () => {
    const files = { 'ratecard.config.json': config({ provider: 'alibaba-model-studio', scope: 'cn' }) }
    const asked = ['price', '--model', 'text-generation', '--usage', 'tokens=1', '--provider', 'atomgit-ai']
    const { exitCode, stderr } = await runInMemory(asked, { files })
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
  })
})

describe('the configuration file', () => {
  const above = { '../ratecard.config.json': config({ scope: 'cn' }) }

  it('is that of a directory above, up to the root of the repository', async () => {
    expect(await listOf([], { files: { ...above, '../.git/HEAD': 'x' } })).toBe('cn-cny')
    expect(await listOf([], { files: { ...above, '.git/HEAD': 'x' } })).toBe('ambiguous-price-list')
  })

  it('or up to the home of the user', async () => {
    expect(await listOf([], { files: above, env: { HOME: resolve('..') } })).toBe('cn-cny')
    expect(await listOf([], { files: above, env: { HOME: resolve('.') } })).toBe('ambiguous-price-list')
  })

  it('above is not read outside of both: it may be of another user', async () => {
    expect(await listOf([], { files: above, env: { HOME: '/home/someone' } })).toBe('ambiguous-price-list')
  })

  it('nearest by is used alone', async () => {
    const files = { ...above, '../.git/HEAD': 'x', 'ratecard.config.json': config({ currency: 'USD' }) }
    expect(await listOf([], { files })).toBe('international-usd')
  })

  it('may be named, or left out', async () => {
    const files = { 'ratecard.config.json': config({ scope: 'cn' }), 'other.json': config({ scope: 'global' }) }
    expect(await listOf(['--config', 'other.json'], { files })).toBe('global-cny')
    expect(await listOf(['--no-config'], { files })).toBe('ambiguous-price-list')
    expect(await listOf(['--no-config'], { files, env: { RATECARD_SCOPE: 'eu' } })).toBe('eu-cny')
    expect(await used(['--no-config', '--config', 'other.json'], { files })).toMatchObject({
      exitCode: 2,
      list: 'contradictory-options',
    })
    expect(await used(['--config', 'none.json'], { files })).toMatchObject({ exitCode: 5, list: 'file-not-found' })
  })

  it('is not read by a command that chooses no list', async () => {
    const files = { 'ratecard.config.json': 'broken' }
    expect((await runInMemory(['tariff', 'list'], { files })).exitCode).toBe(0)
    expect((await runInMemory([...ask, '--help'], { files })).exitCode).toBe(0)
  })

  it.each([
    ['an unknown setting', config({ scop: 'cn' }), ['shape-unknown-field ratecard.config.json#/scop scope']],
    ['a number', config({ scope: 5 }), ['shape-wrong-type ratecard.config.json#/scope ']],
    [
      'two mistakes',
      config({ currency: 'yuan', provider: '' }),
      ['shape-invalid-value ratecard.config.json#/currency ', 'shape-invalid-value ratecard.config.json#/provider '],
    ],
    ['a prototype', '{"__proto__":{"scope":"cn"}}', ['shape-unknown-field ratecard.config.json#/__proto__ ']],
    ['a list', '[]', ['shape-wrong-type ratecard.config.json ']],
    ['a key twice', '{"scope":"cn","scope":"us"}', ['json-duplicate-key ratecard.config.json:1:15 ']],
    ['no JSON', 'scope: cn', ['json-syntax ratecard.config.json:1:1 ']],
    ['nothing in it', ' \n', ['empty-input ratecard.config.json ']],
    ['a text that is too long', `{"scope":"${'x'.repeat(200_000)}"}`, ['input-too-large ratecard.config.json ']],
    ['what is no UTF-8', Uint8Array.of(0x7b, 0xff, 0x7d), ['invalid-utf-8 ratecard.config.json ']],
    ['no end to its nesting', '['.repeat(90_000), ['json-depth']],
  ])('with %s is refused with every place', async (_name, content, expected) => {
    const files = { 'ratecard.config.json': content }
    const { exitCode, stdout, stderr } = await runInMemory([...ask, '--json'], { files, chunkSize: 9999 })
    const issues: readonly { code: string; path: string; params: { candidates?: readonly string[] } }[] =
      JSON.parse(stderr).issues
    const told = issues.map(({ code, path, params }) =>
      expected[0] === code ? code : `${code} ${path} ${params.candidates?.at(-2) ?? ''}`,
    )
    expect({ exitCode, stdout, told: told.sort() }).toEqual({ exitCode: 5, stdout: '', told: expected })
  })
})

describe('a glance at a configuration', () => {
  const texts = [
    'cn',
    'alibaba-model-studio',
    'a.b',
    'CNY',
    'cny',
    'ATOMGIT-TOKEN',
    'constructor',
    '',
    'a b',
    'é',
    '-a',
    '1a',
  ]
  const values = [...texts, 'x'.repeat(100), 'x'.repeat(101), null, 5, true, [], {}]
  const names = ['$schema', 'provider', 'scope', 'currency', 'toString', '__proto__', 'scop']

  it('takes nothing that the parser does not take, and takes it as it does', () => {
    const settings = names.flatMap((name) => values.map((value) => [[name, value] as const]))
    const pairs = settings.flatMap((one) => settings.map((other) => Object.fromEntries([...one, ...other])))
    const taken = [{}, null, [], 'cn', ...pairs].filter((json) => {
      const plain = plainConfig(json as LosslessJson)
      if (plain) expect({ json, parsed: parseConfig(json) }).toMatchObject({ json, parsed: { ok: true, value: plain } })
      return plain !== undefined
    })
    expect(taken.length).toBeGreaterThan(30)
  })
})
