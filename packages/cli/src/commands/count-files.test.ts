import { expect, it } from 'vitest'
import { runInMemory, type World } from '../testing/run-in-memory.ts'

interface Item {
  readonly source: string
  readonly tokens: string
}

async function counted(args: readonly string[], world: World = {}) {
  const { exitCode, stdout, stderr } = await runInMemory(['count', ...args, '--tokenizer', 'qwen', '--json'], world)
  const json = stdout === '' ? undefined : JSON.parse(stdout)
  return { exitCode, stderr, json, names: json?.items.map(({ source }: Item) => source) }
}

const hello = 'Nice to meet you.'
const tree = {
  '.git/HEAD': 'ref: refs/heads/main',
  '.git/info/exclude': 'private.txt',
  '.gitignore': '*.log\nbuild/\n',
  'a.txt': hello,
  'private.txt': hello,
  'run.log': hello,
  'build/out.txt': hello,
  'docs/.gitignore': '!keep.log\n/drafts\n',
  'docs/keep.log': hello,
  'docs/other.log': hello,
  'docs/drafts/x.md': hello,
  'docs/sub/drafts/y.md': hello,
  'docs/.hidden.md': hello,
}

it('counts the files of a directory that git does not ignore, at every level, in order', async () => {
  const { exitCode, names, json, stderr } = await counted(['.'], { files: tree })
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
  const found = ['docs/.gitignore', 'docs/.hidden.md', 'docs/keep.log', 'docs/sub/drafts/y.md']
  expect(names).toEqual(['.gitignore', 'a.txt', ...found])
  expect(json.total).toBe(String(json.items.reduce((sum: number, { tokens }: Item) => sum + Number(tokens), 0)))
})

it('counts what git ignores, too, where asked, and never what is its own', async () => {
  const { names } = await counted(['.', '--no-ignore'], { files: tree })
  expect(names).toEqual(
    Object.keys(tree)
      .filter((name) => !name.startsWith('.git/'))
      .sort(),
  )
})

it('knows the rules above a directory that is named', async () => {
  expect((await counted(['docs'], { files: tree })).names).not.toContain('docs/other.log')
  expect((await counted(['./docs/sub/'], { files: tree })).names).toEqual(['docs/sub/drafts/y.md'])
})

it('counts what is named although git ignores it', async () => {
  expect((await counted(['build'], { files: tree })).names).toEqual(['build/out.txt'])
  expect((await counted(['run.log'], { files: tree })).names).toEqual(['run.log'])
})

it('has patterns leave out what git ignores', async () => {
  expect((await counted(['**/*.log'], { files: tree })).names).toEqual(['docs/keep.log'])
  expect((await counted(['**/*.log', '--no-ignore'], { files: tree })).names).toHaveLength(3)
  expect((await counted(['build/*'], { files: tree })).names).toEqual(['build/out.txt'])
  expect((await counted(['docs/{keep,other}.*'], { files: tree })).names).toEqual(['docs/keep.log'])
})

it('ends the rules of a repository where another begins', async () => {
  const files = {
    ...tree,
    'inner/.git/HEAD': '',
    'inner/x.log': hello,
    'inner/.gitignore': '*.md',
    'inner/y.md': hello,
  }
  expect((await counted(['inner'], { files })).names).toEqual(['inner/.gitignore', 'inner/x.log'])
  expect((await counted(['.'], { files })).names).toContain('inner/x.log')
})

it('needs no repository', async () => {
  const files = { 'x/.gitignore': '*.log', 'x/a.log': hello, 'x/b.txt': hello, '.gitignore': 'b.txt' }
  expect((await counted(['x'], { files })).names).toEqual(['x/.gitignore', 'x/b.txt'])
})

it('counts each file once, whatever names it has', async () => {
  const { names } = await counted(['docs', './docs/keep.log', 'docs/../a.txt', '**/*.log', '.'], { files: tree })
  expect(names).toHaveLength(new Set(names).size)
  expect(names).toEqual(expect.arrayContaining(['./docs/keep.log', 'docs/../a.txt', '.gitignore']))
  expect(names).not.toContain('a.txt')
})

