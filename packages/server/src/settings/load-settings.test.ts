import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { loadSettings } from './load-settings.ts'
import { strangeVariables } from './read-environment.ts'
import { shownSettings } from './shown-settings.ts'

const directory = mkdtempSync(join(tmpdir(), 'ratecard-settings-'))
afterAll(() => rmSync(directory, { recursive: true }))

function fileWith(text: string | Uint8Array): string {
  const name = join(directory, `${crypto.randomUUID()}.json`)
  writeFileSync(name, text)
  return name
}

const key = { id: 'ci', sha256: 'ab'.repeat(32), scopes: ['price'] }
const load = (file: string | undefined, env: Record<string, string> = {}, given = {}) =>
  loadSettings({ given, env, file })

const issuesOf = async (loading: ReturnType<typeof load>) => {
  const loaded = await loading
  return loaded.ok ? [] : loaded.issues.map(({ code, path }) => [code, path])
}

it('takes an option before a variable, and a variable before the file, and says where each stood', async () => {
  const file = fileWith(JSON.stringify({ port: 1, host: '127.0.0.2', idleSeconds: 5, keys: [key] }))
  const loaded = await load(file, { RATECARD_PORT: '2', RATECARD_HOST: '127.0.0.3' }, { port: '3' })
  expect(loaded).toMatchObject({
    value: {
      settings: { port: 3, host: '127.0.0.3', idleSeconds: 5 },
      places: { port: '--port', host: 'RATECARD_HOST', idleSeconds: `${file}#/idleSeconds` },
    },
  })
})

it('reads lists, numbers and keys of the environment', async () => {
  const env = {
    RATECARD_KEYS: `a:${'01'.repeat(32)}:price+count b:${'23'.repeat(32)}:metrics`,
    RATECARD_ORIGINS: 'https://a.example, https://b.example',
    RATECARD_TRUST_PROXY: '10.0.0.0/8,127.0.0.1',
    RATECARD_TARIFFS: ['x', 'y'].join(delimiter),
    RATECARD_UNITS_PER_MINUTE: '500',
    RATECARD_LOG_LEVEL: '',
  }
  const loaded = await load(undefined, env)
  expect(loaded).toMatchObject({
    value: {
      settings: {
        keys: [
          { id: 'a', scopes: ['price', 'count'] },
          { id: 'b', scopes: ['metrics'] },
        ],
        origins: ['https://a.example', 'https://b.example'],
        trustProxy: ['10.0.0.0/8', '127.0.0.1'],
        tariffs: ['x', 'y'],
        unitsPerMinute: 500,
        logLevel: 'info',
      },
    },
  })
})

it('tells every mistake with its place', async () => {
  const file = fileWith('{"port":70000,"prot":1,"keys":[{"id":"A","sha256":"x","scopes":["all"]}]}')
  expect(await issuesOf(load(file, { RATECARD_IDLE_SECONDS: 'soon' }, { port: '-1' }))).toEqual([
    ['shape-invalid-value', `${file}#/port`],
    ['shape-invalid-value', `${file}#/keys/0/id`],
    ['shape-invalid-value', `${file}#/keys/0/sha256`],
    ['shape-invalid-value', `${file}#/keys/0/scopes/0`],
    ['shape-unknown-field', `${file}#/prot`],
    ['shape-wrong-type', 'RATECARD_IDLE_SECONDS'],
    ['shape-wrong-type', '--port'],
  ])
})

it.each([
  ['{"port":1', 'json-syntax'],
  ['{"port":1,"port":2}', 'json-duplicate-key'],
  [Buffer.from([0xff]), 'invalid-text'],
])('refuses a file that is broken: %s', async (text, code) => {
  const file = fileWith(text)
  expect(await issuesOf(load(file))).toEqual([[code, file]])
})

it('refuses a named file that is not there; the usual one may be missing', async () => {
  expect(await issuesOf(load(join(directory, 'none.json')))).toEqual([
    ['unreadable-settings', join(directory, 'none.json')],
  ])
  expect((await load(undefined)).ok).toBe(true)
})

it('needs keys where others could ask', async () => {
  expect(await issuesOf(load(undefined, {}, { host: '0.0.0.0' }))).toEqual([['needs-keys', '--host']])
  expect(await issuesOf(load(undefined, { RATECARD_TRUST_PROXY: '1' }))).toEqual([
    ['needs-keys', 'RATECARD_TRUST_PROXY'],
  ])
  expect((await load(fileWith(JSON.stringify({ host: '0.0.0.0', trustProxy: 1, keys: [key] })))).ok).toBe(true)
  const twice = fileWith(JSON.stringify({ keys: [key, key] }))
  expect(await issuesOf(load(twice))).toEqual([['repeated-key-id', `${twice}#/keys`]])
})

it('shows no key', async () => {
  const loaded = await load(fileWith(JSON.stringify({ keys: [key] })))
  if (!loaded.ok) throw new Error('refused')
  const shown = JSON.stringify(shownSettings(loaded.value))
  expect(shown).toContain('"id":"ci"')
  expect(shown).not.toContain('abab')
})

it('does not repeat a key that stands where its digest should', async () => {
  const key = `rk_ci_${'s'.repeat(43)}`
  for (const given of [key, `ci:${key}:price`, `ci:${'ab'.repeat(32)}:${key}`]) {
    const loaded = await load(undefined, { RATECARD_KEYS: given })
    expect([loaded.ok, JSON.stringify(loaded).includes('sss')]).toEqual([false, false])
  }
})

it.each(['10.0.0.0/99', '1.2.3', '::1/129', '10.0.0.0/8/8', 'localhost'])('refuses the proxy %s', async (proxy) => {
  const env = { RATECARD_TRUST_PROXY: proxy }
  const [[code, place] = []] = await issuesOf(load(undefined, env))
  expect([code, place]).toEqual([expect.stringContaining('shape-'), expect.stringMatching(/^RATECARD_TRUST_PROXY/)])
})

it.each(['https://Docs.Example.com', 'https://a.example/', 'https://a.example:443', 'a.example', '*', 'null'])(
  'refuses the origin %s, which no browser sends',
  async (origin) => {
    expect((await load(fileWith(JSON.stringify({ origins: [origin] })))).ok).toBe(false)
  },
)

it('tells variables that are no settings, and leaves those of Kubernetes alone', async () => {
  const kubernetes = {
    RATECARD_PORT: 'tcp://10.0.0.1:8080',
    RATECARD_PORT_8080_TCP_ADDR: '10.0.0.1',
    RATECARD_SERVICE_HOST: '10.0.0.1',
    RATECARD_SERVICE_PORT: '8080',
  }
  expect(strangeVariables({ ...kubernetes, RATECARD_PROT: '1', RATECARD_KEYS: '', RATECARD_SETTINGS: '' })).toEqual([
    'RATECARD_PROT',
  ])
  expect(await load(undefined, kubernetes)).toMatchObject({ ok: true, value: { settings: { port: 8080 }, places: {} } })
})
