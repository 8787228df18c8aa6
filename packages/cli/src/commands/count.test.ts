import { expect, it } from 'vitest'
import { runInMemory, type World } from '../testing/run-in-memory.ts'

async function counted(args: readonly string[], world: World = {}) {
  const { exitCode, stdout, stderr } = await runInMemory(['count', ...args, '--json'], world)
  return { exitCode, stderr, json: stdout === '' ? undefined : JSON.parse(stdout) }
}

const english = 'Nice to meet you.'
const chinese = '你好,我是通义千问'

it("counts stdin, with the seed's ids and pieces", async () => {
  const { exitCode, json, stderr } = await counted(['--tokenizer', 'qwen', '--ids'], { stdin: english })
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
  expect(json).toEqual({
    schema: 'ratecard/count@1',
    items: [
      {
        source: '-',
        tokenizer: 'qwen',
        basis: 'counted',
        tokens: '5',
        bytes: '17',
        ids: [44978, 311, 3367, 498, 13],
        pieces: ['Nice', ' to', ' meet', ' you', '.'],
      },
    ],
    total: '5',
    bytes: '17',
  })
})

it("gives the seed's Chinese pieces", async () => {
  const { json } = await counted(['-', '--model', 'qwen-turbo', '--pieces'], { stdin: chinese })
  expect(json.items[0].pieces).toEqual(['你好', ',', '我是', '通', '义', '千', '问'])
})

it('prints a part of a character as its bytes', async () => {
  const { json } = await counted(['--tokenizer', 'qwen', '--pieces'], { stdin: '𠮟' })
  expect(json.items[0].pieces.join('')).toBe('\\xF0\\xA0\\xAE\\x9F')
})

it('reads special tokens as text, or each as one', async () => {
  const stdin = '<|im_start|>user\nhi<|im_end|>'
  const ordinary = await counted(['--tokenizer', 'qwen'], { stdin })
  const all = await counted(['--tokenizer', 'qwen', '--specials', 'all', '--ids'], { stdin })
  expect(all.json.items[0].ids).toEqual([151644, 872, 198, 6023, 151645])
  expect(Number(ordinary.json.total)).toBeGreaterThan(Number(all.json.total))
  expect(await counted(['--tokenizer', 'qwen', '--specials', 'ordinary'], { stdin })).toEqual(ordinary)
})

it('counts files and patterns, each file once, with a total', async () => {
  const files = { 'a.txt': english, 'b.md': chinese, 'c.md': '', 'd.txt': '' }
  const operands = ['b.md', 'a.txt', '*.md', 'd.txt', '-']
  const { exitCode, json, stderr } = await counted([...operands, '--model', 'qwen-max'], {
    files,
    stdin: english,
  })
  expect(exitCode).toBe(0)
  expect(json.items.map((item: { source: string; tokens: string }) => [item.source, item.tokens])).toEqual([
    ['b.md', '7'],
    ['a.txt', '5'],
    ['c.md', '0'],
    ['d.txt', '0'],
    ['-', '5'],
  ])
  expect(json.total).toBe('17')
  const message = 'The text is empty, which is 0 tokens; give a text'
  expect(JSON.parse(stderr)).toMatchObject({ schema: 'ratecard/notices@1', notices: [{ path: 'd.txt', message }] })
})

it('gives a range where a rule of thumb is published', async () => {
  const files = { 'a.txt': '你'.repeat(18), 'b.txt': 'abcdefg' }
  const { exitCode, json } = await counted(['a.txt', 'b.txt', '--model', 'text-generation'], { files })
  expect(exitCode).toBe(0)
  expect(json.items).toEqual([
    { source: 'a.txt', basis: 'estimated', tokens: '11', tokensRange: { low: '10', high: '12' }, bytes: '54' },
    { source: 'b.txt', basis: 'estimated', tokens: '2', tokensRange: { low: '1', high: '2' }, bytes: '7' },
  ])
  expect(json).toMatchObject({ total: '13', totalRange: { low: '11', high: '14' } })
})