it('counts a file that is named twice once, and says so', async () => {
  const { exitCode, json, names } = await counted(['a.txt', './a.txt'], { files: tree })
  expect({ exitCode, names }).toEqual({ exitCode: 0, names: ['a.txt'] })
  expect(json.warnings).toEqual([{ code: 'repeated-operand', path: './a.txt', params: {} }])
})

it('refuses a file that is named, in whatever order', async () => {
  const world = { files: { 'd/b.bin': 'B\0', 'd/a.txt': hello } }
  for (const operands of [
    ['d', 'd/b.bin'],
    ['d/b.bin', 'd'],
  ]) {
    const { exitCode, json } = await counted(operands, world)
    expect({ exitCode, failed: json.failed }).toEqual({ exitCode: 5, failed: ['d/b.bin'] })
  }
})

it('keeps a file named - apart from stdin', async () => {
  const world = { files: { '-': hello, 'd/-': hello, 'd/a.txt': hello }, stdin: hello }
  expect((await counted(['.', '-'], world)).names).toEqual(['./-', 'd/-', 'd/a.txt', '-'])
  const tree = await runInMemory(['count', 'd', '-', '--tokenizer', 'qwen', '--tree'], world)
  expect(tree.stdout).toMatch(/^├── - .*\n└── a\.txt .*\nstdin /m)
})

it('names in full what could not be read, and shows of it the end', async () => {
  const paths = ['x', 'y'].map((name) => `${'deep/'.repeat(30)}${name}.txt`)
  const files = Object.fromEntries(paths.map((path) => [path, { error: 'EACCES' }]))
  const { stderr } = await counted(['.'], { files })
  expect(JSON.parse(stderr).issues.map(({ path }: { path: string }) => path)).toEqual(paths)
  const shown = await runInMemory(['count', '.', '--tokenizer', 'qwen'], { files })
  expect(shown.stderr).toMatch(/^error: ….{70,74}\/x\.txt: .*\nerror: ….{70,74}\/y\.txt: /)
})

it('takes an alternative in brackets for a pattern', async () => {
  const { names } = await counted(['@(docs|inner)/keep.log'], { files: tree })
  expect(names).toEqual(['docs/keep.log'])
})

it.each([
  ['*', /^error: \*: No file matches the pattern, and a directory is not one; .*\/\*\*/],
  ['', /^error: '': There is no such file/],
  ['d/a.txt/x', /^error: d\/a\.txt\/x: There is no such file/],
])('says of %j what is wrong', async (operand, message) => {
  const files = { 'd/a.txt': hello, 'd/a.txt/x': { error: 'ENOTDIR' } }
  const { exitCode, stderr } = await runInMemory(['count', operand, '--tokenizer', 'qwen'], { files })
  expect({ exitCode, stderr }).toEqual({ exitCode: 5, stderr: expect.stringMatching(message) })
})

it.each([
  [['a.txt'], 'en', '--model: Needed and not given; add one of --model, --tokenizer\n'],
  [['a.txt'], 'zh', '--model：必须给出；请补上 --model、--tokenizer 之一\n'],
  [['a.txt', '--tokenizer', 'qwen', '--depth', '1'], 'en', '--depth: It works only together with --tree'],
  [['a.txt', '--tokenizer', 'qwen', '--depth', '1'], 'zh', '--depth：只能与 --tree 一起使用'],
])('says of %j in %s which option is missing', async (args, lang, message) => {
  expect((await runInMemory(['count', ...args, '--lang', lang], { files: tree })).stderr).toContain(message)
})

const mixed = {
  'd/a.txt': hello,
  'd/empty.txt': '',
  'd/locked.txt': { error: 'EACCES' },
  'd/picture.png': 'PNG\0\0',
  'd/wide.txt': Uint8Array.of(0xff, 0xfe, 0x61, 0),
}

