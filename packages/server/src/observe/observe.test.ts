import { once } from 'node:events'
import { request as httpRequest } from 'node:http'
import { connect } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import { afterEach, expect, it, vi } from 'vitest'
import { listen } from '../testing/app.ts'
import { testServices } from '../testing/ask.ts'
import { observe } from './observe.ts'
import { openLog } from './open-log.ts'
import { openMetrics } from './open-metrics.ts'

const opened: { close: () => Promise<void> }[] = []

afterEach(async () => {
  for (const server of opened.splice(0)) await server.close()
})

/** A server, and what it tells of its requests. */
async function watched(services = testServices) {
  const lines: string[] = []
  const log = await openLog({ destination: { write: (line) => void lines.push(line) } })
  const metrics = await openMetrics()
  const server = await listen({ ...services, metrics }, { middlewares: [observe({ log, metrics })] })
  opened.push(server)
  const told = async (count = 1) => {
    await vi.waitFor(() => expect(lines.length).toBeGreaterThanOrEqual(count))
    return lines.map((line) => JSON.parse(line))
  }
  return { ...server, lines, told, metrics }
}

const line = '{"model":"notebook","usage":{"core_seconds":"1600"}}\n'
const ndjson = { 'content-type': 'application/x-ndjson' }

it('tells a request when its answer has been sent', async () => {
  const { origin, told, metrics } = await watched()
  const headers = { 'content-type': 'application/json', 'x-request-id': 'r-1' }
  const response = await fetch(`${origin}/v1/price`, { method: 'POST', headers, body: line })
  await response.text()
  const [one] = await told()
  expect(one).toEqual({
    level: 'info',
    time: expect.stringMatching(/^\d{4}-.*Z$/),
    requestId: 'r-1',
    operation: 'price',
    method: 'POST',
    status: 200,
    ms: expect.any(Number),
    bytesIn: expect.any(Number),
    bytesOut: expect.any(Number),
    msg: 'request',
  })
  expect(await metrics.text()).toContain(
    'ratecard_http_requests_total{operation="price",method="POST",status="200"} 1\n',
  )
})

it('counts bytes as they come over the wire, request for request on one connection', async () => {
  const { port, told } = await watched()
  const socket = connect(port, '127.0.0.1')
  const sent = ['a', 'bb'].map(
    (id) =>
      `POST /v1/price HTTP/1.1\r\nhost: x\r\nx-request-id: ${id}\r\ncontent-type: application/json\r\n` +
      `content-length: ${line.length}\r\n\r\n${line}`,
  )
  const heard: number[] = []
  for (const text of sent) {
    socket.write(text)
    let length = 0
    let answer = ''
    while (!answer.includes('"warnings"') || !answer.endsWith('}')) {
      const [chunk] = await once(socket, 'data')
      length += chunk.length
      answer += chunk
    }
    heard.push(length)
    await told(heard.length)
  }
  socket.destroy()
  const seen = await told(2)
  expect(seen.map(({ bytesIn }) => bytesIn)).toEqual(sent.map(({ length }) => length))
  expect(seen.map(({ bytesOut }) => bytesOut)).toEqual(heard)
})

it('tells a batch when its last line is sent, and counts its lines', async () => {
  const { origin, lines, told, metrics } = await watched()
  const request = httpRequest(`${origin}/v1/price/batch`, { method: 'POST', headers: ndjson })
  request.write(line)
  const [response] = await once(request, 'response')
  await once(response, 'data')
  expect(await metrics.text()).toContain('ratecard_http_requests_in_flight 1\n')
  await setTimeout(30)
  expect(lines).toEqual([])
  request.end('{\n')
  response.resume()
  const [one] = await told()
  expect(one).toMatchObject({ operation: 'priceBatch', status: 200 })
  expect(one).not.toHaveProperty('aborted')
  expect(one.ms).toBeGreaterThan(25)
  const text = await metrics.text()
  expect(text).toContain('ratecard_batch_lines_total{fate="rated"} 1\n')
  expect(text).toContain('ratecard_batch_lines_total{fate="unrated"} 0\n')
  expect(text).toContain('ratecard_batch_lines_total{fate="rejected"} 1\n')
  expect(text).toContain('ratecard_http_requests_in_flight 0\n')
})

it('tells that a client went away before there was an answer', async () => {
  const { port, told, metrics } = await watched()
  const socket = connect(port, '127.0.0.1')
  socket.write('POST /v1/price HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 99\r\n\r\n{')
  await vi.waitFor(async () => expect(await metrics.text()).toContain('ratecard_http_requests_in_flight 1\n'))
  socket.destroy()
  const [one] = await told()
  expect(one).toMatchObject({ level: 'info', operation: 'price', requestId: 'test-id', aborted: true })
  expect(one).not.toHaveProperty('status')
  expect(one).not.toHaveProperty('error')
  expect(await metrics.text()).toContain('{operation="price",method="POST",status="none"} 1\n')
})

it('tells that a client went away in the middle of a batch', async () => {
  const { origin, told } = await watched()
  const request = httpRequest(`${origin}/v1/price/batch`, { method: 'POST', headers: ndjson })
  request.on('error', () => {})
  request.write(line)
  const [response] = await once(request, 'response')
  response.on('error', () => {})
  request.destroy()
  const [one] = await told()
  expect(one).toMatchObject({ level: 'info', operation: 'priceBatch', status: 200, aborted: true })
})

