import { describe, expect, it } from 'vitest'
import { runInMemory, type World } from '../testing/run-in-memory.ts'

const map = {
  'acme/small': {
    litellm_provider: 'acme',
    input_cost_per_token: 1e-6,
    output_cost_per_token: 2e-6,
    supports_vision: true,
  },
  'acme/draw': { litellm_provider: 'acme', mode: 'image_generation', input_cost_per_pixel: 1e-8 },
  'other/big': { litellm_provider: 'other', input_cost_per_token: 3e-6 },
}
const text = JSON.stringify(map)
const broken = text.replace('"input_cost_per_token":0.000001', '"input_cost_per_token":"free"')

async function importing(args: readonly string[], world: World = {}) {
  const written = new Map<string, string>()
  const files = { 'map.json': text, ...world.files }
  const ran = await runInMemory(['tariff', 'import', 'map.json', ...args], { chunkSize: 999, ...world, files, written })
  return { ...ran, written: Object.fromEntries([...written].map(([path, content]) => [path, JSON.parse(content)])) }
}

const codes = (stderr: string) => JSON.parse(stderr).issues.map(({ code }: { code: string }) => code)

describe('an import', () => {
  it('writes one file for each provider, and tells what became of every model', async () => {
    const { exitCode, stdout, stderr, written } = await importing(['--out', 'prices', '--json'])
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
    expect(Object.keys(written)).toEqual(['prices/acme/litellm.json', 'prices/other/litellm.json'])
    expect(written['prices/acme/litellm.json']).toMatchObject({
      id: 'acme/litellm',
      version: '2026-11-22',
      sources: { map: { checked: '2026-11-22', evidence: 'catalogue' } },
      cards: [{ model: 'acme/small', rates: [{ price: '1', per: '1000000' }, { price: '2' }] }],
    })
    expect(JSON.parse(stdout)).toMatchObject({
      schema: 'ratecard/tariff-import@1',
      format: 'litellm',
      counts: { models: '3', imported: '2', partly: '0', left: '1', rejected: '0' },
      tariffs: [
        { id: 'acme/litellm', models: '1', file: 'prices/acme/litellm.json' },
        { id: 'other/litellm', file: 'prices/other/litellm.json' },
      ],
      left: [
        { code: 'import-descriptive', path: 'map.json#/acme~1small/supports_vision' },
        { code: 'import-no-meter', path: 'map.json#/acme~1draw/input_cost_per_pixel' },
      ],
      rejected: [],
    })
  })

  it('writes nothing without --out', async () => {
    const { exitCode, stdout, written } = await importing([])
    expect({ exitCode, written }).toEqual({ exitCode: 0, written: {} })
    expect(stdout).toContain('Nothing was written')
  })

  it('takes the day, the address and the providers that are stated', async () => {
    const stated = [
      '--checked',
      '2026-11-01',
      '--url',
      'https://prices.example/x',
      '--provider',
      'other',
      '--provider',
      'acme',
    ]
    const { written } = await importing([...stated, '--out', 'prices'])
    expect(Object.keys(written)).toHaveLength(2)
    expect(written['prices/other/litellm.json'].sources.map).toMatchObject({
      checked: '2026-11-01',
      url: 'https://prices.example/x',
    })
    const one = await importing(['--provider', 'other', '--out', 'prices'])
    expect(Object.keys(one.written)).toEqual(['prices/other/litellm.json'])
  })

  it('tells a person at a terminal how far a long file has been read', async () => {
    const spaced = { 'map.json': `${' '.repeat(50_000)}${text}` }
    const { stderr } = await importing([], { files: spaced, isTerminal: true, tick: 100 })
    expect(stderr).toContain('kB')
    expect(stderr.endsWith('\r\u001b[K')).toBe(true)
    expect((await importing(['--json'], { files: spaced, isTerminal: true, tick: 100 })).stderr).toBe('')
  })

  it('reads stdin', async () => {
    const { exitCode, stdout } = await runInMemory(['tariff', 'import', '-', '--json'], { stdin: text })
    expect({ exitCode, format: JSON.parse(stdout).format }).toEqual({ exitCode: 0, format: 'litellm' })
  })

  it('imports the rest where a model has a fault, and ends with 5', async () => {
    const { exitCode, stdout, stderr, written } = await importing(['--out', 'prices', '--json'], {
      files: { 'map.json': broken },
    })
    expect(exitCode).toBe(5)
    expect(JSON.parse(stdout).counts).toMatchObject({ imported: '1', rejected: '1' })
    expect(Object.keys(written)).toEqual(['prices/other/litellm.json'])
    expect(JSON.parse(stderr).issues).toMatchObject([
      { code: 'import-invalid-price', path: 'map.json#/acme~1small/input_cost_per_token' },
    ])
  })

  it('never writes outside the directory', async () => {
    const hostile = JSON.stringify({ m: { litellm_provider: 'a/../../b:c', input_cost_per_token: 1 } })
    const { written } = await importing(['--out', 'prices'], { files: { 'map.json': hostile } })
    expect(Object.keys(written)).toEqual(['prices/a%2f..%2f..%2fb%3ac/litellm.json'])
    const extractors = [
      { api_flavor: 'a', root: 'u', model_path: 'm', mappings: [{ path: 'i', dest: 'input_tokens' }] },
    ]
    const models = [{ id: 'm', prices: { input_mtok: 1 } }]
    const mapping = JSON.stringify([{ id: '..', extractors, models }])
    const { written: mappings } = await importing(['--out', 'prices'], { files: { 'map.json': mapping } })
    expect(Object.keys(mappings)).toEqual(['prices/%2e%2e/genai-prices.usage.json'])
  })

  it('writes a file for each provider, on disks that do not tell capitals apart, too', async () => {
    const providers = ['x/y', 'x_y', 'x:y', 'x%2fy', 'Acme', 'acme', 'acme.']
    const lines = providers.map((provider) => `${provider},m,input_tokens,1,1,USD`)
    const table = ['provider,model,meter,price,per,currency', ...lines].join('\n')
    const args = ['--out', 'prices', '--url', 'https://prices.example', '--json']
    const { stdout, written } = await importing(args, { files: { 'map.json': table } })
    const names = Object.keys(written)
    expect(names).toEqual([
      'prices/x%2fy/csv.json',
      'prices/x_y/csv.json',
      'prices/x%3ay/csv.json',
      'prices/%41cme/csv.json',
      'prices/acme/csv.json',
      'prices/acme%2e/csv.json',
    ])
    expect(names.map((name) => decodeURIComponent(name.split('/')[1] ?? ''))).toEqual(
      providers.filter((provider) => provider !== 'x%2fy'),
    )
    expect(JSON.parse(stdout).tariffs).toHaveLength(6)
  })
})

