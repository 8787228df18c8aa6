import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { widthOf } from '../render/text-width.ts'
import { runInMemory } from '../testing/run-in-memory.ts'

const studio = 'alibaba-model-studio/international-usd'
const document = () =>
  JSON.parse(readFileSync(new URL(import.meta.resolve(`@ratecard/core/tariffs/${studio}.json`)), 'utf8'))

it('lists the price lists', async () => {
  const { exitCode, stdout } = await runInMemory(['tariff', 'list', '--json'])
  const { schema, tariffs } = JSON.parse(stdout)
  expect({ exitCode, schema }).toEqual({ exitCode: 0, schema: 'ratecard/tariff-list@1' })
  const dollars = tariffs.find(({ id }: { id: string }) => id === studio)
  expect(dollars).toMatchObject({ version: '2026-08-08', currency: 'USD' })
  expect(dollars.models).toEqual(expect.arrayContaining(['qwen-max', 'qwen-plus', 'qwen-turbo']))
})

it('shows a price list as it is', async () => {
  const { exitCode, stdout } = await runInMemory(['tariff', 'show', studio, '--json'])
  expect(exitCode).toBe(0)
  const { $schema: _place, ...said } = document()
  expect(JSON.parse(stdout)).toEqual(said)
})

it('shows the cards of one model', async () => {
  const { stdout } = await runInMemory(['tariff', 'show', studio, '--model', 'qwen-plus', '--json'])
  expect(JSON.parse(stdout).cards.map(({ id }: { id: string }) => id)).toEqual([
    'qwen-plus@2024-11-27',
    'qwen-plus@2025-04-03',
    'qwen-plus@2025-04-03.2',
    'qwen-plus@2025-10-14',
    'qwen-plus@2025-10-14.2',
    'qwen-plus@2026-05-16.snapshot',
  ])
})

it('reads and shows a tariff file', async () => {
  const files = { 'mine.json': JSON.stringify(document()) }
  const { exitCode, stdout, stderr } = await runInMemory(['tariff', 'show', 'mine.json', '--json'], {
    files,
    chunkSize: 999,
  })
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
  expect(JSON.parse(stdout).id).toBe(studio)
})