it('names and skips what is no text, reports what cannot be read, and counts the rest', async () => {
  const { exitCode, json, names, stderr } = await counted(['d'], { files: mixed })
  expect(exitCode).toBe(5)
  expect(names).toEqual(['d/a.txt', 'd/empty.txt'])
  expect(json).toMatchObject({ total: '5', bytes: '17', failed: ['d/locked.txt'] })
  expect(json.warnings).toEqual([
    { code: 'binary-file', path: 'd/picture.png', params: {} },
    { code: 'other-encoding', path: 'd/wide.txt', params: { encoding: 'UTF-16' } },
  ])
  expect(JSON.parse(stderr.split('\n')[0] ?? '').issues).toMatchObject([
    { code: 'unreadable-file', path: 'd/locked.txt', params: { reason: 'EACCES' } },
  ])
})

it('takes a directory of nothing but binary files for empty, not for wrong', async () => {
  const { exitCode, json } = await counted(['d'], { files: { 'd/picture.png': 'PNG\0' } })
  expect({ exitCode, items: json.items, total: json.total }).toEqual({ exitCode: 0, items: [], total: '0' })
})

it('refuses what is no text where it was named, unless asked for it', async () => {
  const files = { 'a.png': 'PNG\0', 'late.txt': `${'a'.repeat(8000)}\0` }
  const refused = await counted(['a.png'], { files })
  expect({ exitCode: refused.exitCode, json: refused.json }).toEqual({ exitCode: 5, json: undefined })
  expect(JSON.parse(refused.stderr).issues).toMatchObject([{ code: 'binary-file', path: 'a.png' }])
  expect((await counted(['a.png', '--binary'], { files })).json.total).toBe('2')
  expect((await counted(['late.txt'], { files })).exitCode).toBe(0)
})

it('reads a NUL byte that comes late in a small chunk as well', async () => {
  const { stderr } = await counted([], { stdin: `${'a b '.repeat(100)}\0`, chunkSize: 1 })
  expect(JSON.parse(stderr).issues).toMatchObject([{ code: 'binary-file', path: '-' }])
})

const files = { 'b/big.txt': `${hello} `.repeat(9), 'a.txt': hello, 'b/c.txt': 'a', 'b/d/e.txt': 'a' }

it('lists in the order in which files were found, unless asked otherwise', async () => {
  expect((await counted(['.'], { files })).names).toEqual(['a.txt', 'b/big.txt', 'b/c.txt', 'b/d/e.txt'])
  const bySize = await counted(['.', '--sort', 'size'], { files })
  expect(bySize.names).toEqual(['b/big.txt', 'a.txt', 'b/c.txt', 'b/d/e.txt'])
})

it('shows the most tokens first, in a table and in a tree', async () => {
  const rows = async (...args: string[]) => {
    const { stdout } = await runInMemory(['count', '.', '--tokenizer', 'qwen', ...args], { files })
    return stdout.split('\n').slice(
      1,
      stdout.split('\n').findIndex((line) => line.startsWith('─')),
    )
  }
  const name = (row: string) => row.replace(/(?<=\S) {2,}.*$/, '')
  expect((await rows()).map(name)).toEqual(['b/big.txt', 'a.txt', 'b/c.txt', 'b/d/e.txt'])
  expect((await rows('--sort', 'name')).map(name)).toEqual(['a.txt', 'b/big.txt', 'b/c.txt', 'b/d/e.txt'])
  expect((await rows('--top', '1')).map(name)).toEqual(['b/big.txt', '… 3 more'])
  expect((await rows('--tree', '--depth', '1')).map(name)).toEqual(['b/', 'a.txt'])
  expect((await rows('--tree')).map(name)).toEqual([
    'b/',
    '├── big.txt',
    '├── c.txt',
    '└── d/',
    '    └── e.txt',
    'a.txt',
  ])
  expect((await rows('--tree', '--top', '1')).map(name)).toEqual(['b/', '├── big.txt', '└── … 2 more', '… 1 more'])
})

