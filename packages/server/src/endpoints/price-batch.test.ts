import { once } from 'node:events'
import { request as httpRequest, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createInterface } from 'node:readline'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createApp } from '../express.ts'
import { handle } from '../handle.ts'
import { ask, checkLine, testServices } from '../testing/ask.ts'

const priced = { model: 'notebook', usage: { core_seconds: '1600' } }
const unpriced = { model: 'qwen-max', currency: 'USD', at: '2020-01-01T00:00:00Z', usage: { input_tokens: '1' } }
const ndjson = { 'content-type': 'application/x-ndjson' }

async function batch(text: string, query = '') {
  const answer = await ask('POST', '/v1/price/batch', text, { headers: ndjson, query })
  const lines = answer.text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  for (const line of lines) checkLine(line)
  return { ...answer, lines, summary: lines.at(-1) }
}

const asLines = (...bodies: unknown[]) => bodies.map((body) => `${JSON.stringify(body)}\n`).join('')

it('answers a line for each line, and counts them', async () => {
  const { status, lines } = await batch(asLines(priced, unpriced, { model: 'nothing', usage: {} }, priced))
  expect(status).toBe(200)
  expect(lines).toMatchObject([
    { line: 1, status: 'rated', model: 'notebook', tariff: 'atomgit-ai/default', totals: [{ complete: true }] },
    { line: 2, status: 'unrated', totals: [], unpriced: { input_tokens: expect.any(String) } },
    { line: 3, status: 'rejected', issues: [{ code: 'no-quantity', path: '/usage', message: expect.any(String) }] },
    { line: 4, status: 'rated' },
    { status: 'done', counts: { read: '4', rated: '2', unrated: '1', rejected: '1' } },
  ])
})

it('gives whole receipts where they are asked for', async () => {
  const { lines } = await batch(asLines(priced), 'receipt=full')
  const { json } = await ask('POST', '/v1/price', priced)
  expect(lines[0].receipt).toEqual(json)
})

it('tells a broken line with its number and goes on', async () => {
  const long = `{"model":"${'x'.repeat(1_000_001)}"}\n`
  const { lines, summary } = await batch(`{\n\n${long}[1]\n\uFFFD\n${asLines(priced)}`)
  expect(lines.map(({ line, status, issues }) => [line, status, issues?.[0].code])).toEqual([
    [1, 'rejected', 'json-syntax'],
    [3, 'rejected', 'line-too-long'],
    [4, 'rejected', 'shape-wrong-type'],
    [5, 'rejected', 'json-syntax'],
    [6, 'rated', undefined],
    [undefined, 'done', undefined],
  ])
  expect(lines[3].issues[0].params.line).toBe('5')
  expect(summary.counts).toEqual({ read: '5', rated: '1', unrated: '0', rejected: '4' })
})

it('speaks the language that is asked for, and refuses other bodies', async () => {
  expect((await batch('{\n', 'lang=zh')).lines[0].issues[0].message).toMatch(/\p{Script=Han}/u)
  expect((await batch('')).summary.counts.read).toBe('0')
  expect((await ask('POST', '/v1/price/batch', priced)).json.code).toBe('unsupported-media-type')
  const query = 'receipt=half'
  expect((await ask('POST', '/v1/price/batch', priced, { headers: ndjson, query })).status).toBe(422)
})

it('reads what it answers, whatever comes: read = rated + unrated + rejected', async () => {
  const some = fc.oneof(
    fc.constantFrom(JSON.stringify(priced), JSON.stringify(unpriced), '{', '[]', '{"usage":{"x":1e400}}'),
    fc.json().map((text) => text.replaceAll('\n', ' ')),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(some, { maxLength: 8 }), async (texts) => {
      const { lines, summary } = await batch(texts.map((text) => `${text}\n`).join(''))
      const count = (status: string) => String(lines.filter((line) => line.status === status).length)
      expect(summary.counts).toEqual({
        read: String(texts.length),
        rated: count('rated'),
        unrated: count('unrated'),
        rejected: count('rejected'),
      })
    }),
    { numRuns: 30 },
  )
})

it('reads no more than is taken of the answer', async () => {
  let read = 0
  async function* endless() {
    for (;;) {
      read++
      yield Buffer.from(asLines(priced))
    }
  }
  const request = { method: 'POST', path: '/v1/price/batch', query: '', headers: ndjson, body: endless() }
  const { body } = await handle(request, testServices)
  const parts = (body as AsyncIterable<string>)[Symbol.asyncIterator]()
  await parts.next()
  await parts.next()
  expect(read).toBe(2)
  await parts.return?.()
  expect(read).toBe(2)
})

let server: Server

beforeAll(async () => {
  server = createApp(testServices).listen(0, '127.0.0.1')
  await once(server, 'listening')
})

afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const open = () => {
  const { port } = server.address() as AddressInfo
  return httpRequest({ port, method: 'POST', path: '/v1/price/batch', headers: ndjson })
}

it('answers a line while the next is still to come', async () => {
  const request = open()
  request.write(asLines(priced))
  const [response] = await once(request, 'response')
  const lines = createInterface({ input: response })[Symbol.asyncIterator]()
  expect(JSON.parse((await lines.next()).value)).toMatchObject({ line: 1, status: 'rated' })
  request.write(asLines(unpriced))
  expect(JSON.parse((await lines.next()).value)).toMatchObject({ line: 2, status: 'unrated' })
  request.end()
  expect(JSON.parse((await lines.next()).value)).toMatchObject({ status: 'done' })
})

it('stops when the client goes away', async () => {
  const request = open()
  request.on('error', () => {})
  request.write(asLines(priced))
  await once(request, 'response')
  const [connection] = await new Promise<[number]>((resolve) => server.getConnections((_, count) => resolve([count])))
  request.destroy()
  await new Promise((resolve) => setTimeout(resolve, 100))
  const [left] = await new Promise<[number]>((resolve) => server.getConnections((_, count) => resolve([count])))
  expect(left).toBeLessThan(connection)
})
