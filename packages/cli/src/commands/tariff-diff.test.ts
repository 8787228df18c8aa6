import { readFileSync } from 'node:fs'
import { tariffDiffSchema } from '@ratecard/core/schema'
import { expect, it } from 'vitest'
import { widthOf } from '../render/text-width.ts'
import { runInMemory } from '../testing/run-in-memory.ts'

const studio = 'alibaba-model-studio/international-usd'
const list = (change: (text: string) => string = (text) => text) =>
  change(readFileSync(new URL(import.meta.resolve(`@ratecard/core/tariffs/${studio}.json`)), 'utf8'))

/** The same list, with qwen-max one half dearer in 2024. */
const dearer = list((text) => {
  const tariff = JSON.parse(text)
  for (const rate of tariff.cards[0].rates) if (rate.meter === 'input_tokens') rate.price = '0.0150'
  return JSON.stringify(tariff)
})

const usage = (model: string, quantities: Readonly<Record<string, string>>, more: object = {}) =>
  JSON.stringify({
    schema: 'ratecard/usage@1',
    grain: 'request',
    requests: '1',
    model,
    facets: {},
    dimensions: {},
    quantities: Object.fromEntries(
      Object.entries(quantities).map(([meter, value]) => [meter, { value, basis: 'reported' }]),
    ),
    issues: [],
    ...more,
  })

const at = ['--at', '2024-12-16T12:00:00+08:00']

async function diff(args: readonly string[], month = '') {
  const files = { 'dearer.json': dearer, 'month.ndjson': month }
  const ran = await runInMemory(['tariff', 'diff', ...args, '--json'], { files, chunkSize: 999 })
  const [answer = ''] = [ran.stdout === '' ? ran.stderr : ran.stdout]
  return { ...ran, json: JSON.parse(answer) }
}

it('tells what rose, and that the rest is the same', async () => {
  const { exitCode, json } = await diff([studio, 'dearer.json', ...at])
  expect(exitCode).toBe(0)
  expect(json.changes).toMatchObject([
    { model: 'qwen-max', meter: 'input_tokens', kind: 'up', share: '0.5', before: { price: '0.0100' } },
  ])
  expect(Number(json.same)).toBeGreaterThan(3)
  expect(tariffDiffSchema.safeParse(json).error).toBeUndefined()
})

it('has a short name', async () => {
  const files = { 'dearer.json': dearer }
  const args = [studio, 'dearer.json', ...at, '--json']
  const long = await runInMemory(['tariff', 'diff', ...args], { files, chunkSize: 999 })
  expect(await runInMemory(['diff', ...args], { files, chunkSize: 999 })).toEqual(long)
})

it('tells how it moves the usage, exactly', async () => {
  const line = usage('qwen-max', { input_tokens: '1000', output_tokens: '500' })
  const month = `${Array.from({ length: 300 }, () => line).join('\n')}\n\n`
  const { exitCode, json } = await diff([studio, 'dearer.json', ...at, '--usage', 'month.ndjson'], month)
  expect(exitCode).toBe(0)
  expect(json.usage.totals).toEqual([{ currency: 'USD', before: '7.5', after: '9', difference: '1.5' }])
  expect(json.usage.counts).toEqual({ compared: '300', complete: '300', unrated: '0', rejected: '0', repeated: '0' })
  expect(tariffDiffSchema.safeParse(json).error).toBeUndefined()
})

it('takes aggregates, and names what has no price', async () => {
  const month = [
    usage('qwen-max', { input_tokens: '1000000', output_tokens: '1' }, { grain: 'aggregate', requests: '900' }),
    usage('qwen-max', { input_tokens: '1000', images: '3' }),
  ].join('\n')
  const { exitCode, json } = await diff([studio, 'dearer.json', ...at, '--usage', 'month.ndjson'], month)
  expect(exitCode).toBe(4)
  expect(json.usage.totals).toMatchObject([{ difference: '5.005' }])
  expect(json.usage.uncompared).toMatchObject([{ model: 'qwen-max', meter: 'images', unpriced: 'both', quantity: '3' }])
})

it('tells bad lines with their numbers, keeps the rest, and ends with 5', async () => {
  const good = usage('qwen-max', { input_tokens: '1000' })
  const month = [
    good,
    '{"schema":',
    usage('nope', { input_tokens: '1' }),
    usage('qwen-max', { tokenz: '1' }),
    good,
  ].join('\n')
  const { exitCode, json, stderr } = await diff([studio, 'dearer.json', ...at, '--usage', 'month.ndjson'], month)
  expect(exitCode).toBe(5)
  expect(json.usage.totals).toMatchObject([{ difference: '0.01' }])
  expect(json.usage.counts).toMatchObject({ compared: '2', unrated: '1', rejected: '2' })
  expect(json.usage.uncompared).toMatchObject([{ model: 'nope', unpriced: 'both', reason: 'unknown-model' }])
  const { issues } = JSON.parse(stderr)
  const places = issues.map(({ path }: { path: string }) => path)
  expect(places).toEqual(['month.ndjson:2', 'month.ndjson:4#/quantities/tokenz'])
  expect(issues[0].message).toContain('at line 2, column')
})

