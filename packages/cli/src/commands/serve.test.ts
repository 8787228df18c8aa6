import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, it } from 'vitest'
import { bin, textOf } from '../testing/run-bin.ts'
import { runInMemory } from '../testing/run-in-memory.ts'

it.each(['0.0.0.0', '::', 'example.com', ''])('refuses to serve other machines: --host "%s"', async (host) => {
  const { exitCode, stderr } = await runInMemory(['serve', '--host', host, '--json'])
  expect(exitCode).toBe(2)
  expect(JSON.parse(stderr).issues[0].path).toBe('--host')
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
  expect([code, await errors]).toEqual([0, ''])
})
