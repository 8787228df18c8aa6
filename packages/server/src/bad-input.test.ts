import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { exchange, type Started, startServer } from './testing/start-server.ts'

let server: Started
const waits: number[] = []
let isWatching = true
let watching: Promise<void>

const price = { model: 'notebook', usage: { core_seconds: '1600' } }
const json = { 'content-type': 'application/json' }

const post = (path: string, body: string | Uint8Array, headers: Record<string, string> = json) =>
  fetch(`${server.url}${path}`, { method: 'POST', headers, body })

const head = (path: string, ...headers: readonly string[]) =>
  [`POST ${path} HTTP/1.1`, 'host: localhost', 'content-type: application/json', ...headers, '', ''].join('\r\n')

/** The problem in what was heard on a socket. */
const problemIn = (heard: string) => JSON.parse(heard.slice(heard.indexOf('\r\n\r\n') + 4))

/** Bytes that the process holds. */
const memoryOf = ({ child }: Started): number =>
  4096 * Number(readFileSync(`/proc/${child.pid}/statm`, 'utf8').split(' ')[1])

/** Another client, who asks all the while and must be answered as if nothing were. */
async function watch(): Promise<void> {
  while (isWatching) {
    const began = performance.now()
    const response = await post('/v1/price', JSON.stringify(price))
    if (response.status !== 200) throw new Error(`answered ${response.status}`)
    await response.text()
    waits.push(performance.now() - began)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

beforeAll(async () => {
  server = await startServer({ RATECARD_IDLE_SECONDS: '1' })
  await post('/v1/count', '{"model":"qwen-max","text":"a"}')
  await post('/v1/price', JSON.stringify(price))
  watching = watch()
})

afterAll(() => {
  server.child.kill()
})

it.each([
  ['Chinese without punctuation', '这是没有标点的中文文本'.repeat(4546).slice(0, 50_000)],
  ['a megabyte of one letter', 'a'.repeat(1_000_000)],
  ['a megabyte of blanks', ' '.repeat(1_000_000)],
  ['lone surrogates', '\ud800'.repeat(10_000)],
])('counts %s', async (_name, text) => {
  const response = await post('/v1/count', JSON.stringify({ model: 'qwen-max', text }))
  expect(response.status).toBe(200)
  expect(Number(((await response.json()) as { total: string }).total)).toBeGreaterThan(1000)
})

it('reads a body that comes byte by byte, in no more memory than it has bytes', async () => {
  const body = JSON.stringify({ tokenizer: 'qwen', text: 'a'.repeat(300_000) })
  const parts = Buffer.from([...body].map((letter) => `1\r\n${letter}\r\n`).join(''))
  const before = memoryOf(server)
  const heard = await exchange(
    server.port,
    head('/v1/count', 'transfer-encoding: chunked', 'connection: close'),
    parts,
    '0\r\n\r\n',
  )
  expect(heard).toMatch(/^HTTP\/1\.1 200 .*"total":"\d+"/s)
  expect(memoryOf(server) - before).toBeLessThan(100_000_000)
})

it.each([
  ['deep arrays', '/v1/count', '['.repeat(1_000_000), 400, 'invalid-json'],
  ['deep objects', '/v1/price', '{"a":'.repeat(150_000), 400, 'invalid-json'],
  [
    'a body that is too large',
    '/v1/price',
    JSON.stringify({ ...price, pad: 'x'.repeat(2_000_000) }),
    413,
    'body-too-large',
  ],
  [
    'prototype keys',
    '/v1/price',
    '{"__proto__":{"model":"notebook"},"constructor":{"prototype":1}}',
    422,
    'invalid-request',
  ],
  [
    'prototype keys inside',
    '/v1/price',
    '{"model":"notebook","usage":{"__proto__":"1","toString":"1"}}',
    422,
    'invalid-request',
  ],
  [
    'a number without end',
    '/v1/price',
    `{"model":"notebook","usage":{"core_seconds":${'9'.repeat(900_000)}}}`,
    400,
    'invalid-json',
  ],
  [
    'an exponent without end',
    '/v1/price',
    '{"model":"notebook","usage":{"core_seconds":1e999999999}}',
    422,
    'invalid-request',
  ],
  ['a name without end', '/v1/price', JSON.stringify({ ...price, model: 'x'.repeat(900_000) }), 422, 'invalid-request'],
  [
    'sixty thousand unknown fields',
    '/v1/price',
    `{${Array.from({ length: 60_000 }, (_, at) => `"f${at}":1`).join()}}`,
    422,
    'invalid-request',
  ],
])('refuses %s', async (_name, path, body, status, code) => {
  const response = await post(path, body)
  expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([status, code])
})

it('tells of names without end in few words', async () => {
  const names = Object.fromEntries(Array.from({ length: 50_000 }, (_, at) => [`f${at}`, '1']))
  for (const given of [{ facets: names }, { usage: names }, { remaining: names }]) {
    const response = await post('/v1/price', JSON.stringify({ ...price, ...given }))
    const text = await response.text()
    expect([response.status, text.length < 2000]).toEqual([422, true])
  }
})

it.each([
  ['text/plain', {}, 415],
  ['application/x-www-form-urlencoded', {}, 415],
  ['application/json; charset=utf-8', { 'content-encoding': 'gzip' }, 415],
  ['application/json', { 'content-encoding': 'br' }, 415],
])('refuses a body of type %s %j', async (type, headers, status) => {
  const bomb = gzipSync(Buffer.alloc(50_000_000))
  const response = await post('/v1/price', bomb, { 'content-type': type, ...headers })
  expect([response.status, response.headers.get('content-type')]).toEqual([
    status,
    'application/problem+json; charset=utf-8',
  ])
})

it('refuses what is no UTF-8', async () => {
  const response = await post('/v1/price', Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]))
  expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([400, 'invalid-text'])
})

