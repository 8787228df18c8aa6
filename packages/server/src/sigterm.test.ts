import { once } from 'node:events'
import { connect } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { startServer } from './testing/start-server.ts'
import { openBatch, send, stopUnderLoad } from './testing/stop-under-load.ts'

it('answers every line that it took, under load, when it is told to stop', () => stopUnderLoad(4, 500))

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
