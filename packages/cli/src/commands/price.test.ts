import { expect, it } from 'vitest'
import manifest from '../../package.json' with { type: 'json' }
import { inDollars } from '../testing/in-dollars.ts'
import { runInMemory, type World } from '../testing/run-in-memory.ts'

const seedDay = ['--at', '2024-12-16T12:00:00+08:00']
const usage = ['--usage', 'input_tokens=1000000,output_tokens=1000000']

async function receipt(args: readonly string[], world: World = {}) {
  const { exitCode, stdout, stderr } = await runInMemory(['price', ...inDollars(args), '--json'], world)
  return { exitCode, stderr, receipt: stdout === '' ? undefined : JSON.parse(stdout) }
}

const issuesOf = async (args: readonly string[], world: World = {}) => {
  const { exitCode, receipt: printed, stderr } = await receipt(args, world)
  expect(printed).toBeUndefined()
  return { exitCode, issues: JSON.parse(stderr).issues as readonly { code: string; path: string }[] }
}

it("prices stated quantities, as the design's example", async () => {
  const { exitCode, receipt: printed } = await receipt(['--model', 'qwen-max', ...usage, ...seedDay])
  expect(exitCode).toBe(0)
  expect(printed).toMatchObject({
    schema: 'ratecard/receipt@1',
    id: 'receipt-1',
    engine: manifest.version,
    at: '2024-12-16T12:00:00+08:00',
    asOf: '2026-11-22T04:00:00Z',
    provider: 'alibaba-model-studio',
    lines: [
      { meter: 'input_tokens', quantity: '1000000', basis: 'reported', price: '0.0100', per: '1000', amount: '10' },
      { meter: 'output_tokens', quantity: '1000000', price: '0.0300', per: '1000', amount: '30' },
    ],
    totals: [{ currency: 'USD', amount: '40', complete: true }],
  })
})

it('takes the instant of the run where none is given', async () => {
  const { receipt: printed } = await receipt(['--model', 'qwen-max', ...usage])
  expect(printed.at).toBe('2026-11-22T04:00:00Z')
})

it('knows only what had been recorded', async () => {
  const late = ['--at', '2025-04-10T12:00:00+08:00', '--as-of', '2024-12-31T00:00:00+08:00']
  const { receipt: printed } = await receipt(['--model', 'qwen-max', '--usage', 'input_tokens=1000', ...late])
  expect(printed).toMatchObject({ asOf: '2024-12-31T00:00:00+08:00', totals: [{ amount: '0.01' }] })
})

it('takes free quota that is stated', async () => {
  const used = ['--usage', 'input_tokens=1000,output_tokens=200']
  const left = ['--remaining', 'input_tokens=5000', '--remaining', 'output_tokens=200']
  const { receipt: printed } = await receipt(['--model', 'qwen-max', ...used, ...left, ...seedDay])
  expect(printed.totals).toMatchObject([{ amount: '0' }])
  expect(printed.lines).toMatchObject([
    { status: 'free', reason: 'allowance', allowance: { remaining: '4000' } },
    { status: 'free', reason: 'allowance', allowance: { remaining: '0' } },
  ])
})

it('prints the receipt and ends with 4 where a line has no price', async () => {
  const { exitCode, receipt: printed } = await receipt([
    '--model',
    'qwen-max',
    '--usage',
    'input_tokens=1000,images=1',
    ...seedDay,
  ])
  expect(exitCode).toBe(4)
  expect(printed.totals).toMatchObject([{ amount: '0.01', complete: false }])
  expect(printed.lines[1]).toMatchObject({ status: 'unpriced', reason: 'no-rate' })
})

it.each([
  [['--mode', 'batch'], { batch: 'batch' }],
  [['--facet', 'batch=batch_chat'], { batch: 'batch_chat' }],
])('states facets with %j', async (args, facets) => {
  const { exitCode, receipt: printed } = await receipt(['--model', 'qwen-max', ...usage, ...seedDay, ...args])
  expect({ exitCode, facets: printed.facets }).toEqual({ exitCode: 4, facets })
})

const body = {
  id: 'chatcmpl-9',
  object: 'chat.completion',
  created: 1734321600,
  model: 'qwen-max',
  usage: { prompt_tokens: 1000, completion_tokens: 200, total_tokens: 1200 },
}
const files = { 'answer.json': JSON.stringify(body) }

it.each([
  ['a file', ['--response', 'answer.json'], { files }],
  ['stdin', ['--response', '-'], { stdin: JSON.stringify(body) }],
])('prices a response from %s: model and instant are its own', async (_name, args, world) => {
  const { exitCode, receipt: printed } = await receipt(args, world)
  expect(exitCode).toBe(0)
  expect(printed).toMatchObject({
    at: '2024-12-16T04:00:00Z',
    model: { requested: 'qwen-max' },
    totals: [{ currency: 'USD', amount: '0.016' }],
  })
})

