import { expect, it } from 'vitest'
import { inDollars } from '../testing/in-dollars.ts'
import { runInMemory, type World } from '../testing/run-in-memory.ts'

const seedDay = ['--at', '2024-12-16T12:00:00+08:00']
const stdin = 'Nice to meet you.'

async function estimated(args: readonly string[], world: World = {}) {
  const { exitCode, stdout, stderr } = await runInMemory(['estimate', ...inDollars(args), '--json'], world)
  return { exitCode, stderr, receipt: stdout === '' ? undefined : JSON.parse(stdout) }
}

it('counts stdin with the tokenizer of the model and prices it', async () => {
  const { exitCode, receipt } = await estimated(['--model', 'qwen-max', '--output-tokens', '100', ...seedDay], {
    stdin,
  })
  expect(exitCode).toBe(0)
  expect(receipt).toMatchObject({
    schema: 'ratecard/receipt@1',
    lines: [
      { meter: 'input_tokens', quantity: '5', basis: 'counted', amount: '0.00005' },
      { meter: 'output_tokens', quantity: '100', basis: 'estimated', amount: '0.003' },
    ],
    totals: [{ currency: 'USD', amount: '0.00305' }],
  })
})

it('reads several files as one text, in order', async () => {
  const files = { 'a.txt': 'Nice to', 'b.txt': ' meet you.' }
  const args = ['a.txt', 'b.txt', '--model', 'qwen-max', '--output-tokens', '0', ...seedDay]
  const { receipt } = await estimated(args, { files })
  expect(receipt.lines[0]).toMatchObject({ meter: 'input_tokens', quantity: '5' })
})

it('bills the history of a conversation each turn', async () => {
  const args = ['--model', 'qwen-max', '--output-tokens', '100', '--turns', '2', ...seedDay]
  const { receipt } = await estimated(args, { stdin })
  expect(receipt).toMatchObject({ requests: '2', lines: [{ quantity: '115' }, { quantity: '200' }] })
})

it('gives a range by a published rule', async () => {
  const { receipt } = await estimated(['--model', 'text-generation', '--output-tokens', '7'], {
    stdin: '你'.repeat(18),
  })
  expect(receipt.totals).toEqual([
    { currency: 'ATOMGIT-TOKEN', amount: '18', amountRange: { low: '17', high: '19' }, complete: true },
  ])
})

it.each([
  ['images that come out', ['--model', 'text-to-image', '--images', '3'], '150000'],
  ['audio of a stated size', ['--model', 'speech-recognition', '--requests', '2', '--file-size', '20MB'], '100000'],
  [
    'images that go in',
    ['--model', 'image-to-text', '--image', '512x512', '--image', '28x28', '--output-tokens', '10'],
    '345',
  ],
])('prices %s without reading stdin', async (_name, args, amount) => {
  const { exitCode, receipt } = await estimated(args, { stdin: 'not to be read' })
  expect(exitCode).toBe(0)
  expect(receipt.totals).toMatchObject([{ currency: 'ATOMGIT-TOKEN', amount }])
})

it('prices an image and two recordings, by the tokens that they have', async () => {
  const omni = ['--model', 'qwen3-omni-flash', '--scope', 'cn', '--at', '2026-06-01T00:00:00+08:00']
  const asked = [...omni, '--image', '1920x1080', '--audio', '2m30s', '--audio', '0.2s', '--output-tokens', '100']
  const { exitCode, receipt } = await estimated(asked, { stdin: 'not to be read' })
  expect(exitCode).toBe(0)
  expect(receipt.lines).toMatchObject([
    { meter: 'input_image_tokens', quantity: '1224', price: '3.3' },
    { meter: 'input_audio_tokens', quantity: '1888', quantityRange: { low: '1887', high: '1888' }, price: '15.8' },
    { meter: 'output_tokens', quantity: '100', price: '12.7' },
  ])
})

it('does not guess what the guide does not state', async () => {
  const { exitCode, receipt } = await estimated([
    '--model',
    'speech-recognition',
    '--requests',
    '1',
    '--file-size',
    '50M',
  ])
  expect(exitCode).toBe(0)
  expect(receipt.lines).toMatchObject([{ status: 'not-applicable', reason: 'rule-not-stated' }])
})

it('charges no failed request', async () => {
  const args = ['--model', 'speech-recognition', '--requests', '1', '--facet', 'outcome=failed']
  expect((await estimated(args)).receipt.totals).toMatchObject([{ amount: '0' }])
})

it('counts between two observations, where no price holds', async () => {
  const args = ['--model', 'qwen-max', '--output-tokens', '1', '--at', '2025-01-15T00:00:00+08:00']
  const { exitCode, receipt } = await estimated(args, { stdin })
  expect(exitCode).toBe(4)
  expect(receipt.lines).toMatchObject([{ quantity: '5', basis: 'counted', reason: 'between-observations' }, {}])
})

it('refuses what does not fit the context, and says by how much', async () => {
  const args = ['--model', 'qwen-turbo', '--output-tokens', '8000', ...seedDay]
  const { exitCode, receipt, stderr } = await estimated(args, { stdin })
  expect({ exitCode, receipt }).toEqual({ exitCode: 5, receipt: undefined })
  expect(JSON.parse(stderr).issues).toMatchObject([{ code: 'context-exceeded', params: { limit: '8000', by: '5' } }])
})

