import { readFileSync } from 'node:fs'
import { lintSchema } from '@ratecard/core/schema'
import { expect, it } from 'vitest'
import { runInMemory } from '../testing/run-in-memory.ts'

const studio = 'alibaba-model-studio/eu-cny'
const document = () =>
  JSON.parse(readFileSync(new URL(import.meta.resolve(`@ratecard/core/tariffs/${studio}.json`)), 'utf8'))

async function lint(args: readonly string[], files: Readonly<Record<string, string>> = {}) {
  const ran = await runInMemory(['tariff', 'lint', ...args, '--json'], { files, chunkSize: 9999 })
  return { ...ran, report: ran.stdout === '' ? JSON.parse(ran.stderr) : JSON.parse(ran.stdout) }
}

it('finds nothing in a list without mistakes', async () => {
  const { exitCode, report } = await lint([studio, '--today', '2026-11-22'])
  expect(exitCode).toBe(0)
  expect(report).toMatchObject({ schema: 'ratecard/lint@1', counts: { errors: '0', warnings: '0', waived: '0' } })
})

it('ends with 0 where there are only warnings, which a sourced waiver silences', async () => {
  const cheap = document()
  const [card] = cheap.cards
  const output = card.rates.find(({ meter }: { meter: string }) => meter === 'output_tokens')
  output.price = '0.0001'
  const told = await lint(['mine.json', '--today', '2026-11-22'], { 'mine.json': JSON.stringify(cheap) })
  expect(told.exitCode).toBe(0)
  const codes: readonly string[] = told.report.tariffs[0].warnings.map(({ code }: { code: string }) => code)
  expect(codes).toContain('lint-output-below-input')
  cheap.waivers = [...new Set(codes)].map((rule) => ({ rule, card: card.id, source: card.source }))
  const waived = await lint(['mine.json', '--today', '2026-11-22'], { 'mine.json': JSON.stringify(cheap) })
  expect(waived.report.counts).toEqual({ errors: '0', warnings: '0', waived: String(codes.length) })
  expect(lintSchema.safeParse(waived.report).error).toBeUndefined()
})

it('ends with 5 where there is an error, and tells its place', async () => {
  const twice = document()
  twice.cards[1].id = twice.cards[0].id
  const { exitCode, report } = await lint([studio, 'mine.json'], { 'mine.json': JSON.stringify(twice) })
  expect(exitCode).toBe(5)
  expect(report.tariffs[1].errors).toMatchObject([{ code: 'lint-duplicate-id', path: 'mine.json#/cards/1/id' }])
  expect(report.counts.errors).toBe('1')
  expect(lintSchema.safeParse(report).error).toBeUndefined()
})

it('tells how old prices are as of a day', async () => {
  const { report } = await lint([studio, '--today', '2030-01-01'])
  expect(report.tariffs[0].warnings[0]).toMatchObject({ code: 'lint-stale', params: { today: '2030-01-01' } })
})

it('counts what it does not list', async () => {
  const args = ['alibaba-model-studio/cn-cny', '--today', '2028-12-31']
  const { report } = await lint(args)
  expect(report.tariffs[0].warnings.length).toBeGreaterThan(100)
  expect(report.counts.warnings).toBe(String(report.tariffs[0].warnings.length))
  const text = await runInMemory(['tariff', 'lint', ...args])
  expect(text.stdout).toContain(`warnings: ${report.counts.warnings},`)

  const broken = document()
  const [card] = broken.cards
  broken.cards = Array.from({ length: 300 }, () => ({ ...card, source: 7 }))
  const many = await lint(['mine.json'], { 'mine.json': JSON.stringify(broken) })
  expect(many.report.counts.errors).toBe('300')
})

it.each([
  [['nope'], 4, 'unknown-tariff'],
  [[studio, '--today', '2026-02-30'], 2, 'invalid-day'],
  [[studio, '--today', 'tomorrow'], 2, 'invalid-day'],
])('refuses %j', async (args, exitCode, code) => {
  const ran = await lint(args)
  expect(ran).toMatchObject({ exitCode, stdout: '', report: { issues: [{ code }] } })
})

it('reports an unreadable file beside the others', async () => {
  const { exitCode, report } = await lint(['nope.json', studio])
  expect(exitCode).toBe(5)
  expect(report.tariffs.map(({ errors }: { errors: readonly unknown[] }) => errors.length)).toEqual([1, 0])
})