it('counts what can be counted, names the rest, and ends with 5', async () => {
  const files = { 'a.txt': english, 'b.png': 'PNG\0', dir: null, 'locked.txt': { error: 'EACCES' } }
  const operands = ['a.txt', 'b.png', 'dir', 'nope.txt', 'locked.txt', '*.html']
  const { exitCode, json, stderr } = await counted([...operands, '--tokenizer', 'qwen'], { files })
  expect(exitCode).toBe(5)
  expect(json).toMatchObject({ total: '5', failed: ['dir', 'nope.txt', '*.html', 'b.png', 'locked.txt'] })
  expect(JSON.parse(stderr).issues.map(({ code, path }: { code: string; path: string }) => `${path} ${code}`)).toEqual([
    'dir no-file-in-directory',
    'nope.txt file-not-found',
    '*.html no-matching-file',
    'b.png binary-file',
    'locked.txt unreadable-file',
  ])
})

it('prints nothing where nothing could be counted', async () => {
  const { exitCode, json, stderr } = await counted(['nope.txt', '--tokenizer', 'qwen'])
  expect({ exitCode, json }).toEqual({ exitCode: 5, json: undefined })
  expect(JSON.parse(stderr).issues).toHaveLength(1)
})

it('counts what is no UTF-8 as U+FFFD, and tells how often and where', async () => {
  const stdin = Uint8Array.of(0x61, 0x62, 0xe4, 0xbd, 0x61, 0xff, 0xff)
  const { exitCode, json, stderr } = await counted(['--tokenizer', 'qwen', '--pieces'], { stdin })
  expect(exitCode).toBe(0)
  expect(json.items[0].pieces.join('')).toBe('ab\uFFFDa\uFFFD\uFFFD')
  const params = { places: '3', offset: '2' }
  expect(json.warnings).toEqual([{ code: 'replaced-utf-8', path: '-', params }])
  expect(stderr).toContain('3, the first at byte 2')
  const streamed = await counted(['--tokenizer', 'qwen'], { stdin })
  expect({ total: streamed.json.total, warnings: streamed.json.warnings }).toEqual({
    total: json.total,
    warnings: json.warnings,
  })
})

it('does not count a byte order mark', async () => {
  const { json } = await counted(['--tokenizer', 'qwen'], { stdin: `\uFEFF${english}` })
  expect(json.total).toBe('5')
})

it('refuses to list the tokens of a very long text', async () => {
  const world = { files: { 'a.txt': 'a b '.repeat(1_000_001) }, chunkSize: 1_000_000 }
  const { exitCode, stderr } = await counted(['a.txt', '--tokenizer', 'qwen', '--ids'], world)
  expect(exitCode).toBe(5)
  expect(JSON.parse(stderr).issues).toMatchObject([{ code: 'input-too-large', path: 'a.txt' }])
})

it.each([
  [[], 2, 'missing-choice', '--model'],
  [['--tokenizer', 'bert'], 2, 'unknown-choice', '--tokenizer'],
  [['--tokenizer', '__proto__'], 2, 'unknown-choice', '--tokenizer'],
  [['--tokenizer', 'qwen', '--model', 'qwen-max'], 2, 'contradictory-options', '--tokenizer'],
  [['--tokenizer', 'qwen', '--specials', 'some'], 2, 'unknown-choice', '--specials'],
  [['--model', 'text-generation', '--ids'], 2, 'contradictory-options', '--ids'],
  [['--model', 'text-generation', '--specials', 'all'], 2, 'contradictory-options', '--specials'],
  [['--model', 'text-to-image'], 2, 'no-text-rule', '--model'],
  [['--model', 'qwen-mx'], 4, 'unknown-model', '--model'],
  [['--tokenizer', 'qwen', '-', '-'], 2, 'repeated-operand', '-'],
])('refuses %j with %i %s', async (args, exitCode, code, path) => {
  const { stderr, json, ...ran } = await counted(args, { stdin: english })
  expect({ ...ran, json }).toEqual({ exitCode, json: undefined })
  expect(JSON.parse(stderr).issues).toMatchObject([{ code, path }])
})