it('lets the command line choose model and instant of a response', async () => {
  const args = ['--response', 'answer.json', '--model', 'qwen-plus', '--at', '2025-04-03T12:00:00+08:00']
  const { receipt: printed } = await receipt(args, { files })
  expect(printed).toMatchObject({ model: { requested: 'qwen-plus' }, totals: [{ amount: '0.00064' }] })
})

it('prices with the list that is asked for', async () => {
  const args = ['--model', 'qwen-max', ...usage, ...seedDay]
  const named = await receipt([...args, '--tariff', 'alibaba-model-studio/international-usd'])
  expect(named.receipt.totals).toMatchObject([{ amount: '40' }])
  expect(await issuesOf([...args, '--tariff', 'atomgit-ai/default'])).toMatchObject({
    exitCode: 4,
    issues: [{ code: 'unknown-model', path: '--model' }],
  })
  expect(await issuesOf([...args, '--tariff', 'nope/list'])).toMatchObject({
    exitCode: 4,
    issues: [{ code: 'unknown-tariff', path: '--tariff' }],
  })
})

it.each([
  [['--provider', 'atomgit-ai'], '--model'],
  [['--scope', 'japan'], '--model'],
  [['--currency', 'EUR'], '--model'],
])('knows no price with %j', async (args) => {
  const { exitCode, issues } = await issuesOf(['--model', 'qwen-max', ...usage, ...args])
  expect({ exitCode, codes: issues.map(({ code }) => code) }).toEqual({ exitCode: 4, codes: ['unknown-model'] })
})

it.each([
  [['--model', 'qwen-mx', ...usage], 4, 'unknown-model', '--model'],
  [['--model', '__proto__', ...usage], 4, 'unknown-model', '--model'],
  [['--model', 'constructor', ...usage], 4, 'unknown-model', '--model'],
  [['--model', 'qwen-max', ...usage, '--at', '2024-12-16'], 2, 'instant-without-offset', '--at'],
  [['--model', 'qwen-max', ...usage, '--at', '2024-12-16T12:00:00'], 2, 'instant-without-offset', '--at'],
  [['--model', 'qwen-max', ...usage, '--at', 'yesterday'], 2, 'invalid-instant', '--at'],
  [['--model', 'qwen-max', ...usage, '--at', '2024-13-01'], 2, 'invalid-instant', '--at'],
  [['--model', 'qwen-max', ...usage, '--at', '2024-02-30T12:00:00'], 2, 'invalid-instant', '--at'],
  [['--model', 'qwen-max', ...usage, '--as-of', '2024-12-16'], 2, 'instant-without-offset', '--as-of'],
  [['--model', 'qwen-max', '--usage', 'foo=1'], 2, 'unknown-meter', '--usage'],
  [['--model', 'qwen-max', '--usage', 'input_tokens=-5'], 2, 'invalid-quantity-whole', '--usage input_tokens'],
  [['--model', 'qwen-max', '--usage=input_tokens=1e400'], 2, 'invalid-number', '--usage input_tokens'],
  [['--model', 'qwen-max', '--usage', '-5'], 2, 'invalid-pair', '--usage'],
  [['--model', 'qwen-max', ...usage, '--remaining', 'images=1'], 2, 'no-allowance', '--remaining images'],
  [['--model', 'qwen-max', ...usage, '--facet', 'flavour=x'], 2, 'unknown-facet', '--facet flavour'],
  [['--model', 'qwen-max', ...usage, '--facet', '__proto__=x'], 2, 'unknown-facet', '--facet __proto__'],
  [['--model', 'qwen-max', ...usage, '--facet', 'thinking=maybe'], 2, 'invalid-facet-value', '--facet thinking'],
  [['--model', 'qwen-max', ...usage, '--mode', 'turbo'], 2, 'unknown-choice', '--mode'],
  [['--model', 'qwen-max', ...usage, '--allow-evidence', 'rumour'], 2, 'unknown-choice', '--allow-evidence'],
  [['--model', 'qwen-max', ...usage, '--response', 'answer.json'], 2, 'contradictory-options', '--usage'],
  [['--model', 'qwen-max'], 2, 'missing-choice', '--usage'],
  [[...usage], 2, 'missing-option', '--model'],
])('refuses %j with %i %s', async (args, exitCode, code, path) => {
  expect(await issuesOf(args, { files })).toMatchObject({ exitCode, issues: [{ code, path }] })
})