it('sums the rest to the total', async () => {
  const { stdout } = await runInMemory(['count', '.', '--tokenizer', 'qwen', '--tree', '--top', '1'], { files })
  const figures = [...stdout.matchAll(/^(\S.*?) {2,}(\d+) /gm)].map(([, label, tokens]) => [label, Number(tokens)])
  const { 'b/': b, '… 1 more': rest, Total: total } = Object.fromEntries(figures)
  expect(b + rest).toBe(total)
})

it.each([
  [['.', '--max-tokens', '53'], 0],
  [['.', '--max-tokens', '52'], 3],
  [['a.txt', '--max-tokens', '5'], 0],
  [['a.txt', '--max-tokens', '4'], 3],
])('ends %j with %i', async (args, exitCode) => {
  const ran = await counted(args, { files })
  expect(ran.exitCode).toBe(exitCode)
  expect(ran.json.total).toBeDefined()
  const issues = ran.stderr === '' ? [] : JSON.parse(ran.stderr).issues
  const { total } = ran.json
  const over = { code: 'total-over-max-tokens', path: '--max-tokens', params: { limit: args[2] as string, total } }
  expect(issues).toMatchObject(exitCode === 0 ? [] : [over])
})

it('prefers the limit to other problems, and tells of both', async () => {
  const { exitCode, stderr } = await counted(['a.txt', 'nope.txt', '--max-tokens', '1'], { files })
  expect(exitCode).toBe(3)
  const codes = JSON.parse(stderr).issues.map(({ code }: { code: string }) => code)
  expect(codes).toEqual(['total-over-max-tokens', 'file-not-found'])
})

it('stops reading an endless text at the limit', async () => {
  let read = 0
  const endless = async function* () {
    for (; ; read++) yield new TextEncoder().encode('Nice to meet you.\n'.repeat(5000))
  }
  const { exitCode, json, stderr } = await counted(['--max-tokens', '10000'], { stdin: endless() })
  expect({ exitCode, json }).toEqual({ exitCode: 3, json: undefined })
  expect(JSON.parse(stderr).issues).toMatchObject([{ code: 'over-max-tokens', params: { limit: '10000' } }])
  expect(read).toBeLessThan(10)
})

it('holds a range to the most that it may be', async () => {
  const world = { stdin: '你'.repeat(18) }
  const args = ['count', '--model', 'text-generation', '--max-tokens']
  expect((await runInMemory([...args, '12'], world)).exitCode).toBe(0)
  expect((await runInMemory([...args, '11'], world)).exitCode).toBe(3)
})

it.each([['ordinary'], ['all']])(
  'counts in threads what it counts in none, with %s special tokens',
  async (specials) => {
    const many = Object.fromEntries(
      Array.from({ length: 150 }, (_, at) => [`t/${at}.md`, `<|im_start|>${hello.repeat(at % 7)}\n你好${at}\n`]),
    )
    const world = { files: { ...many, ...mixed, 't/bad.txt': Uint8Array.of(0x61, 0xff) }, stdin: hello }
    const args = ['t', '-', 'd', '--specials', specials]
    const alone = await counted([...args, '--jobs', '1'], world)
    expect(alone.json.items).toHaveLength(154)
    expect(await counted([...args, '--jobs', '3'], world)).toEqual(alone)
  },
)

it('starts no more threads than help, however many are asked for', async () => {
  const many = Object.fromEntries(Array.from({ length: 150 }, (_, at) => [`t/${at}.md`, hello]))
  let threads = 0
  const onThread = () => {
    threads++
  }
  const { json } = await counted(['t', '--jobs', '100'], { files: many, onThread })
  expect({ total: json.total, threads }).toEqual({ total: '750', threads: 7 })
})