it('prices with a tariff file', async () => {
  const changed = document()
  changed.cards[0].rates[0].price = '0.0500'
  const files = { 'mine.json': JSON.stringify(changed) }
  const args = ['price', '--model', 'qwen-max', '--usage', 'input_tokens=1000', '--at', '2024-12-16T12:00:00+08:00']
  const { stdout } = await runInMemory([...args, '--tariff', 'mine.json', '--json'], { files, chunkSize: 999 })
  const receipt = JSON.parse(stdout)
  expect(receipt.totals).toMatchObject([{ amount: '0.05' }])
  expect(receipt.tariffs).toEqual([
    { id: studio, version: '2026-08-08', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
  ])
})

it.each([
  ['a wrong field', '"price":', '"prize":', '/cards/0/rates/0/prize'],
  ['a price that is a number', '"price":"0.0100"', '"price":0.01', '/cards/0/rates/0/price'],
  ['an unknown meter', '"meter":"input_tokens"', '"meter":"tokenz"', '/cards/0/rates/0/meter'],
  ['a missing field', '"currency":"USD",', '', '/currency'],
])('tells the place of %s', async (_name, from, to, pointer) => {
  const files = { 'mine.json': JSON.stringify(document()).replace(from, to) }
  const args = ['tariff', 'show', 'mine.json', '--json']
  const { exitCode, stdout, stderr } = await runInMemory(args, { files, chunkSize: 999 })
  expect({ exitCode, stdout }).toEqual({ exitCode: 5, stdout: '' })
  expect(JSON.parse(stderr).issues.map(({ path }: { path: string }) => path)).toContain(`mine.json#${pointer}`)
})

it.each([
  ['', 'empty-input'],
  ['{"a":', 'json-syntax'],
  ['['.repeat(1000), 'json-depth'],
  [`${'{"cards":['.repeat(40)}`, 'json-depth'],
])('refuses the tariff file %.20s as %s', async (content, code) => {
  const { exitCode, stderr } = await runInMemory(['tariff', 'show', 'mine.json', '--json'], {
    files: { 'mine.json': content },
  })
  expect(exitCode).toBe(5)
  expect(JSON.parse(stderr).issues).toMatchObject([{ code }])
})

it('refuses keys of a prototype in a tariff file', async () => {
  const content = JSON.stringify(document()).replace('"currency"', '"__proto__":{"currency":"USD"},"x-currency"')
  const { exitCode, stderr } = await runInMemory(['tariff', 'show', 'mine.json', '--json'], {
    files: { 'mine.json': content },
    chunkSize: 999,
  })
  expect(exitCode).toBe(5)
  expect(JSON.parse(stderr).issues.length).toBeGreaterThan(0)
})

it.each([
  [['tariff', 'show', 'nope'], 4, 'unknown-tariff', ''],
  [['tariff', 'show', '__proto__'], 4, 'unknown-tariff', ''],
  [['tariff', 'show', 'nope.json'], 5, 'file-not-found', 'nope.json'],
  [['tariff', 'show', studio, '--model', 'nope'], 4, 'unknown-model', '--model'],
])('refuses %j with %i %s', async (args, exitCode, code, path) => {
  const { stderr, ...ran } = await runInMemory([...args, '--json'])
  expect(ran).toEqual({ exitCode, stdout: '' })
  expect(JSON.parse(stderr).issues).toMatchObject([{ code, path }])
})

it('prints the schema of a tariff, with and without --json', async () => {
  const plain = await runInMemory(['tariff', 'schema'])
  const json = await runInMemory(['tariff', 'schema', '--json'])
  expect(plain.exitCode).toBe(0)
  expect(JSON.parse(plain.stdout)).toMatchObject({
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    type: 'object',
  })
  expect(JSON.parse(json.stdout)).toEqual(JSON.parse(plain.stdout))
})

it('shows the prices that were in force at an instant', async () => {
  const list = ['tariff', 'show', 'alibaba-model-studio/cn-cny']
  const then = await runInMemory([...list, '--at', '2024-10-01T12:00:00+08:00'])
  expect(then.stdout).toMatch(/qwen-max +20 → 60/)
  const now = await runInMemory(list)
  expect(now.stdout).toMatch(/qwen-max +2.4 → 9.6/)
  const model = await runInMemory([...list, '--model', 'qwen-max', '--at', '2024-10-01T12:00:00+08:00'])
  expect(model.stdout).toMatch(/input tokens \/ 1,000 +0.02 CNY +2024-09-19/)
})

it('names no plan that leaves the model out', async () => {
  const show = ['tariff', 'show', 'alibaba-model-studio/cn-cny', '--model']
  const plan = 'General AI savings plan'
  expect((await runInMemory([...show, 'qwen-max'])).stdout).toContain(plan)
  expect((await runInMemory([...show, 'siliconflow/deepseek-v3.2'])).stdout).not.toContain(plan)
})

it('marks prices that only a catalogue has, and shows them when asked', async () => {
  const list = ['tariff', 'show', studio]
  expect((await runInMemory(list)).stdout).toMatch(/qwen3-max +— +(T )?(F )?C/)
  expect((await runInMemory([...list, '--allow-evidence', 'catalogue'])).stdout).toMatch(/qwen3-max +\d/)
})

it('shows every card of a long list only when asked', async () => {
  const short = await runInMemory(['tariff', 'show', 'alibaba-model-studio/cn-cny'])
  const long = await runInMemory(['tariff', 'show', 'alibaba-model-studio/cn-cny', '--all'])
  const linesOf = ({ stdout }: { readonly stdout: string }) => stdout.split('\n').length
  expect(linesOf(short)).toBeLessThan(800)
  expect(linesOf(long)).toBeGreaterThan(2000)
})

it.each([40, 80, 120])('fits a terminal of %i columns', async (columns) => {
  for (const args of [[], ['--model', 'qwen-plus'], ['--model', 'qwen3-omni-flash'], ['--model', 'wan2.6-t2v']])
    for (const lang of ['en', 'zh']) {
      const line = ['tariff', 'show', 'alibaba-model-studio/cn-cny', ...args, '--lang', lang]
      const { stdout } = await runInMemory(line, { columns })
      const tooWide = stdout.split('\n').filter((text) => widthOf(text) > columns && !/[!-~]{27}/.test(text))
      expect({ line, tooWide }).toEqual({ line, tooWide: [] })
    }
})
