import { once } from 'node:events'
import { type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { expect } from 'vitest'
import { type Started, startServer } from './start-server.ts'

/** A call, as a line of a batch. */
export const line = `${JSON.stringify({ model: 'notebook', usage: { core_seconds: '1600' } })}\n`

/** A batch that is sent for as long as its sender wishes, and what came back of it. */
export interface Batch {
  readonly request: ClientRequest
  sent: number
  readonly told: Promise<readonly { readonly status: string; readonly counts?: Record<string, string> }[]>
}

export async function openBatch({ url }: Started): Promise<Batch> {
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

/** Sends lines for a while, as fast as they are taken. */
export async function send(batch: Batch, milliseconds: number): Promise<void> {
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

/**
 * Stops a server, once it has been asked for a while by batches and calls at once, and sees every line answered that it
 * was sent.
 *
 * @returns how many calls of each caller were answered.
 */
export async function stopUnderLoad(batchCount: number, after: number): Promise<readonly number[]> {
  const server = await startServer()
  const batches = await Promise.all(Array.from({ length: batchCount }, () => openBatch(server)))
  const calls = [1, 2, 3, 4].map(() => callUntilGone(server))
  const sending = batches.map((batch) => send(batch, after + 400))
  await wait(after)
  server.child.kill('SIGTERM')
  const closed = once(server.child, 'close')
  await Promise.all(sending)
  for (const { request } of batches) request.end()
  for (const { told, sent } of batches) {
    const lines = await told
    expect(lines.at(-1)).toMatchObject({ status: 'done', counts: { read: String(sent), rated: String(sent) } })
    expect(lines.length).toBe(sent + 1)
  }
  const answered = await Promise.all(calls)
  expect(await closed).toEqual([0, null])
  return answered
}