it('divides a large file among threads', async () => {
  const paragraph = 'Every line here begins with a letter.\n你好，我是通义千问。\n  indented\n/slash\n'
  const world = { files: { 'large.txt': paragraph.repeat(130_000) }, chunkSize: 131_072 }
  const args = ['count', 'large.txt', '--model', 'text-generation', '--json']
  const alone = await runInMemory([...args, '--jobs', '1'], world)
  expect(await runInMemory([...args, '--jobs', '2'], world)).toEqual(alone)
  expect(JSON.parse(alone.stdout).bytes).toBe(String(new TextEncoder().encode(paragraph).length * 130_000))
})

it('tells a person how far it has come, and leaves nothing of it', async () => {
  const args = ['count', '.', '--tokenizer', 'qwen']
  const { stderr, stdout } = await runInMemory(args, { files, isTerminal: true, tick: 400 })
  const lines = stderr.split('\r\u001b[K')
  expect(lines.some((line) => /^\d+ of 4 files {2}\d+ B of 181 B {2}\d+ B\/s {2}0:0\d left$/.test(line))).toBe(true)
  expect(lines.at(-1)).toBe('')
  expect(stdout).toContain('Total')
  const quiet = [{ files }, { files, isTerminal: true }, { files, isTerminal: true, tick: 400, env: { TERM: 'dumb' } }]
  for (const world of quiet) expect((await runInMemory(args, world)).stderr).toBe('')
  expect((await runInMemory([...args, '--json'], { files, isTerminal: true, tick: 400 })).stderr).toBe('')
})

it('counts by tiktoken, the reference, what it counts itself', async () => {
  const args = ['count', 'a.txt', 'b/big.txt', '--tokenizer', 'cl100k_base', '--json', '--ids']
  const ours = await runInMemory(args, { files })
  expect(await runInMemory([...args, '--engine', 'tiktoken'], { files })).toEqual(ours)
})

it('tells what tiktoken cannot do', async () => {
  const without = await counted(['a.txt', '--engine', 'tiktoken'], { files })
  expect(without.exitCode).toBe(2)
  expect(JSON.parse(without.stderr).issues).toMatchObject([{ code: 'engine-without-tokenizer', path: '--engine' }])
  const args = ['count', 'a.txt', 'long.txt', '--tokenizer', 'cl100k_base', '--engine', 'tiktoken', '--json']
  const world = { files: { ...files, 'long.txt': 'a'.repeat(1_000_000) }, chunkSize: 65_536 }
  const broken = await runInMemory(args, world)
  expect(broken.exitCode).toBe(5)
  expect(JSON.parse(broken.stdout)).toMatchObject({ total: '5', failed: ['long.txt'] })
  expect(JSON.parse(broken.stderr).issues).toMatchObject([{ code: 'engine-failed', params: { engine: 'tiktoken' } }])
})

it.each([
  [['--jobs', '0'], 'invalid-whole-number', '--jobs'],
  [['--max-tokens', '-1'], 'invalid-whole-number', '--max-tokens'],
  [['--max-tokens', '1e6'], 'invalid-whole-number', '--max-tokens'],
  [['--top', '0'], 'invalid-whole-number', '--top'],
  [['--depth', '1'], 'needs-option', '--depth'],
  [['--sort', 'date'], 'unknown-choice', '--sort'],
  [['--engine', 'bert'], 'unknown-choice', '--engine'],
])('refuses %j as %s', async (args, code, path) => {
  const { exitCode, stderr, json } = await counted(['a.txt', ...args], { files })
  expect({ exitCode, json }).toEqual({ exitCode: 2, json: undefined })
  expect(JSON.parse(stderr).issues).toMatchObject([{ code, path }])
})

it('shows a person ten notices of a kind, and how many more there are', async () => {
  const pictures = Object.fromEntries(Array.from({ length: 25 }, (_, at) => [`p/${at}.png`, 'PNG\0']))
  const { stderr } = await runInMemory(['count', '.', '--tokenizer', 'qwen'], {
    files: { ...pictures, 'a.txt': hello },
  })
  expect(stderr.match(/^warning: p\/\d+\.png/gm)).toHaveLength(10)
  expect(stderr).toMatch(/^warning: 15 more like this \(binary-file\)/m)
})
