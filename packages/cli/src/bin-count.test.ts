import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { runBin } from './testing/run-bin.ts'

/** Real directories, files and threads. What is counted in them is tested in memory, beside the command. */
let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ratecard-count-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function write(files: Readonly<Record<string, string | Uint8Array>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), content)
  }
}

async function count(...args: readonly string[]) {
  const { stdout, stderr, code } = await runBin(['count', ...args, '--json'], { cwd: folder })
  const json = stdout === '' ? undefined : JSON.parse(stdout)
  return { json, stderr, code, names: json?.items.map(({ source }: { source: string }) => source) }
}

it('walks a directory as git does, and survives what stands in it', async () => {
  write({
    'tree/.gitignore': '*.log\n/build\n',
    'tree/a.txt': 'Nice to meet you.',
    'tree/a.log': 'x',
    'tree/build/b.txt': 'x',
    'tree/deep/.gitignore': '!keep.log\n',
    'tree/deep/keep.log': '你好',
    'tree/deep/other.log': 'x',
    'tree/empty.txt': '',
    'tree/locked.txt': 'x',
    'tree/picture.png': Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 0),
    'outside.txt': 'x',
  })
  symlinkSync('.', join(folder, 'tree/loop'))
  symlinkSync('../outside.txt', join(folder, 'tree/link.txt'))
  symlinkSync('nowhere', join(folder, 'tree/broken'))
  const server = createServer().listen(join(folder, 'tree/socket'))
  chmodSync(join(folder, 'tree/locked.txt'), 0)
  // To root nothing is locked.
  const locked = process.getuid?.() === 0 ? [] : ['tree/locked.txt']
  const { json, code, names } = await count('tree', '--tokenizer', 'qwen')
  server.close()
  const read = ['tree/.gitignore', 'tree/a.txt', 'tree/deep/.gitignore', 'tree/deep/keep.log', 'tree/empty.txt']
  expect(code).toBe(5)
  expect(names.filter((name: string) => name !== 'tree/locked.txt')).toEqual(read)
  expect(json.failed).toEqual(['tree/socket', ...locked])
  expect(json.warnings).toMatchObject([{ code: 'binary-file', path: 'tree/picture.png' }])
  expect((await count('tree/link.txt', 'outside.txt', '--tokenizer', 'qwen')).names).toEqual(['tree/link.txt'])
})

it('counts ten thousand files, in threads as in none', async () => {
  const files = Array.from({ length: 10_000 }, (_, at) => [
    `many/${at % 100}/${at}.txt`,
    `File ${at}: 你好。\n`.repeat(at % 5),
  ])
  write(Object.fromEntries(files))
  const alone = await count('many', '--tokenizer', 'cl100k_base', '--jobs', '1')
  expect(alone.json.items).toHaveLength(10_000)
  expect(await count('many', '--tokenizer', 'cl100k_base', '--jobs', '2')).toEqual(alone)
})

it.each([['ordinary'], ['all']])('divides a large file among threads, with %s special tokens', async (specials) => {
  const paragraph = 'A line.\n\n  indented\n<|endoftext|>\n你好，我是通义千问。\n/slash\n{"json": 7}\r\n'
  write({ 'large.txt': paragraph.repeat(150_000), 'bad.txt': Uint8Array.of(0xff) })
  const args = ['large.txt', 'bad.txt', '--tokenizer', 'cl100k_base', '--specials', specials]
  const alone = await count(...args, '--jobs', '1')
  expect(alone.json.warnings).toHaveLength(1)
  expect(await count(...args, '--jobs', '2')).toEqual(alone)
})

it('stops all threads where a text is too long', async () => {
  write({ 'long.txt': 'Nice to meet you.\n'.repeat(1_000_000) })
  const { code, json, stderr } = await count('long.txt', '--tokenizer', 'qwen', '--max-tokens', '1000', '--jobs', '2')
  expect({ code, json }).toEqual({ code: 3, json: undefined })
  expect(JSON.parse(stderr).issues).toMatchObject([{ code: 'over-max-tokens' }])
})

it('says how to install tiktoken where it is missing', async () => {
  write({ 'a.txt': 'Nice to meet you.' })
  const hide = `export const resolve = (name, context, next) => {
    if (name === 'tiktoken') throw Object.assign(new Error(name), { code: 'ERR_MODULE_NOT_FOUND' })
    return next(name, context)
  }`
  const hooks = `data:text/javascript,${encodeURIComponent(hide)}`
  const register = `import { register } from 'node:module'; register(${JSON.stringify(hooks)})`
  const node = ['--import', `data:text/javascript,${encodeURIComponent(register)}`]
  const args = ['count', 'a.txt', '--tokenizer', 'cl100k_base']
  expect((await runBin(args, { cwd: folder, node })).code).toBe(0)
  const { code, stderr } = await runBin([...args, '--engine', 'tiktoken'], { cwd: folder, node })
  expect(code).toBe(2)
  expect(stderr).toContain('npm install tiktoken')
})
