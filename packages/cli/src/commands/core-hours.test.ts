import { expect, it } from 'vitest'
import { runInMemory } from '../testing/run-in-memory.ts'

const run = (...args: string[]) => runInMemory(['core-hours', ...args, '--json'])

it.each([
  [['--cores', '16', '--duration', '10m'], '2.666666666667', '8/3'],
  [['--cores', '16', '--duration', '600s', '--instances', '3'], '8', undefined],
  [['--cores', '0.5', '--duration', '1h30m', '--model', 'space'], '0.75', undefined],
  [['--cores', '2', '--duration', '0.5h'], '1', undefined],
])('gives %j exactly', async (args, amount, amountExact) => {
  const { exitCode, stdout } = await run(...args)
  expect(exitCode).toBe(0)
  const { schema, totals } = JSON.parse(stdout)
  expect({ schema, totals }).toEqual({
    schema: 'ratecard/receipt@1',
    totals: [{ currency: 'ATOMGIT-CORE-HOUR', amount, ...(amountExact && { amountExact }), complete: true }],
  })
})

it('tells no claims of a quota that the line does not touch', async () => {
  const opening = ['balances', 'open', '--provider', 'atomgit-ai', '--opened', '2026-09-03']
  const opened = await runInMemory([...opening, '--allow-evidence', 'catalogue'])
  const args = ['core-hours', '--cores', '16', '--duration', '10m', '--balances', '-', '--json']
  const { stdout } = await runInMemory(args, { stdin: opened.stdout })
  const codes = JSON.parse(stdout).warnings.map(({ code }: { code: string }) => code)
  expect(codes).not.toContain('allowance-claims')
})

it('takes an instant', async () => {
  const { stdout } = await run('--cores', '1', '--duration', '1h', '--at', '2026-10-01T00:00:00Z')
  expect(JSON.parse(stdout).at).toBe('2026-10-01T00:00:00Z')
})

it('tells that the vendor prints another figure for 16 cores and ten minutes', async () => {
  const { stdout } = await run('--cores', '16', '--duration', '10m')
  expect(JSON.parse(stdout).warnings).toMatchObject([
    {
      code: 'core-seconds-counted',
      params: { cores: '16', seconds: '600', instances: '1', coreSeconds: '9600' },
    },
    { code: 'allowance-not-applied', params: { allowance: 'monthly-core-hours' } },
    { code: 'printed-figure-contradicts', params: { printed: '3.34', exact: '8/3', expected: '2.67' } },
  ])
})

it.each([
  [['--duration', '10m'], 'missing-option', '--cores'],
  [['--cores', '16'], 'missing-option', '--duration'],
  [['--cores', '0', '--duration', '10m'], 'invalid-positive-number', '--cores'],
  [['--cores', '-1', '--duration', '10m'], 'invalid-positive-number', '--cores'],
  [['--cores', 'NaN', '--duration', '10m'], 'invalid-positive-number', '--cores'],
  [['--cores', '1e3', '--duration', '10m'], 'invalid-positive-number', '--cores'],
  [['--cores', '16', '--duration', '10'], 'invalid-duration', '--duration'],
  [['--cores', '16', '--duration', '10m', '--instances', '0'], 'invalid-whole-number', '--instances'],
  [['--cores', '16', '--duration', '10m', '--instances', '1.5'], 'invalid-whole-number', '--instances'],
  [['--cores', '16', '--duration', '10m', '--model', 'qwen-max'], 'unknown-choice', '--model'],
])('refuses %j', async (args, code, path) => {
  const { exitCode, stdout, stderr } = await run(...args)
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' })
  expect(JSON.parse(stderr).issues).toMatchObject([{ code, path }])
})
