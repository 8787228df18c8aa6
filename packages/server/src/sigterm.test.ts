import { once } from 'node:events'
import { connect } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { newKey } from './access/key-ring.ts'
import { exchange, startServer } from './testing/start-server.ts'
import { line, openBatch, send, stopUnderLoad } from './testing/stop-under-load.ts'

it('answers every line that it took, under load, when it is told to stop', async () => {
  expect(Math.min(...(await stopUnderLoad(4, 500)))).toBeGreaterThan(0)
})

it('answers the lines that came of a batch that does not end', async () => {
  const server = await startServer({ RATECARD_SHUTDOWN_SECONDS: '1' })
  const batch = await openBatch(server)
  await send(batch, 200)
  server.child.kill('SIGTERM')
  const closed = once(server.child, 'close')
  const lines = await batch.told
  expect(lines.at(-1)).toMatchObject({
    status: 'stopped',
    counts: { read: String(batch.sent) },
    issues: [{ code: 'not-ready' }],
  })
  expect(lines.length).toBe(batch.sent + 1)
  expect(await closed).toEqual([0, null])
})

it('says to a body that is not whole that it stops', async () => {
  const server = await startServer({ RATECARD_SHUTDOWN_SECONDS: '1' })
  const head =
    'POST /v1/price HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: 60\r\n\r\n'
  const heard = exchange(server.port, `${head}{`)
  await wait(200)
  server.child.kill('SIGTERM')
  const closed = once(server.child, 'close')
  expect(await heard).toMatch(/^HTTP\/1\.1 503 .*"code":"not-ready"/s)
  expect(await closed).toEqual([0, null])
})

it('answers the lines that came of a batch that waits until its caller may go on', async () => {
  const { key, kept } = newKey('ci', ['price'])
  const server = await startServer({
    RATECARD_SHUTDOWN_SECONDS: '1',
    RATECARD_KEYS: `${kept.id}:${kept.sha256}:price`,
    RATECARD_UNITS_PER_MINUTE: '1',
  })
  const headers = { 'content-type': 'application/x-ndjson', authorization: `Bearer ${key}` }
  const body = line.repeat(1000)
  const response = await fetch(`${server.url}/v1/price/batch`, { method: 'POST', headers, body })
  setTimeout(() => server.child.kill('SIGTERM'), 200)
  const lines = (await response.text()).trim().split('\n')
  expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({
    status: 'stopped',
    counts: { rated: String(lines.length - 1) },
  })
  expect(lines.length).toBeGreaterThan(1)
})

it('says that it is about to stop', async () => {
  const server = await startServer()
  const batch = await openBatch(server)
  expect((await fetch(`${server.url}/readyz`)).status).toBe(200)
  server.child.kill('SIGTERM')
  await wait(100)
  await expect(fetch(`${server.url}/readyz`)).rejects.toThrow()
  batch.request.end()
  expect((await batch.told).at(-1)?.status).toBe('done')
})

it('does not wait for connections on which nothing is asked', async () => {
  const server = await startServer({ RATECARD_SHUTDOWN_SECONDS: '60' })
  const silent = connect(server.port, '127.0.0.1')
  const half = connect(server.port, '127.0.0.1')
  half.write('GET /v1/tariffs HTTP/1.1\r\nhost: loc')
  await wait(100)
  server.child.kill('SIGTERM')
  expect(await once(server.child, 'close')).toEqual([0, null])
  silent.destroy()
  half.destroy()
})
