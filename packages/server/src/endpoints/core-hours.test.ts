import { expect, it } from 'vitest'
import { ask } from '../testing/ask.ts'

it('prices cores over time and instances', async () => {
  const { json } = await ask('POST', '/v1/core-hours', { cores: 16, duration: '10m' })
  expect(json.totals).toMatchObject([{ currency: 'ATOMGIT-CORE-HOUR', amountExact: '8/3' }])
  const more = await ask('POST', '/v1/core-hours', { cores: '0.5', duration: '2h', instances: '3', model: 'space' })
  expect(more.json.totals).toMatchObject([{ amount: '3' }])
})

it('prices by the list that is named', async () => {
  const body = { cores: 16, duration: '10m', tariff: 'atomgit-ai/default' }
  const { json } = await ask('POST', '/v1/core-hours', body)
  expect(json.totals).toMatchObject([{ currency: 'ATOMGIT-CORE-HOUR', amountExact: '8/3' }])
  const elsewhere = await ask('POST', '/v1/core-hours', { ...body, tariff: 'alibaba-model-studio/cn-cny' })
  expect([elsewhere.status, elsewhere.json.code]).toEqual([404, 'unknown-model'])
  const nowhere = await ask('POST', '/v1/core-hours', { ...body, tariff: 'no/list' })
  expect([nowhere.status, nowhere.json.code]).toEqual([404, 'unknown-tariff'])
})

it('knows only what runs', async () => {
  const { status, json } = await ask('POST', '/v1/core-hours', { cores: 1, duration: '1h', model: 'qwen-max' })
  expect([status, json.code]).toEqual([404, 'unknown-model'])
})

it.each([
  [{ cores: 0, duration: '10m' }, 'not-positive', '/cores'],
  [{ duration: '10m' }, 'not-positive', '/cores'],
  [{ cores: 1, duration: '10' }, 'invalid-duration', '/duration'],
  [{ cores: 1 }, 'shape-missing-field', '/duration'],
  [{ cores: 1, duration: '1h', instances: 1.5 }, 'shape-wrong-type', '/instances'],
])('refuses %j', async (body, code, path) => {
  const { status, json } = await ask('POST', '/v1/core-hours', body)
  expect(status).toBe(422)
  expect(json.issues).toContainEqual(expect.objectContaining({ code, path }))
})
