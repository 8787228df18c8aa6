import { once } from 'node:events'
import { type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http'
import { connect } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { type Started, startServer } from './testing/start-server.ts'

const line = `${JSON.stringify({ model: 'notebook', usage: { core_seconds: '1600' } })}\n`

/** A batch that is sent for as long as its sender wishes, and what came back of it. */
interface Batch {
  readonly request: ClientRequest
  sent: number
  readonly told: Promise<readonly { readonly status: string; readonly counts?: Record<string, string> }[]>
}

async function openBatch({ url }: Started): Promise<Batch> {
  const headers = { 'content-type': 'application/x-ndjson' }
  const request = httpRequest(`${url}/v1/price/batch`, { method: 'POST', headers })
  request.on('error', () => {})
  request.write(line)
  const [response] = (await once(request, 'response')) as [IncomingMessage]
  const told = (async () => {
    let text = ''
    for await (const part of response.setEncoding('utf8')) text += part
    return text
      .trim()
      .split('\n')
      .map((one) => JSON.parse(one))
  })()
  return { request, sent: 1, told }
}

async function send(batch: Batch, milliseconds: number): Promise<void> {
  const end = performance.now() + milliseconds
  while (performance.now() < end && batch.request.writable) {
    if (!batch.request.write(line.repeat(100))) await once(batch.request, 'drain')
    batch.sent += 100
    await wait(5)
  }
}

/** Calls, one after the other, until the server takes no more; each that is answered is answered whole. */
async function callUntilGone({ url }: Started): Promise<number> {
  const headers = { 'content-type': 'application/json' }
  for (let answered = 0; ; answered++) {
    const response = await fetch(`${url}/v1/price`, { method: 'POST', headers, body: line }).catch(() => undefined)
    if (response === undefined) return answered
    expect(response.status).toBe(200)
    expect(await response.json()).toMatchObject({ schema: 'ratecard/receipt@1' })
  }
}

it('answers every line that it took, under load, when it is told to stop', async () => {
  const server = await startServer()
  const batches = await Promise.all([1, 2, 3, 4].map(() => openBatch(server)))
  const calls = [1, 2, 3, 4].map(() => callUntilGone(server))
  const sending = batches.map((batch) => send(batch, 900))
  await wait(500)
  server.child.kill('SIGTERM')
  const closed = once(server.child, 'close')
  await Promise.all(sending)
  for (const { request } of batches) request.end()
  for (const { told, sent } of batches) {
    const lines = await told
    expect(lines.at(-1)).toMatchObject({ status: 'done', counts: { read: String(sent), rated: String(sent) } })
    expect(lines.length).toBe(sent + 1)
  }
  for (const answered of await Promise.all(calls)) expect(answered).toBeGreaterThan(0)
  expect(await closed).toEqual([0, null])
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