it('refuses a line that is too long, and prices the others', async () => {
  const lines = `${JSON.stringify(price)}\n${'x'.repeat(20_000_000)}\n${JSON.stringify(price)}\n`
  const response = await post('/v1/price/batch', lines, { 'content-type': 'application/x-ndjson' })
  const told = (await response.text())
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(told.map(({ status }) => status)).toEqual(['rated', 'rejected', 'rated', 'done'])
  expect(told[1].issues[0].code).toBe('line-too-long')
})

it('gives up a body that stops coming', async () => {
  const heard = await exchange(server.port, head('/v1/price', 'content-length: 100'), '{')
  expect(heard).toMatch(/^HTTP\/1\.1 408 /)
  expect(problemIn(heard)).toMatchObject({ code: 'request-timeout', issues: [{ params: { seconds: '1' } }] })
})

it('gives up a body that comes byte by byte', async () => {
  const socket = connect(server.port, '127.0.0.1')
  const drip = setInterval(() => socket.write(' '), 200)
  let heard = ''
  socket.setEncoding('utf8').on('data', (part) => {
    heard += part
  })
  socket.on('error', () => {})
  socket.write(head('/v1/price', 'content-length: 1000'))
  await once(socket, 'close')
  clearInterval(drip)
  expect(heard).toMatch(/^HTTP\/1\.1 408 /)
})

it.each([
  ['headers that are too large', `x: ${'y'.repeat(20_000)}`, 431, 'headers-too-large'],
  ['many headers', Array.from({ length: 3000 }, (_, at) => `x${at}: y`).join('\r\n'), 431, 'headers-too-large'],
  ['two lengths', 'content-length: 2\r\ncontent-length: 3', 400, 'invalid-http'],
  ['a length and chunks', 'content-length: 2\r\ntransfer-encoding: chunked', 400, 'invalid-http'],
  ['a negative length', 'content-length: -1', 400, 'invalid-http'],
  ['a header with a control character', 'x: a\u0000b', 400, 'invalid-http'],
])('refuses %s', async (_name, headers, status, code) => {
  const heard = await exchange(server.port, `${head('/v1/price', headers)}{}`)
  expect(heard).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `))
  expect(problemIn(heard)).toMatchObject({ status, code })
})

it('refuses broken chunks', async () => {
  const heard = await exchange(server.port, head('/v1/price', 'transfer-encoding: chunked'), 'zz\r\n{}\r\n')
  expect(heard).toMatch(/^HTTP\/1\.1 400 /)
})

it('is heard when it refuses a body that is still being sent', async () => {
  for (let times = 0; times < 10; times++) expect((await post('/v1/price', 'x'.repeat(8_000_000))).status).toBe(413)
})

it('does not write a second answer into one that has begun', async () => {
  const chunk = `${JSON.stringify(price)}\n`
  const socket = connect(server.port, '127.0.0.1').on('error', () => {})
  let heard = ''
  socket.setEncoding('utf8').on('data', (part) => {
    heard += part
    if (heard.includes('"status":"rated"')) socket.write('ZZ\r\n')
  })
  socket.write('POST /v1/price/batch HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/x-ndjson\r\n')
  socket.write(`transfer-encoding: chunked\r\n\r\n${chunk.length.toString(16)}\r\n${chunk}\r\n`)
  await once(socket, 'close')
  expect(heard.match(/HTTP\/1\.1/g)).toHaveLength(1)
})

it('refuses what is no HTTP', async () => {
  expect(await exchange(server.port, Buffer.from([0x16, 0x03, 0x01, 0x02, 0, 1]), '\r\n\r\n')).toMatch(
    /^HTTP\/1\.1 400 /,
  )
})

it('is not held up by connections on which nothing comes', async () => {
  const sockets = Array.from({ length: 200 }, () => connect(server.port, '127.0.0.1').on('error', () => {}))
  for (const socket of sockets) socket.write('POST /v1/price HTTP/1.1\r\nhost: loc')
  expect((await post('/v1/price', JSON.stringify(price))).status).toBe(200)
  for (const socket of sockets) socket.destroy()
})

it('gets over clients that go away in the middle', async () => {
  for (let times = 0; times < 20; times++) {
    const socket = connect(server.port, '127.0.0.1').on('error', () => {})
    socket.write(`${head('/v1/price', 'content-length: 1000')}{"model":`, () => socket.resetAndDestroy())
    await once(socket, 'close')
  }
  expect((await post('/v1/price', JSON.stringify(price))).status).toBe(200)
})

it('kept answering all the while, and had no error of its own', async () => {
  isWatching = false
  await watching
  expect(waits.length).toBeGreaterThan(100)
  waits.sort((a, b) => a - b)
  expect(waits.at(-1)).toBeLessThan(1000)
  expect(server.log()).not.toContain('"level":50')
  expect(server.log()).not.toMatch(/internal|Error/)
})
