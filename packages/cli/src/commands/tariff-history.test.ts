import { priceHistorySchema } from '@ratecard/core/schema'
import { expect, it } from 'vitest'
import { widthOf } from '../render/text-width.ts'
import { runInMemory } from '../testing/run-in-memory.ts'

const history = async (args: readonly string[]) => {
  const ran = await runInMemory(['tariff', 'history', ...args, '--json'])
  return { ...ran, json: JSON.parse(ran.stdout === '' ? ran.stderr : ran.stdout) }
}

it.each([
  [['qwen-plus', '--scope', 'cn']],
  [['qwen-max', '--currency', 'USD', '--as-of', '2025-01-01T00:00:00+08:00']],
  [['notebook']],
  [['qwen-plus', '--currency', 'USD', '--allow-evidence', 'catalogue']],
])('%j prints a history', async (args) => {
  const { exitCode, json } = await history(args)
  expect(exitCode).toBe(0)
  expect(priceHistorySchema.safeParse(json).error).toBeUndefined()
  expect(json.lines.length).toBeGreaterThan(0)
})

it('tells the price of a day in 2024, and that it was stated', async () => {
  const { json } = await history(['qwen-plus', '--scope', 'cn', '--meter', 'input_tokens'])
  const [line] = json.lines
  const at = '2024-09-19T00:00:00Z'
  const held = line.segments.find(
    ({ from = '', until = '9' }: { readonly from?: string; readonly until?: string }) => from <= at && at < until,
  )
  expect(held).toMatchObject({ status: 'known', fromStated: true, rate: { price: '0.0008', per: '1000' } })
})

it('narrows to a meter and to facet values', async () => {
  const { json } = await history(['qwen-plus', '--scope', 'cn', '--meter', 'output_tokens', '--mode', 'thinking'])
  expect(new Set(json.lines.map(({ meter }: { meter: string }) => meter))).toEqual(new Set(['output_tokens']))
  const thinking = json.lines.map(({ facets }: { facets: Record<string, string> }) => facets.thinking)
  expect(new Set(thinking)).toEqual(new Set(['on']))
})

it.each([
  [['qwen-plus', '--scope', 'cn', '--meter', 'images'], 2, 'unknown-meter'],
  [['qwen-plus', '--scope', 'cn', '--facet', 'colour=red'], 2, 'unknown-choice'],
  [['qwen-plus', '--scope', 'cn', '--facet', 'thinking=maybe'], 2, 'unknown-choice'],
  [['qwen-plus'], 4, 'ambiguous-price-list'],
  [['qwen-pluss'], 4, 'unknown-model'],
])('refuses %j with %i %s', async (args, exitCode, code) => {
  expect(await history(args)).toMatchObject({ exitCode, stdout: '', json: { issues: [{ code }] } })
})

it('fits the terminal, in blocks or in ASCII', async () => {
  for (const columns of [40, 80, 120])
    for (const env of [{ LANG: 'en_US.UTF-8' }, { LANG: 'zh_CN.UTF-8' }, { LANG: 'C' }]) {
      const args = ['tariff', 'history', 'qwen-max', '--scope', 'cn', '--all']
      const { stdout } = await runInMemory(args, { columns, env })
      expect(stdout.includes('━')).toBe(env.LANG !== 'C')
      const tooWide = stdout.split('\n').filter((line) => widthOf(line) > columns && !/[!-~]{28}/.test(line))
      expect(tooWide).toEqual([])
    }
})

it('says how to see prices that only a catalogue has', async () => {
  const withheld = await runInMemory(['tariff', 'history', 'qwen3-max', '--currency', 'USD'])
  expect(withheld.stdout).toContain('--allow-evidence catalogue')
  const shown = await runInMemory([
    'tariff',
    'history',
    'qwen3-max',
    '--currency',
    'USD',
    '--allow-evidence',
    'catalogue',
  ])
  expect(shown.stdout).toContain('carried on')
})

it('between two prices that only a catalogue has, tells both and that the price changed', async () => {
  const { stdout } = await runInMemory(['tariff', 'history', 'qwen-turbo', '--scope', 'cn'], { columns: 200 })
  expect(stdout).toMatch(/2023-09-24 +2023-12-17 +0\.012 CNY \/ 1,000, 0\.008 CNY .*changed in between, unpriced: not/)
})

it('shows the price that ended where nothing says when', async () => {
  const { stdout } = await runInMemory(['tariff', 'history', 'qwen-plus', '--scope', 'cn'], { columns: 200 })
  const [, above = ''] = stdout.split('(1,000,000 < n)')
  expect(above).toMatch(/2024-09-20 +2026-02-24 +0\.0008 CNY \/ 1,000 or none +changed in between/)
})

it('calls no price undated that is carried on from another', async () => {
  const { stdout } = await runInMemory(['tariff', 'history', 'wan2.6-t2v', '--scope', 'cn'])
  expect(stdout).not.toContain('undated')
})