describe('a model that is rejected now', () => {
  const two = { ...map, 'acme/large': { litellm_provider: 'acme', input_cost_per_token: 4e-6 } }
  const faulty = JSON.stringify({ ...two, 'acme/small': { litellm_provider: 'acme', input_cost_per_token: -1 } })

  it('keeps the price that it had, and its age is told', async () => {
    const first = await importing(['--out', 'prices', '--checked', '2026-10-01'], {
      files: { 'map.json': JSON.stringify(two) },
    })
    const old = Object.fromEntries(Object.entries(first.written).map(([path, json]) => [path, JSON.stringify(json)]))
    const files = { ...old, 'map.json': faulty }
    const { exitCode, stdout, stderr, written } = await importing(['--out', 'prices', '--json'], { files })
    expect(exitCode).toBe(5)
    expect(written['prices/acme/litellm.json'].cards).toMatchObject([
      { model: 'acme/large', source: 'map', effective: { observed: ['2026-10-01', '2026-11-22'] } },
      { model: 'acme/small', source: 'map@2026-10-01', effective: { observed: ['2026-10-01'] } },
    ])
    const [errors, notices] = stderr
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(errors).toMatchObject({ schema: 'ratecard/error@1', issues: [{ code: 'import-invalid-price' }] })
    const kept = { checked: '2026-10-01', days: '52', models: ['acme/small'] }
    expect(notices).toMatchObject({ schema: 'ratecard/notices@1', notices: [{ code: 'models-kept', params: kept }] })
    expect(JSON.parse(stdout).kept).toEqual([{ file: 'prices/acme/litellm.json', ...kept }])
    const text = await importing(['--out', 'prices'], { files })
    expect(text.stderr).toContain(
      'prices/acme/litellm.json: Rejected now, so their prices stay as they were read on 2026-10-01, 52 day(s) ago: acme/small',
    )
  })

  it('of a provider of which nothing is left keeps the file, with its age in the JSON, too', async () => {
    const old = { 'prices/acme/litellm.json': JSON.stringify({ sources: { map: { checked: '2026-10-01' } } }) }
    const { stdout, written } = await importing(['--out', 'prices', '--json'], {
      files: { ...old, 'map.json': broken },
    })
    expect(Object.keys(written)).toEqual(['prices/other/litellm.json'])
    expect(JSON.parse(stdout).kept).toEqual([{ file: 'prices/acme/litellm.json', checked: '2026-10-01', days: '52' }])
  })
})

