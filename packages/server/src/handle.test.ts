import { expect, it } from 'vitest'
import { ask, testServices } from './testing/ask.ts'

const body = { model: 'notebook', usage: { core_seconds: '1600' } }

it.each([
  ['{"model":', 400, 'invalid-json', 'json-syntax'],
  ['', 400, 'invalid-json', 'json-syntax'],
  ['{"model":"a","model":"b"}', 400, 'invalid-json', 'json-duplicate-key'],
  ['['.repeat(100_000), 400, 'invalid-json', 'json-depth'],
  ['[]', 422, 'invalid-request', 'shape-wrong-type'],
  ['null', 422, 'invalid-request', 'shape-wrong-type'],
  ['{"__proto__":{"model":"m"}}', 422, 'invalid-request', 'shape-unknown-field'],
  ['{"constructor":1}', 422, 'invalid-request', 'shape-unknown-field'],
])('answers %.20s with %i %s', async (text, status, code, issue) => {
  const { json, headers } = await ask('POST', '/v1/price', text)
  expect(json).toMatchObject({ status, code, type: `/problems/${code}` })
  expect(json.issues[0].code).toBe(issue)
  expect(headers['content-type']).toBe('application/problem+json; charset=utf-8')
})

it('refuses what is no UTF-8, and a byte order mark is none of its business', async () => {
  const bytes = [Buffer.from('{"model":"'), Buffer.from([0xc3, 0x28]), Buffer.from('"}')]
  expect((await ask('POST', '/v1/price', undefined, { bytes })).json).toMatchObject({
    status: 400,
    code: 'invalid-text',
  })
  const marked = [Buffer.from(`\uFEFF${JSON.stringify(body)}`)]
  expect((await ask('POST', '/v1/price', undefined, { bytes: marked })).status).toBe(200)
})

it('refuses a body that is too large, by its length or as it comes', async () => {
  const stated = await ask('POST', '/v1/price', body, { headers: { 'content-length': '1000001' } })
  expect(stated.json).toMatchObject({ status: 413, code: 'body-too-large' })
  let parts = 0
  async function* endless() {
    for (;;) {
      parts++
      yield Buffer.alloc(100_000, 32)
    }
  }
  expect((await ask('POST', '/v1/price', undefined, { bytes: endless() })).status).toBe(413)
  expect(parts).toBe(11)
})

it.each([
  [{ 'content-type': 'text/plain' }, 'unsupported-media-type'],
  [{ 'content-type': 'application/x-www-form-urlencoded' }, 'unsupported-media-type'],
  [{ 'content-type': '' }, 'unsupported-media-type'],
  [{ 'content-encoding': 'gzip' }, 'unsupported-encoding'],
])('refuses a body with %j', async (headers, code) => {
  expect((await ask('POST', '/v1/price', body, { headers })).json).toMatchObject({ status: 415, code })
})

it('takes a type with parameters', async () => {
  const headers = { 'content-type': 'Application/JSON; charset=utf-8' }
  expect((await ask('POST', '/v1/price', body, { headers })).status).toBe(200)
})

it('tells a wrong address from a wrong method', async () => {
  expect((await ask('GET', '/v2')).json).toMatchObject({ status: 404, code: 'not-found' })
  expect((await ask('GET', '/%E0%A4%A')).status).toBe(404)
  expect((await ask('GET', '/constructor')).status).toBe(404)
  const wrong = await ask('DELETE', '/v1/price')
  expect(wrong.json).toMatchObject({ status: 405, code: 'method-not-allowed' })
  expect(wrong.headers.allow).toBe('POST')
})

it('speaks the language that is asked for', async () => {
  const english = await ask('GET', '/v2')
  const chinese = await ask('GET', '/v2', undefined, { headers: { 'accept-language': 'zh-CN,zh;q=0.9' } })
  expect(english.json.title).toBe('There is nothing at this address')
  expect(chinese.json.title).toBe('此地址没有内容')
  expect(chinese.headers['content-language']).toBe('zh')
  expect((await ask('GET', '/v2', undefined, { query: 'lang=zh' })).json.detail).toContain('/v2 处没有内容')
})

it('refuses parameters that are unknown or repeated', async () => {
  expect((await ask('POST', '/v1/price', body, { query: 'a=1' })).json.issues[0].code).toBe('shape-unknown-field')
  expect((await ask('POST', '/v1/price', body, { query: 'a=1&a=2' })).json.issues[0].code).toBe('repeated-parameter')
})

it('takes an id of the request that is one, and gives one otherwise', async () => {
  const given = (id: string) => ask('GET', '/v2', undefined, { headers: { 'x-request-id': id } })
  expect((await given('abc-1.2')).headers['x-request-id']).toBe('abc-1.2')
  expect((await given('a b')).headers['x-request-id']).toBe('test-id')
  expect((await given('x'.repeat(65))).json.instance).toBe('urn:ratecard:request:test-id')
})

it('tells nothing of an unexpected error but the id of the request', async () => {
  const errors: unknown[] = []
  const broken = new Error('secret at /home/somebody')
  const services = { ...testServices, book: { ...testServices.book, tablesFor: () => Promise.reject(broken) as never } }
  const thrown = {
    ...services,
    book: {
      ...services.book,
      tablesFor: () => {
        throw broken
      },
    },
  }
  const { json, text } = await ask('POST', '/v1/price', body, {
    services: thrown,
    report: (error) => errors.push(error),
  })
  expect(json).toMatchObject({ status: 500, code: 'internal', issues: [{ params: { id: 'test-id' } }] })
  expect(text).not.toMatch(/secret|somebody|\.ts/)
  expect(errors).toEqual([broken])
})

it('tells the first hundred issues, and how many more there are', async () => {
  const names = Object.fromEntries(Array.from({ length: 500 }, (_, at) => [`f${at}`, '1']))
  const { json } = await ask('POST', '/v1/price', { ...body, ...names })
  expect(json.issues).toHaveLength(101)
  expect(json.issues.at(-1)).toMatchObject({ code: 'shape-more-issues', params: { count: '400' } })
})