it('knows no operation where there is none', async () => {
  const { origin, told } = await watched()
  await (await fetch(`${origin}/nothing`)).text()
  await (await fetch(`${origin}/v1/price`, { method: 'DELETE' })).text()
  const seen = await told(2)
  expect(seen.map(({ operation, method, status }) => [operation, method, status])).toEqual([
    ['none', 'GET', 404],
    ['none', 'DELETE', 405],
  ])
})

const broken = (thrown: unknown): typeof testServices => {
  const tablesFor = () => {
    throw thrown
  }
  return { ...testServices, book: { ...testServices.book, tablesFor } }
}

it('tells what was thrown, but not its message', async () => {
  const thrown = Object.assign(new RangeError('secret\n    at secret (secret.ts:1:1)'), { code: 'ERR_BROKEN' })
  const { origin, told, lines } = await watched(broken(thrown))
  const headers = { 'content-type': 'application/json' }
  await (await fetch(`${origin}/v1/price`, { method: 'POST', headers, body: line })).text()
  const [one] = await told()
  expect(one).toMatchObject({ level: 'error', status: 500, error: { name: 'RangeError', code: 'ERR_BROKEN' } })
  expect(one.error.frames[0]).toMatch(/^at .*observe\.test\.ts/)
  expect(lines.join('')).not.toContain('secret')
})

/** Its stack has another message than it has itself. */
function renamed(): Error {
  const error = new Error('before')
  expect(error.stack).toContain('before')
  return Object.assign(error, { message: 'after', name: 'a secret', code: 'a secret' })
}

it.each([
  [renamed(), { frames: [] }],
  ['secret', { name: 'string' }],
])('tells less of what was thrown where it cannot tell it apart', async (thrown, error) => {
  const { origin, told, lines } = await watched(broken(thrown))
  const headers = { 'content-type': 'application/json' }
  await (await fetch(`${origin}/v1/price`, { method: 'POST', headers, body: line })).text()
  expect((await told())[0].error).toEqual(error)
  expect(lines.join('')).not.toMatch(/secret|before/)
})

it('tells a batch that broke in the middle as broken', async () => {
  const countLine = () => {
    throw new TypeError('secret')
  }
  const lines: string[] = []
  const log = await openLog({ destination: { write: (text) => void lines.push(text) } })
  const metrics = { ...(await openMetrics()), countLine }
  const server = await listen({ ...testServices, metrics }, { middlewares: [observe({ log })] })
  opened.push(server)
  const answered = fetch(`${server.origin}/v1/price/batch`, { method: 'POST', headers: ndjson, body: line })
  await expect(answered.then((response) => response.text())).rejects.toThrow()
  await vi.waitFor(() => expect(lines).toHaveLength(1))
  const one = JSON.parse(lines[0] ?? '')
  expect(one).toMatchObject({ level: 'error', operation: 'priceBatch', error: { name: 'TypeError' } })
  expect(one).not.toHaveProperty('aborted')
})

it('tells nothing of what a request holds', async () => {
  const { origin, port, lines, told } = await watched()
  const secret = 's3cr3t'
  const headers = {
    'content-type': 'application/json',
    authorization: `Bearer ${secret}`,
    'x-api-key': secret,
    cookie: secret,
    'user-agent': secret,
    'x-request-id': `not an id ${secret}`,
    'x-forwarded-for': secret,
    traceparent: secret,
    [secret]: secret,
  }
  const texts = ['/v1/price', '/v1/estimate', '/v1/count', '/v1/messages/count_tokens', '/v1/responses/input_tokens']
  const requests = [
    ...texts.flatMap((path) =>
      [
        JSON.stringify({ model: secret, text: secret, texts: [secret], input: secret, usage: { [secret]: 1 } }),
        JSON.stringify({ tokenizer: 'qwen', texts: [secret] }),
        JSON.stringify({ model: 'qwen3', messages: [{ role: 'user', content: secret }], input: secret }),
        JSON.stringify({ model: 'qwen-max', text: secret, [secret]: secret }),
        `{"${secret}`,
        '',
      ].map((body) => ({ path: `${path}?${secret}=${secret}&lang=${secret}`, method: 'POST', body })),
    ),
    ...[`/${secret}`, `/v1/tariffs/${secret}`, `/v1/models/${secret}/history`, `/v1/models?search=${secret}`].map(
      (path) => ({ path, method: 'GET' }),
    ),
    { path: '/v1/price/batch', method: 'POST', body: `${secret}\n{"model":"${secret}"}\n` },
  ]
  for (const { path, ...init } of requests) await (await fetch(`${origin}${path}`, { ...init, headers })).text()
  const socket = connect(port, '127.0.0.1')
  socket.end(`PROPFIND /${secret} HTTP/1.1\r\nhost: ${secret}\r\nconnection: close\r\n\r\n`)
  socket.resume()
  const seen = await told(requests.length + 1)
  expect(lines.join('')).not.toContain(secret)
  expect(seen.some(({ status }) => status === 200)).toBe(true)
  expect(seen.at(-1)).toMatchObject({ method: 'OTHER', status: 404 })
})

it('tells nothing where it is to be silent', async () => {
  const lines: string[] = []
  const log = await openLog({ level: 'silent', destination: { write: (text) => void lines.push(text) } })
  const server = await listen(testServices, { middlewares: [observe({ log })] })
  opened.push(server)
  await (await fetch(`${server.origin}/nothing`)).text()
  await setTimeout(10)
  expect(lines).toEqual([])
})
