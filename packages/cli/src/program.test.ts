import { expect, it } from 'vitest'
import manifest from '../package.json' with { type: 'json' }
import { COMMAND_NAMES, commandDefinition } from './commands.ts'
import { OPTIONS } from './options.ts'
import { widthOf } from './render/text-width.ts'
import { runInMemory } from './testing/run-in-memory.ts'

it('tells its version', async () => {
  expect(await runInMemory(['--version'])).toEqual({ exitCode: 0, stdout: `${manifest.version}\n`, stderr: '' })
})

it.each([[[]], [['tariff']]])('shows help on stderr where %j names no command', async (args) => {
  const { exitCode, stdout, stderr } = await runInMemory(args)
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' })
  expect(stderr).toContain('Commands')
})

it.each([
  ['count', '--tokenizer', 'qwen'],
  ['estimate', '--model', 'qwen-max', '--currency', 'USD', '--output-tokens', '5'],
])('shows help on stderr where a person typed %s and gave nothing', async (...args) => {
  const { exitCode, stdout, stderr } = await runInMemory(args, { isTerminal: true, env: { NO_COLOR: '1' } })
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' })
  expect(stderr).toContain(`ratecard ${args[0]} [FILE`)
})

it.each(COMMAND_NAMES)('explains %s, with its options and an example, in both languages', async (name) => {
  const { options, examples } = commandDefinition(name)
  for (const lang of ['en', 'zh']) {
    const { exitCode, stdout, stderr } = await runInMemory([...name.split(' '), '--help', '--lang', lang])
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
    for (const option of options) expect(stdout).toContain(`--${option}`)
    expect(Object.keys(examples).length).toBeGreaterThan(0)
    expect(stdout).not.toMatch(/\b(help|option|example|summary|outcome)\.[a-z]/)
  }
})

it('takes help before or after a command', async () => {
  const after = await runInMemory(['price', '--help'])
  expect(await runInMemory(['help', 'price'])).toEqual(after)
  expect(await runInMemory(['--help', 'price'])).toEqual(after)
})

it.each([
  [{ LANG: 'zh_CN.UTF-8' }, []],
  [{ LC_ALL: 'zh_TW', LANG: 'en_US' }, []],
  [{ LC_MESSAGES: 'zh', LANG: 'en_US' }, []],
  [{ LANG: 'en_US.UTF-8' }, ['--lang', 'zh']],
])('speaks Chinese for %j %j', async (env, args) => {
  expect((await runInMemory(['--help', ...args], { env })).stdout).toContain('用法')
})

it.each([
  [{}, []],
  [{ LC_ALL: 'C', LANG: 'zh_CN' }, []],
  [{ LANG: 'zh_CN' }, ['--lang', 'en']],
])('speaks English for %j %j', async (env, args) => {
  expect((await runInMemory(['--help', ...args], { env })).stdout).toContain('Usage')
})

const colour = '\u001b['

it.each([
  ['a terminal', { isTerminal: true }, true],
  ['a pipe', {}, false],
  ['NO_COLOR on a terminal', { isTerminal: true, env: { NO_COLOR: '1' } }, false],
  ['FORCE_COLOR in a pipe', { env: { FORCE_COLOR: '1' } }, true],
  ['FORCE_COLOR=0 on a terminal', { isTerminal: true, env: { FORCE_COLOR: '0' } }, false],
  ['NO_COLOR and FORCE_COLOR', { env: { NO_COLOR: '1', FORCE_COLOR: '1' } }, false],
  ['a dumb terminal', { isTerminal: true, env: { TERM: 'dumb' } }, false],
])('colours for %s: %#', async (_name, world, isColoured) => {
  const { stdout } = await runInMemory(['tariff', 'list'], world)
  expect(stdout.includes(colour)).toBe(isColoured)
})