it('a faulty file of balances is a bad input, whether it cannot be read or does not fit the price list', async () => {
  const balances = (content: object) =>
    issuesOf(['--model', 'notebook', '--usage', 'core_seconds=1', '--balances', 'b.json'], {
      files: { 'b.json': JSON.stringify({ schema: 'ratecard/balances@1', balances: [content] }) },
    })
  expect(await balances({ id: 'a' })).toMatchObject({ exitCode: 5 })
  expect(await balances({ id: 'a', allowance: 'none', remaining: '1' })).toMatchObject({
    exitCode: 5,
    issues: [{ code: 'unknown-allowance', path: 'b.json#/balances/0/allowance' }],
  })
})

const withUsage = (counts: object) => JSON.stringify({ ...body, usage: counts })

it.each([
  ['', 5, 'empty-input', 'answer.json'],
  [' \n', 5, 'empty-input', 'answer.json'],
  ['{"usage": ', 5, 'json-syntax', 'answer.json:1:11'],
  ['{\n  "a": 1,\n  a\n}', 5, 'json-syntax', 'answer.json:3:3'],
  ['[1', 5, 'json-syntax', 'answer.json:1:3'],
  ['['.repeat(100_000), 5, 'json-depth', 'answer.json:1:65'],
  ['{"a":1,"a":2}', 5, 'json-duplicate-key', 'answer.json:1:8'],
  [
    '{"__proto__": {"usage": {"prompt_tokens": 1, "completion_tokens": 1}}}',
    5,
    'unknown-response-format',
    'answer.json',
  ],
  [
    '{"usage": {"__proto__": {"prompt_tokens": 1, "completion_tokens": 1}}}',
    5,
    'unknown-response-format',
    'answer.json',
  ],
  ['{}', 5, 'unknown-response-format', 'answer.json'],
  ['[]', 5, 'unknown-response-format', 'answer.json'],
  ['null', 5, 'unknown-response-format', 'answer.json'],
  [withUsage({ prompt_tokens: -1, completion_tokens: 1 }), 5, 'invalid-count', 'answer.json#/usage/prompt_tokens'],
  [withUsage({ prompt_tokens: 1.5, completion_tokens: 1 }), 5, 'invalid-count', 'answer.json#/usage/prompt_tokens'],
  [withUsage({ prompt_tokens: '1', completion_tokens: 1 }), 5, 'invalid-count', 'answer.json#/usage/prompt_tokens'],
  [
    withUsage({ prompt_tokens: 1, completion_tokens: 1 }).replace(':1,', ':1e400,'),
    5,
    'invalid-count',
    'answer.json#/usage/prompt_tokens',
  ],
  [
    withUsage({ prompt_tokens: 1, completion_tokens: 1 }).replace('qwen-max', 'gpt-9'),
    4,
    'unknown-model',
    'answer.json#/model',
  ],
  [
    withUsage({ prompt_tokens: 1, completion_tokens: 1 }).replace('"qwen-max"', '7'),
    2,
    'no-model-in-response',
    '--model',
  ],
])('refuses the response %.60s with %i %s', async (content, exitCode, code, path) => {
  const args = ['--response', 'answer.json']
  expect(await issuesOf(args, { files: { 'answer.json': content } })).toMatchObject({
    exitCode,
    issues: [{ code, path }],
  })
})

it.each(['9e15', '9000000000000000', '-9000000000000000', '1e400', '1.5', '"2024"', 'null', '{}'])(
  'survives a response that was created at %s',
  async (created) => {
    const content = JSON.stringify(body).replace('1734321600', created)
    const { exitCode } = await receipt(['--response', 'answer.json'], { files: { 'answer.json': content } })
    expect(exitCode).not.toBe(1)
  },
)

it.each([
  ['nope.json', 'file-not-found'],
  ['dir', 'is-directory'],
  ['locked.json', 'unreadable-file'],
  ['bad.json', 'invalid-utf-8'],
])('refuses the response in %s as %s', async (name, code) => {
  const world = { files: { dir: null, 'locked.json': { error: 'EACCES' }, 'bad.json': Uint8Array.of(0x7b, 0xff) } }
  expect(await issuesOf(['--response', name], world)).toMatchObject({ exitCode: 5, issues: [{ code, path: name }] })
})

it('tells every mistake at once, in the order of the options', async () => {
  const args = ['--model', 'x', '--at', '2024-12-16', '--mode', 'turbo', '--usage', 'input_tokens=-1,foo=2']
  const { exitCode, issues } = await issuesOf(args)
  expect({ exitCode, codes: issues.map(({ code }) => code) }).toEqual({
    exitCode: 2,
    codes: ['instant-without-offset', 'unknown-choice', 'invalid-quantity-whole', 'unknown-meter'],
  })
})
