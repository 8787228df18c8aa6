import { EventEmitter, once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { connect } from 'node:net'
import { ok } from '@ratecard/core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ownCounter } from './counting/own-counter.ts'
import type { TokenCounter } from './counting/token-counter.ts'
import { createApp } from './express.ts'
import { testServices } from './testing/ask.ts'

const seen: string[] = []
let server: Server
let origin: string

beforeAll(async () => {
  const middlewares = [
    (request: { url: string }, _response: unknown, next: () => void) => {
      seen.push(request.url)
      next()
    },
  ]
  server = createApp(testServices, { middlewares }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})

afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const post = (body: string, headers = {}) =>
  fetch(`${origin}/v1/price?lang=zh`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  })

it('answers over a socket, after the middlewares', async () => {
  const response = await post('{"model":"notebook","usage":{"core_seconds":"1600"}}')
  expect(response.status).toBe(200)
  expect(response.headers.get('x-powered-by')).toBeNull()
  expect(await response.json()).toMatchObject({ schema: 'ratecard/receipt@1' })
  expect(seen).toContain('/v1/price?lang=zh')
})

it('answers a problem in the language of the query', async () => {
  const response = await post('{')
  expect(response.headers.get('content-type')).toBe('application/problem+json; charset=utf-8')
  expect(((await response.json()) as { title: string }).title).toBe('请求体不是可读的 JSON')
})

it('answers a body that is too large before it has come', async () => {
  const { port } = server.address() as AddressInfo
  const socket = connect(port, '127.0.0.1')
  socket.write(
    'POST /v1/price HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 2000000\r\n\r\n{',
  )
  let text = ''
  socket.on('data', (chunk) => {
    text += chunk
  })
  await once(socket, 'close')
  expect(text).toMatch(/^HTTP\/1\.1 413 /)
  expect(text).toMatch(/body-too-large/)
})

it('answers HEAD without a body', async () => {
  const response = await fetch(`${origin}/v2`, { method: 'HEAD' })
  expect(response.status).toBe(404)
  expect(await response.text()).toBe('')
})

it('tells a count when its client goes away', async () => {
  const begun = new EventEmitter()
  const count: TokenCounter['count'] = async (_tokenizer, _texts, waiter) => {
    begun.emit('count')
    await once(waiter?.signal as AbortSignal, 'abort')
    begun.emit('abort')
    return ok([])
  }
  const counting = createApp({ ...testServices, counter: { ...ownCounter, count } }).listen(0, '127.0.0.1')
  await once(counting, 'listening')
  const body = '{"tokenizer":"qwen","text":""}'
  const head = `POST /v1/count HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: ${body.length}`
  const socket = connect((counting.address() as AddressInfo).port, '127.0.0.1')
  socket.write(`${head}\r\n\r\n${body}`)
  await once(begun, 'count')
  const aborted = once(begun, 'abort')
  socket.destroy()
  await aborted
  counting.close()
})