it('prints JSON in one line to a pipe and indented to a person, never coloured', async () => {
  const args = ['tariff', 'list', '--json']
  expect((await runInMemory(args)).stdout.trimEnd()).not.toContain('\n')
  expect((await runInMemory(args, { isTerminal: true })).stdout).toMatch(/^\{\n {2}"schema"/)
})

it.each([
  [['frob'], 'unknown-command', ''],
  [['tariff', 'frob'], 'unknown-command', ''],
  [['__proto__'], 'unknown-command', ''],
  [['constructor'], 'unknown-command', ''],
  [['price', '--wat'], 'unknown-option', '--wat'],
  [['price', '--__proto__=x'], 'unknown-option', '--__proto__'],
  [['price', '-x'], 'unknown-option', '-x'],
  [['price', '--cores', '3'], 'unknown-option', '--cores'],
  [['count', '--model'], 'missing-value', '--model'],
  [['count', '--model', '--json'], 'missing-value', '--model'],
  [['count', '--model='], 'missing-value', '--model'],
  [['count', '--json=yes'], 'unexpected-value', '--json'],
  [['count', '--model', 'a', '--model', 'b'], 'repeated-option', '--model'],
  [['price', '--model', 'm', 'x'], 'unexpected-operand', 'x'],
  [['price', 'x'], 'model-as-operand', 'x'],
  [['price', '--input-tokens', '5'], 'count-as-option', '--input-tokens'],
  [['tariff', 'show', 'a', 'b'], 'unexpected-operand', 'b'],
  [['price', '--lang', 'fr'], 'unknown-choice', '--lang'],
])('refuses %j as %s', async (args, code, path) => {
  const { exitCode, stdout, stderr } = await runInMemory([...args, '--json'])
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' })
  expect(JSON.parse(stderr)).toMatchObject({ schema: 'ratecard/error@1', issues: [{ code, path }] })
})

it('tells every mistake of a command line', async () => {
  const { stderr } = await runInMemory(['price', '--wat', '--model', '--json'])
  expect(JSON.parse(stderr).issues).toHaveLength(2)
})

it('says where to read more after a mistake', async () => {
  const { stderr } = await runInMemory(['price', '--modle', 'x'])
  expect(stderr).toBe(
    'error: --modle: There is no such option here; the nearest are --mode, --model\nSee: ratecard price --help\n',
  )
})

it('shortens what is very long', async () => {
  const { exitCode, stderr } = await runInMemory(['price', '--model', 'x'.repeat(100_000), '--usage', 'input_tokens=1'])
  expect(exitCode).toBe(4)
  expect(stderr.length).toBeLessThan(1000)
})

it('tells in one line that stdout is full', async () => {
  const args = ['tariff', 'list']
  const { exitCode, stderr } = await runInMemory(args, { isFull: true })
  expect(exitCode).toBe(1)
  expect(stderr).toBe('error: stdout cannot be written to (ENOSPC); check where it goes, and whether there is room\n')
  const chinese = await runInMemory([...args, '--json', '--lang', 'zh'], { isFull: true })
  expect(JSON.parse(chinese.stderr).issues).toMatchObject([{ code: 'unwritable-output', params: { reason: 'ENOSPC' } }])
})

it.each([40, 50, 60])('fits a terminal of %i columns', async (columns) => {
  const files = Object.fromEntries(
    Array.from({ length: 3 }, (_, at) => [`${at}/${'long/'.repeat(20)}.md`, '你好 hello']),
  )
  const commands = [
    ['count', '.', '--tokenizer', 'qwen'],
    ['count', '.', '--tokenizer', 'qwen', '--tree'],
    ['price', '--model', 'qwen-max', '--currency', 'USD', '--usage', 'input_tokens=1000,output_tokens=200'],
    ['tariff', 'show', 'alibaba-model-studio/international-usd'],
  ]
  for (const args of commands)
    for (const lang of ['en', 'zh']) {
      const { stdout, exitCode } = await runInMemory([...args, '--lang', lang], { files, columns })
      // A word such as an address or an id stays whole.
      const tooWide = stdout.split('\n').filter((line) => widthOf(line) > columns && !/[!-~]{28}/.test(line))
      expect({ exitCode, tooWide }).toEqual({ exitCode: 0, tooWide: [] })
    }
})

it('never lets a name drive the terminal', async () => {
  const named = await runInMemory(['count', 'a\u0007.txt', '--tokenizer', 'qwen'])
  expect(named.stderr).toContain('a\\u0007.txt: There is no such file')
  const { stderr } = await runInMemory(['count', 'a\u001b[31m.txt', '--model', 'm\u001b[2J'])
  expect(stderr).not.toContain('\u001b')
})

it('shows no stack for an error of its own, unless asked', async () => {
  const content = new Proxy(new Uint8Array(), {
    get: () => {
      throw new Error('broken')
    },
  })
  const broken = { files: { 'a.txt': content } }
  const { exitCode, stdout, stderr } = await runInMemory(['count', 'a.txt', '--tokenizer', 'qwen'], broken)
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' })
  expect(stderr).toMatch(/^error: Something went wrong inside ratecard: broken; .*\n$/)
  const asked = await runInMemory(['count', 'a.txt', '--tokenizer', 'qwen'], {
    ...broken,
    env: { RATECARD_DEBUG: '1' },
  })
  expect(asked.stderr).toMatch(/\n {4}at /)
})

it('gives every option a use', () => {
  const used = new Set(COMMAND_NAMES.flatMap((name) => commandDefinition(name).options))
  const common = ['json', 'lang', 'help', 'version']
  expect(Object.keys(OPTIONS).filter((name) => !common.includes(name) && !used.has(name as never))).toEqual([])
})
