import { describe, expect, it } from 'vitest'
import { runInMemory, type World } from '../testing/run-in-memory.ts'

/** As genai-prices publishes it: what is cached stands beside the input, and is added to it. */
const map = JSON.stringify([
  {
    id: 'acme',
    models: [
      {
        id: 'big',
        match: { equals: 'big' },
        prices: { input_mtok: 3, cache_read_mtok: 0.3, cache_write_mtok: 3.75, output_mtok: 15 },
      },
    ],
    extractors: [
      {
        api_flavor: 'default',
        root: 'usage',
        model_path: 'model',
        mappings: [
          { path: 'input_tokens', dest: 'input_tokens', required: true },
          { path: 'cache_creation_input_tokens', dest: 'input_tokens', required: false },
          { path: 'cache_read_input_tokens', dest: 'input_tokens', required: false },
          { path: 'cache_creation_input_tokens', dest: 'cache_write_tokens', required: false },
          { path: 'cache_read_input_tokens', dest: 'cache_read_tokens', required: false },
          { path: 'output_tokens', dest: 'output_tokens', required: true },
        ],
      },
      {
        api_flavor: 'search',
        root: 'usage',
        model_path: 'model',
        mappings: [{ path: ['units', { type: 'array-match', field: 'kind' }, 'count'], dest: 'input_tokens' }],
      },
    ],
  },
])
const body = {
  model: 'big',
  usage: {
    input_tokens: 1000,
    cache_creation_input_tokens: 200,
    cache_read_input_tokens: 5000,
    output_tokens: 100,
  },
}

async function imported(): Promise<World> {
  const written = new Map<string, string>()
  const { exitCode, stdout } = await runInMemory(
    ['tariff', 'import', 'map.json', '--out', 'prices', '--json', '--checked', '2026-11-22'],
    { files: { 'map.json': map }, written },
  )
  expect({ exitCode, files: [...written.keys()] }).toEqual({
    exitCode: 0,
    files: ['prices/acme/genai-prices.json', 'prices/acme/genai-prices.usage.json'],
  })
  expect(JSON.parse(stdout)).toMatchObject({
    mappingFiles: ['prices/acme/genai-prices.usage.json'],
    left: [{ code: 'import-extractor', params: { provider: 'acme', api: 'search' } }],
  })
  return { files: { ...Object.fromEntries(written), 'body.json': JSON.stringify(body) }, chunkSize: 9999 }
}

const own = ['--tariffs', 'prices']
const quantities = {
  input_tokens: { value: '1000', basis: 'reported' },
  cache_read_tokens: { value: '5000', basis: 'reported' },
  cache_write_tokens: { value: '200', basis: 'reported' },
  output_tokens: { value: '100', basis: 'reported' },
}

describe('a response of an imported provider', () => {
  it.each([
    ['named by its provider', ['--provider', 'acme']],
    ['and its format', ['--provider', 'acme', '--api', 'default']],
    ['in full', ['--api', 'acme/default']],
    ['told by its counts alone', []],
  ])('is priced, %s', async (_name, args) => {
    const asked = ['price', '--response', 'body.json', ...args, ...own, '--allow-evidence', 'catalogue', '--json']
    const { exitCode, stdout, stderr } = await runInMemory(asked, await imported())
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
    // 1000 × 3 + 5000 × 0.3 + 200 × 3.75 + 100 × 15, per million
    expect(JSON.parse(stdout).totals).toEqual([{ currency: 'USD', amount: '0.00675', complete: true }])
  })

  it('in a format that nobody knows is refused with those that are known', async () => {
    const asked = ['price', '--response', 'body.json', '--provider', 'acme', '--api', 'search', ...own, '--json']
    const { exitCode, stderr } = await runInMemory(asked, await imported())
    expect(exitCode).toBe(2)
    expect(JSON.parse(stderr).issues).toMatchObject([
      { code: 'unknown-api', path: '--api', params: { api: 'search', candidates: ['acme/default'] } },
    ])
  })

  it('needs a response where a format is named', async () => {
    const { exitCode, stderr } = await runInMemory([
      'price',
      '--model',
      'm',
      '--usage',
      'images=1',
      '--api',
      'x',
      '--json',
    ])
    expect(exitCode).toBe(2)
    expect(JSON.parse(stderr).issues).toMatchObject([{ code: 'needs-option', path: '--api' }])
  })

  it('is not hidden by a broken file of mappings, which is told', async () => {
    const { files } = await imported()
    const world = { files: { ...files, 'prices/a.usage.json': '{"schema":"ratecard/usage-mappings@1","mapings":[]}' } }
    const asked = ['price', '--response', 'body.json', ...own, '--allow-evidence', 'catalogue']
    const { exitCode, stderr } = await runInMemory(asked, { ...world, chunkSize: 9999 })
    expect(exitCode).toBe(0)
    expect(stderr).toContain('prices/a.usage.json#/mapings')
    expect(stderr).toContain('This file of usage mappings is not used')
  })
})

describe('ratecard normalize', () => {
  it('gives one line of usage for each body, in order, with errors in their places', async () => {
    const { files } = await imported()
    const log = [body, { model: 'big', usage: { input_tokens: 1 } }, body].map((line) => JSON.stringify(line))
    const world = { files: { ...files, 'log.ndjson': `${log[0]}\n\n${log[1]}\nnot json\n${log[2]}` }, chunkSize: 9999 }
    const asked = ['normalize', 'log.ndjson', '--provider', 'acme', '--api', 'default', ...own]
    const { exitCode, stdout, stderr } = await runInMemory(asked, world)
    const lines = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(exitCode).toBe(5)
    expect(lines.map(({ schema, issues }) => [schema, issues[0]?.code])).toEqual([
      ['ratecard/usage@1', undefined],
      ['ratecard/error@1', 'missing-count'],
      ['ratecard/error@1', 'json-syntax'],
      ['ratecard/usage@1', undefined],
    ])
    expect(lines[0]).toMatchObject({ provider: 'acme', model: 'big', quantities })
    expect(lines[1].issues[0].path).toBe('log.ndjson:3#/usage/output_tokens')
    expect(stderr).toContain('2 of 4 lines could not be read as usage')
  })

  it('reads stdin, and knows the formats that come with it', async () => {
    const stdin = `${JSON.stringify({ id: 'x', model: 'm', usage: { prompt_tokens: 3, completion_tokens: 2 } })}\n`
    const { exitCode, stdout, stderr } = await runInMemory(['normalize'], { stdin })
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
    expect(JSON.parse(stdout)).toMatchObject({ id: 'x', model: 'm', quantities: { input_tokens: { value: '3' } } })
  })

  it('of nothing is refused', async () => {
    const { exitCode, stderr } = await runInMemory(['normalize', '--json'], { stdin: '\n' })
    expect(exitCode).toBe(5)
    expect(JSON.parse(stderr).issues).toMatchObject([{ code: 'empty-input' }])
    expect((await runInMemory(['normalize'], { isTerminal: true })).exitCode).toBe(2)
  })
})