it('refuses an empty text', async () => {
  const args = ['a.txt', '--model', 'qwen-max', '--output-tokens', '1', ...seedDay]
  const { exitCode, stdout, stderr } = await runInMemory(['estimate', ...inDollars(args), '--json'], {
    files: { 'a.txt': '' },
  })
  expect({ exitCode, stdout }).toEqual({ exitCode: 5, stdout: '' })
  expect(JSON.parse(stderr).issues).toMatchObject([{ code: 'empty-text', path: 'a.txt' }])
})

const text = ['--model', 'qwen-max', '--output-tokens', '1']

it.each([
  [['--output-tokens', '1'], 2, 'missing-option', '--model'],
  [['--model', 'qwen-max', '--output-tokens', '1.5'], 2, 'invalid-whole-number', '--output-tokens'],
  [['--model', 'qwen-max', '--output-tokens', '-1'], 2, 'invalid-whole-number', '--output-tokens'],
  [['--model', 'qwen-max', '--output-tokens', '1e400'], 2, 'invalid-whole-number', '--output-tokens'],
  [[...text, '--turns', '0'], 2, 'invalid-whole-number', '--turns'],
  [[...text, '--turns', '99999'], 2, 'too-many-requests', '--turns'],
  [[...text, '--requests', 'NaN'], 2, 'invalid-whole-number', '--requests'],
  [[...text, '--image', '0x5'], 2, 'invalid-image-size', '--image'],
  [['-', ...text, '--image', '512x512'], 2, 'no-image-rule', '--image'],
  [['-', ...text, '--audio', '2m30s'], 2, 'no-audio-rule', '--audio'],
  [[...text, '--audio', '150'], 2, 'invalid-duration', '--audio'],
  [[...text, '--file-size', '1e3'], 2, 'invalid-byte-size', '--file-size'],
  [['a.txt', '--model', 'text-to-image'], 2, 'no-text-rule', '--model'],
  [['--model', 'text-to-image'], 2, 'nothing-to-estimate', ''],
  [['--model', 'qwen-mx', '--output-tokens', '1'], 4, 'unknown-model', '--model'],
  [['a.txt', 'a.txt', ...text], 2, 'repeated-operand', 'a.txt'],
  [['a.txt', './a.txt', ...text], 2, 'repeated-operand', './a.txt'],
  [['nope.txt', ...text], 5, 'file-not-found', 'nope.txt'],
  [['a.png', ...text], 5, 'binary-file', 'a.png'],
  [['dir', ...text], 5, 'is-directory', 'dir'],
])('refuses %j with %i %s', async (args, exitCode, code, path) => {
  const files = { 'a.txt': stdin, 'a.png': 'PNG\0', dir: null }
  const { receipt, stderr, ...ran } = await estimated(args, { files, stdin })
  expect({ ...ran, receipt }).toEqual({ exitCode, receipt: undefined })
  expect(JSON.parse(stderr).issues).toMatchObject([{ code, path }])
})

it('counts what is no UTF-8 as U+FFFD, and tells where', async () => {
  const files = { 'a.txt': Uint8Array.of(0x61, 0xff), 'b.txt': Uint8Array.of(0xe4, 0xbd), 'c.txt': Uint8Array.of(0xa0) }
  const { receipt, stderr, exitCode } = await estimated(['a.txt', 'b.txt', 'c.txt', ...text], { files })
  const replaced = await estimated(['-', ...text], { stdin: 'a\uFFFD\uFFFD\uFFFD' })
  expect({ exitCode, lines: receipt.lines }).toEqual({ exitCode: 0, lines: replaced.receipt.lines })
  const places = JSON.parse(stderr).notices.map(({ path }: { path: string }) => path)
  expect(places).toEqual(['a.txt', 'b.txt', 'c.txt'])
})

it('reads nothing where one of several files is missing, and tells of all', async () => {
  const { exitCode, stderr } = await estimated(['a.txt', 'b.txt', 'c.txt', ...text], { files: { 'b.txt': stdin } })
  expect(exitCode).toBe(5)
  expect(JSON.parse(stderr).issues).toMatchObject([{ path: 'a.txt' }, { path: 'c.txt' }])
})

it('counts the characters of a text to be spoken, and needs no output', async () => {
  const args = ['estimate', 'a.txt', '--model', 'cosyvoice-v2', '--scope', 'cn', '--at', '2026-08-08T12:00:00+08:00']
  const { exitCode, stdout, stderr } = await runInMemory([...args, '--json'], {
    files: { 'a.txt': '<speak>你好，𠀀<break time="1s"/> world</speak>\n' },
    chunkSize: 3,
  })
  const receipt = JSON.parse(stdout)
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
  expect(receipt.lines).toMatchObject([
    { meter: 'characters', quantity: '13', basis: 'counted', price: '2', per: '10000', amount: '0.0026' },
  ])
  expect(receipt.lines).toHaveLength(1)
  expect(receipt.warnings.map(({ code }: { code: string }) => code)).toContain('characters-counted')
})

it('tells the limit of a number that is too large', async () => {
  const { exitCode, stderr } = await runInMemory([
    'estimate',
    '--model',
    'qwen-max',
    '--output-tokens',
    '9007199254740993',
  ])
  expect({ exitCode, stderr }).toMatchObject({ exitCode: 2 })
  expect(stderr).toContain('at most 9007199254740991')
})

it('refuses SSML that is none, and names the file', async () => {
  const args = ['estimate', 'a.txt', '--model', 'qwen3-tts-flash', '--scope', 'cn', '--json']
  const { exitCode, stderr } = await runInMemory(args, { files: { 'a.txt': '<speak>a & b</speak>' } })
  expect(exitCode).toBe(5)
  expect(JSON.parse(stderr).issues).toMatchObject([{ code: 'malformed-ssml', path: 'a.txt' }])
})