it('a model that neither list has is unrated, and ends with 4', async () => {
  const month = usage('nope', { input_tokens: '7' })
  const { exitCode, json } = await diff([studio, 'dearer.json', ...at, '--usage', 'month.ndjson'], month)
  expect(exitCode).toBe(4)
  expect(json.usage.counts).toMatchObject({ compared: '0', unrated: '1', rejected: '0' })
  expect(tariffDiffSchema.safeParse(json).error).toBeUndefined()
})

it('says from when to when the usage was, and month only of a whole one', async () => {
  const used = (day: string) => usage('qwen-max', { input_tokens: '1000' }, { at: `2024-12-${day}T12:00:00+08:00` })
  const ran = async (...days: readonly string[]) => {
    const files = { 'dearer.json': dearer, 'month.ndjson': days.map(used).join('\n') }
    const args = ['diff', studio, 'dearer.json', ...at, '--usage', 'month.ndjson']
    const [text, json] = await Promise.all(
      [args, [...args, '--json']].map((one) => runInMemory(one, { files, columns: 200 })),
    )
    return { text: text?.stdout, period: JSON.parse(json?.stdout ?? '').usage.period }
  }
  const week = await ran('07', '01')
  expect(week.text).toContain('the cost of your usage from 2024-12-01T04:00:00Z to 2024-12-07T04:00:00Z by +0.01 USD')
  expect(week.period).toEqual({ first: '2024-12-01T04:00:00Z', last: '2024-12-07T04:00:00Z' })
  const month = await ran('01', '31')
  expect(month.text).toContain('This change moves your month (2024-12) by +0.01 USD')
  expect(month.period.month).toBe('2024-12')
})

it('tells records that come twice, and counts them as they come', async () => {
  const line = usage('qwen-max', { input_tokens: '1000' }, { id: 'r1' })
  const other = usage('qwen-max', { input_tokens: '1000' }, { id: 'r2' })
  const args = [studio, 'dearer.json', ...at, '--usage', 'month.ndjson']
  const { exitCode, json, stderr } = await diff(args, [line, other, line].join('\n'))
  expect(exitCode).toBe(0)
  expect(json.usage.counts).toMatchObject({ compared: '3', repeated: '1' })
  const told = { code: 'repeated-record', path: 'month.ndjson:3', params: { id: 'r1', line: '1' } }
  expect(JSON.parse(stderr).notices).toMatchObject([told])
})

it.each([
  ['a line without end', `${'x'.repeat(4_100_000)}\n`, 'input-too-large'],
  ['what is no UTF-8', Uint8Array.of(0x7b, 0xff, 0x0a), 'invalid-utf-8'],
])('refuses %s', async (_name, month, code) => {
  const files = { 'dearer.json': dearer, 'month.ndjson': month }
  const args = ['tariff', 'diff', studio, 'dearer.json', '--usage', 'month.ndjson', '--json']
  const { exitCode, stderr } = await runInMemory(args, { files, chunkSize: 65_536 })
  expect(exitCode).toBe(5)
  expect(JSON.parse(stderr).issues).toMatchObject([{ code, path: 'month.ndjson:1' }])
})

it.each([
  [[studio, 'nope'], 4, 'unknown-tariff'],
  [[studio, 'nope.json'], 5, 'file-not-found'],
  [[studio, 'dearer.json', '--usage', 'nope.ndjson'], 5, 'file-not-found'],
  [[studio, 'dearer.json', '--at', 'now'], 2, 'invalid-instant'],
  [[studio, 'dearer.json', 'dearest.json'], 2, 'unexpected-operand'],
])('refuses %j with %i %s', async (args, exitCode, code) => {
  expect(await diff(args)).toMatchObject({ exitCode, stdout: '', json: { issues: [{ code }] } })
})

it.each<[readonly string[], string, string]>([
  [[], 'unknown-facet', 'the list does not know a facet of it'],
  [['slow'], 'invalid-facet-value', 'the list does not know a value of its facets'],
])('says in words why only one list rates usage: speeds %j after, %s', async (after, code, words) => {
  const withSpeeds = (values: readonly string[]) => {
    const tariff = JSON.parse(list())
    const speed = values.length > 0 && { speed: { values, default: 'slow', uncovered: 'same-price' } }
    return JSON.stringify({ ...tariff, facets: { ...tariff.facets, ...speed } })
  }
  const month = usage('qwen-max', { input_tokens: '1000' }, { facets: { speed: 'fast' } })
  const files = { 'a.json': withSpeeds(['slow', 'fast']), 'b.json': withSpeeds(after), 'month.ndjson': month }
  const args = ['diff', 'a.json', 'b.json', ...at, '--usage', 'month.ndjson']
  const { stdout } = await runInMemory(args, { files, chunkSize: 999, columns: 200 })
  expect(stdout).toContain(words)
  expect(stdout).not.toContain(code)
})

it.each([40, 80, 120])('fits a terminal of %i columns', async (columns) => {
  const files = { 'dearer.json': dearer, 'month.ndjson': usage('qwen-max', { input_tokens: '1000', images: '3' }) }
  for (const lang of ['en', 'zh']) {
    const args = ['tariff', 'diff', 'alibaba-model-studio/cn-cny', 'alibaba-model-studio/us-cny', '--lang', lang]
    const { stdout } = await runInMemory([...args, '--usage', 'month.ndjson'], { files, columns })
    const tooWide = stdout.split('\n').filter((line) => widthOf(line) > columns && !/[!-~]{28}/.test(line))
    expect(tooWide).toEqual([])
  }
})
