import { spawn } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { bin, type Given, runBin, textOf } from './testing/run-bin.ts'

/** Real processes: what only the system shows. Behaviour is tested in memory, beside each command. */
const dist = fileURLToPath(new URL('../dist', import.meta.url))

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ratecard-cli-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const run = (args: readonly string[], given: Omit<Given, 'cwd'> = {}) => runBin(args, { cwd: folder, ...given })

it.each([
  [['--version'], 0],
  [['price', '--model', 'qwen-max', '--currency', 'USD', '--usage', 'input_tokens=1'], 0],
  [['price', '--model', 'qwen-max', '--currency', 'USD', '--usage', 'input_tokens=NaN'], 2],
  [['price', '--model', 'qwen-mx', '--usage', 'input_tokens=1'], 4],
  [['count', 'nope.txt', '--tokenizer', 'qwen'], 5],
  [['tariff', 'show', '.', '--json'], 4],
  [['price', '--response', '.'], 5],
])('%j ends with %i', async (args, code) => {
  const ran = await run(args)
  expect(ran.code).toBe(code)
  expect(ran.stdout === '').toBe(code !== 0)
  expect(ran.stderr === '').toBe(code === 0)
})

it('counts stdin', async () => {
  const { stdout, code } = await run(['count', '--tokenizer', 'qwen', '--json'], { stdin: 'Nice to meet you.' })
  expect({ total: JSON.parse(stdout).total, code }).toEqual({ total: '5', code: 0 })
})

it('matches patterns and reads what a pipe holds', async () => {
  writeFileSync(join(folder, 'a.md'), 'Nice to meet you.')
  writeFileSync(join(folder, 'b.md'), '你好')
  const { stdout } = await run(['count', '*.md', '-', '--tokenizer', 'qwen', '--json'], { stdin: 'a' })
  expect(JSON.parse(stdout).items.map(({ source }: { source: string }) => source)).toEqual(['a.md', 'b.md', '-'])
})

it('tells a path through a file and a directory as stdin for what they are', async () => {
  writeFileSync(join(folder, 'file.txt'), 'x')
  const through = await run(['count', 'file.txt/x', '--tokenizer', 'qwen'])
  expect(through).toMatchObject({ code: 5, stderr: expect.stringContaining('There is no such file') })
  const directory = openSync(folder, 'r')
  const args = [bin, 'count', '--tokenizer', 'qwen']
  const child = spawn(process.execPath, args, { stdio: [directory, 'ignore', 'pipe'] })
  closeSync(directory)
  expect(await textOf(child.stderr)).toContain('stdin: This is a directory')
})

it.runIf(process.platform === 'linux')('tells that stdout is full', async () => {
  const full = openSync('/dev/full', 'w')
  const child = spawn(process.execPath, [bin, 'tariff', 'list'], { stdio: ['ignore', full, 'pipe'] })
  closeSync(full)
  const code = new Promise((resolve) => child.on('close', resolve))
  expect(await textOf(child.stderr)).toMatch(/^error: stdout cannot be written to \(ENOSPC\).*\n$/)
  expect(await code).toBe(1)
})

it('colours a pipe only where FORCE_COLOR asks, and never against NO_COLOR', async () => {
  const colour = '\u001b['
  expect((await run(['tariff', 'list'])).stdout).not.toContain(colour)
  expect((await run(['tariff', 'list'], { env: { FORCE_COLOR: '1' } })).stdout).toContain(colour)
  expect((await run(['tariff', 'list'], { env: { FORCE_COLOR: '1', NO_COLOR: '1' } })).stdout).not.toContain(colour)
})

it('is quiet when its reader stops reading', async () => {
  const child = spawn(process.execPath, [bin, 'tariff', 'schema'], { stdio: ['ignore', 'pipe', 'pipe'] })
  child.stdout.destroy()
  const stderr = textOf(child.stderr)
  const code = await new Promise((resolve) => child.on('close', resolve))
  expect({ code, stderr: await stderr }).toEqual({ code: 0, stderr: '' })
})

it.each([
  ['by script', 64, ['--model', 'text-generation']],
  ['exactly', 16, ['--tokenizer', 'qwen']],
])('counts a large file %s (%i MB) in little memory', async (_name, megabytes, args) => {
  const path = join(folder, `large-${megabytes}.txt`)
  const line = 'The quick brown fox jumps over 13 lazy dogs. 你好，我是通义千问，很高兴认识你。\n'
  const block = Buffer.from(line.repeat(Math.ceil(1_000_000 / Buffer.byteLength(line))))
  const file = openSync(path, 'w')
  for (let written = 0; written < megabytes * 1_000_000; written += block.length) writeSync(file, block)
  closeSync(file)
  const { stdout, stderr, code } = await run(['count', path, ...args, '--json'], { node: ['--max-old-space-size=256'] })
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(Number(JSON.parse(stdout).total)).toBeGreaterThan(megabytes * 100_000)
})

it('loads no tokenizer, no schema and no other library before one is needed', () => {
  const commands = readdirSync(dist).find((name) => name.startsWith('carry-out')) ?? ''
  const { files, libraries } = importedBy(['main.js', commands])
  expect(libraries.filter((name) => !isBuiltin(name))).toEqual([])
  expect(files.filter((name) => /ZodError/.test(readFileSync(join(dist, name), 'utf8')))).toEqual([])
  expect(files.length).toBeLessThan(10)
})

/** What is loaded together with the given files of `dist`. */
function importedBy(entries: readonly string[]): {
  readonly files: readonly string[]
  readonly libraries: readonly string[]
} {
  const files = new Set(entries)
  const libraries = new Set<string>()
  for (const name of files) {
    const code = readFileSync(join(dist, name), 'utf8')
    for (const [, specifier = ''] of code.matchAll(/\b(?:import|from)\s*["']([@.a-z][\w@/.:-]*)["']/g)) {
      if (specifier.startsWith('./')) files.add(specifier.slice(2))
      else libraries.add(specifier)
    }
  }
  return { files: [...files], libraries: [...libraries] }
}