describe('a refusal', () => {
  const old = { 'prices/acme/litellm.json': JSON.stringify({ sources: { map: { checked: '2026-10-01' } } }) }

  it.each([
    ['a web page', '<!DOCTYPE html><html>', 'import-html'],
    ['an error', '{"error":{"message":"slow down"}}', 'import-error-object'],
    ['half a file', text.slice(0, 60), 'json-syntax'],
    ['a key twice', '{"a":1,"a":2}', 'json-duplicate-key'],
    ['an evil key', '{"__proto__":{}}', 'import-unsafe-key'],
    ['deep nesting', '['.repeat(9999), 'json-depth'],
    ['nothing', '', 'import-empty'],
  ])('of %s changes nothing and tells what stays in use, and its age', async (_name, content, code) => {
    const files = { ...old, 'map.json': content }
    const { exitCode, stdout, stderr, written } = await importing(['--out', 'prices'], { files })
    expect({ exitCode, stdout, written }).toEqual({ exitCode: 5, stdout: '', written: {} })
    expect(stderr).toContain(
      'prices/acme/litellm.json: This earlier import stays in use as it is; it was checked on 2026-10-01, 52 day(s) ago',
    )
    const lines = (await importing(['--json', '--out', 'prices'], { files })).stderr.trim().split('\n')
    expect(codes(lines[0] ?? '')).toEqual([code])
    expect(JSON.parse(lines[1] ?? '').notices).toMatchObject([{ code: 'tariff-kept', params: { days: '52' } }])
  })

  it('of 200 MB comes before they fill the memory', async () => {
    async function* endless() {
      for (let at = 0; at < 400; at++) yield new Uint8Array(500_000).fill(0x20)
    }
    const { exitCode, stderr } = await runInMemory(['tariff', 'import', '-', '--json'], { stdin: endless() })
    expect({ exitCode, codes: codes(stderr) }).toEqual({ exitCode: 5, codes: ['input-too-large'] })
  })

  it('of a packed file says so', async () => {
    const packed = Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0)
    const { exitCode, stderr } = await runInMemory(['tariff', 'import', '-', '--json'], { stdin: packed })
    expect({ exitCode, codes: codes(stderr) }).toEqual({ exitCode: 5, codes: ['packed-file'] })
  })

  it('of a disk that cannot be written changes nothing', async () => {
    const { exitCode, stderr, written } = await importing(['--out', 'prices', '--json'], { isReadOnly: true })
    expect({ exitCode, written }).toEqual({ exitCode: 5, written: {} })
    expect(stderr).toContain('unwritable-file')
  })

  it.each([
    [['--format', 'xml'], 'unknown-choice'],
    [['--checked', '2026-02-30'], 'invalid-day'],
    [['--checked', 'yesterday'], 'invalid-day'],
    [['--url', 'ftp://x'], 'invalid-url'],
    [['--out', 'a', '--out', 'b'], 'repeated-option'],
  ])('of %j is a mistake of the command line', async (args, code) => {
    const { exitCode, stderr } = await importing([...args, '--json'])
    expect({ exitCode, codes: codes(stderr) }).toEqual({ exitCode: 2, codes: [code] })
  })

  it.each([
    [['--provider', 'nope'], 'import-unknown-provider'],
    [['--format', 'models-dev'], 'import-unknown-format'],
    [['--format', 'csv'], 'import-no-header'],
  ])('of %j is about the file', async (args, code) => {
    const { exitCode, stderr } = await importing([...args, '--json'])
    expect({ exitCode, codes: codes(stderr) }).toEqual({ exitCode: 5, codes: [code] })
  })

  it('what another provider had before is told to stay', async () => {
    const { stderr } = await importing(['--provider', 'other', '--out', 'prices'], { files: old })
    expect(stderr).toContain('prices/acme/litellm.json: This earlier import stays in use')
  })
})
