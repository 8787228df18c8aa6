import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { ask } from '../testing/ask.ts'

const id = 'alibaba-model-studio/international-usd'
const asked = (path: string, query = '', headers = {}) => ask('GET', path, undefined, { query, headers })

it('lists the price lists, and does not send them twice', async () => {
  const { json, headers } = await asked('/v1/tariffs')
  const own = json.tariffs.find((one: { id: string }) => one.id === id)
  expect(own).toMatchObject({ currency: 'USD', scope: 'international', origin: 'bundled' })
  expect(own.models).toContain('qwen-max')
  const etag = headers.etag ?? ''
  expect(etag).toMatch(/^"[0-9a-f]{64}"$/)
  const again = await asked('/v1/tariffs', '', { 'if-none-match': `"x", W/${etag}` })
  expect(again).toMatchObject({ status: 304, text: '' })
  expect((await asked('/v1/tariffs', '', { 'if-none-match': '"x"' })).status).toBe(200)
})

it('gives a price list by its id and by the hash of its bytes', async () => {
  const byId = await asked(`/v1/tariffs/${id}`)
  const sha256 = createHash('sha256').update(byId.text).digest('hex')
  expect(byId.headers).toMatchObject({ etag: `"${sha256}"`, 'cache-control': 'no-cache' })
  expect(byId.json.id).toBe(id)
  const byHash = await asked(`/v1/tariffs/${sha256}`)
  expect(byHash.text).toBe(byId.text)
  expect(byHash.headers['cache-control']).toContain('immutable')
  expect((await asked(`/v1/tariffs/${encodeURIComponent(id)}`)).text).toBe(byId.text)
  expect((await asked('/v1/tariffs/none')).json).toMatchObject({ status: 404, code: 'unknown-tariff' })
})

it('finds models with their prices at an instant', async () => {
  const { json } = await asked('/v1/models', 'search=QWEN-MAX&currency=USD&at=2024-12-16T12:00:00%2B08:00')
  expect(json.models[0]).toMatchObject({
    model: 'qwen-max',
    tariff: id,
    prices: expect.arrayContaining([expect.objectContaining({ meter: 'input_tokens', status: 'known' })]),
  })
  expect(json.models[0].prices[0].rate).toMatchObject({ price: '0.0100', per: '1000' })
})

it('turns pages', async () => {
  const first = await asked('/v1/models', 'scope=cn&limit=2')
  expect(first.json.models).toHaveLength(2)
  expect(first.json.next).toBe('2')
  const second = await asked('/v1/models', `scope=cn&limit=2&offset=${first.json.next}`)
  expect(second.json.models[0].model).not.toBe(first.json.models[0].model)
  const last = await asked('/v1/models', `scope=cn&limit=50&offset=${first.json.total - 1}`)
  expect(last.json.models).toHaveLength(1)
  expect(last.json.next).toBeUndefined()
})

it.each(['limit=0', 'limit=51', 'limit=x', 'offset=-1', 'at=now', 'sort=price'])('refuses %s', async (query) => {
  const { status, json } = await asked('/v1/models', query)
  expect(status).toBe(422)
  expect(json.issues[0].path).toBe(`/${query.split('=')[0]}`)
})

it('tells the prices of a model along time', async () => {
  const { json } = await asked('/v1/models/qwen-max/history', 'currency=USD')
  expect(json).toMatchObject({ schema: 'ratecard/price-history@1', model: 'qwen-max', tariff: { id } })
  expect(json.lines[0].segments.length).toBeGreaterThan(1)
  const known = await asked('/v1/models/qwen-max/history', 'currency=USD&asOf=2025-01-01T00:00:00Z')
  expect(known.text.length).toBeLessThan(JSON.stringify(json).length)
  expect((await asked('/v1/models/nothing/history')).json).toMatchObject({ status: 404, issues: [{ path: '/id' }] })
  expect((await asked('/v1/models/qwen-max/history')).json).toMatchObject({ code: 'ambiguous-model' })
})
