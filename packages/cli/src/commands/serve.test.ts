import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, it } from 'vitest'
import { bin, textOf } from '../testing/run-bin.ts'
import { runInMemory } from '../testing/run-in-memory.ts'

it.each(['0.0.0.0', '::', 'example.com'])('refuses to serve other machines without keys: --host "%s"', async (host) => {
  const { exitCode, stderr } = await runInMemory(['serve', '--host', host, '--json'])
  expect(exitCode).toBe(2)
  expect(JSON.parse(stderr).issues[0]).toMatchObject({ code: 'needs-keys', path: '--host' })
  expect(JSON.parse(stderr).issues[0].message).toContain('--new-key')
})

it('says what is wrong in the language of the reader', async () => {
  const { exitCode, stderr } = await runInMemory(['serve', '--host', '::', '--lang', 'zh'])
  expect([exitCode, stderr]).toEqual([2, expect.stringContaining('密钥')])
})

it('makes a key that the printed settings take, and shows settings without it', async () => {
  const made = await runInMemory(['serve', '--new-key', 'ci', '--scopes', 'price,count', '--json'])
  const { schema, key, variable } = JSON.parse(made.stdout)
  expect([made.exitCode, schema]).toEqual([0, 'ratecard/new-key@1'])
  const env = { RATECARD_KEYS: variable }
  const shown = await runInMemory(['serve', '--host', '0.0.0.0', '--print-settings', '--json'], { env })
  expect(JSON.parse(shown.stdout)).toMatchObject({
    settings: { host: '0.0.0.0', keys: [{ id: 'ci', sha256: '…', scopes: ['price', 'count'] }] },
    statedBy: { host: '--host', keys: 'RATECARD_KEYS' },
  })
  expect(shown.stdout).not.toContain(variable.split(':')[1])
  expect((await runInMemory(['serve', '--new-key', 'ci'])).stdout).not.toContain(key)
})

it.each([
  [['--new-key', 'A b'], '--new-key'],
  [['--new-key', 'a', '--scopes', 'all'], '--scopes'],
  [['--settings', 'none.json'], 'none.json'],
])('refuses %j', async (options, path) => {
  const { stderr } = await runInMemory(['serve', ...options, '--json'])
  expect(JSON.parse(stderr).issues[0].path).toBe(path)
})

it('tells a variable that is no setting', async () => {
  const env = { RATECARD_PROT: '1' }
  const { exitCode, stdout, stderr } = await runInMemory(['serve', '--print-settings', '--json'], { env })
  expect([exitCode, JSON.parse(stdout).statedBy]).toEqual([0, {}])
  expect(stderr).toContain('RATECARD_PROT: no setting has this name')
})

it.each(['-1', 'x', '65536'])('refuses port %s', async (port) => {
  const { exitCode, stdout } = await runInMemory(['serve', '--port', port])
  expect([exitCode === 2 || exitCode === 5, stdout]).toEqual([true, ''])
})

it('prints its address, answers, and ends when it is stopped', async () => {
  const started = performance.now()
  const child = spawn(process.execPath, [bin, 'serve', '--port', '0', '--json'], { env: { PATH: process.env.PATH } })
  const errors = textOf(child.stderr)
  const [line] = await once(child.stdout.setEncoding('utf8'), 'data')
  const { schema, url } = JSON.parse(line)
  expect(schema).toBe('ratecard/serve@1')
  const body = JSON.stringify({ model: 'notebook', usage: { core_seconds: '1600' } })
  const headers = { 'content-type': 'application/json' }
  const response = await fetch(`${url}/v1/price`, { method: 'POST', headers, body })
  expect(await response.json()).toMatchObject({ schema: 'ratecard/receipt@1' })
  expect(performance.now() - started).toBeLessThan(5000)

  const taken = await runInMemory(['serve', '--port', new URL(url).port, '--json'])
  expect(taken.exitCode).toBe(5)
  expect(JSON.parse(taken.stderr).issues[0]).toMatchObject({ code: 'cannot-listen', params: { reason: 'EADDRINUSE' } })

  child.kill('SIGTERM')
  const [code] = await once(child, 'close')
  const lines = (await errors)
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect([code, lines]).toEqual([0, [expect.objectContaining({ operation: 'price', status: 200 })]])
})
