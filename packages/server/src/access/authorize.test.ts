import { expect, it } from 'vitest'
import { ask, testServices } from '../testing/ask.ts'
import { keyRing, newKey } from './key-ring.ts'

const reader = newKey('reader', ['tariffs'])
const pricer = newKey('pricer', ['price', 'count'])
const services = {
  ...testServices,
  access: { kind: 'keys' as const, ring: keyRing([reader.kept, pricer.kept]) },
}
const own = { ...testServices, access: { kind: 'own-machine' as const } }
const body = { model: 'notebook', usage: { core_seconds: '1600' } }
const price = (headers: Record<string, string>) => ask('POST', '/v1/price', body, { headers, services })

it('keeps no key', () => {
  expect(JSON.stringify(pricer.kept)).not.toContain(pricer.key.slice(-43))
  expect(pricer.kept.sha256).toMatch(/^[0-9a-f]{64}$/)
  expect(newKey('a', ['price']).key).not.toBe(newKey('a', ['price']).key)
})

it('takes a key where the clients of OpenAI and of Anthropic send it', async () => {
  expect((await price({ authorization: `Bearer ${pricer.key}` })).status).toBe(200)
  expect((await price({ authorization: `bearer  ${pricer.key} ` })).status).toBe(200)
  expect((await price({ 'x-api-key': pricer.key })).status).toBe(200)
})

it('asks for a key that is missing, wrong, or cut short', async () => {
  const missing = await price({})
  expect(missing.json).toMatchObject({ status: 401, code: 'unauthorized', issues: [{ code: 'no-key' }] })
  expect(missing.headers['www-authenticate']).toBe('Bearer realm="ratecard"')
  for (const key of [
    pricer.key.slice(0, -1),
    `${pricer.key}x`,
    'rk_pricer_',
    'rk_nobody_x',
    'x',
    '',
    pricer.kept.sha256,
  ])
    expect((await price({ authorization: `Bearer ${key}`, 'x-api-key': key })).json).toMatchObject({ status: 401 })
  expect((await price({ authorization: `Basic ${pricer.key}` })).status).toBe(401)
})

it('opens what a key is for, and what anybody may see', async () => {
  const headers = { 'x-api-key': reader.key }
  expect((await ask('GET', '/v1/tariffs', undefined, { headers, services })).status).toBe(200)
  expect((await price(headers)).json).toMatchObject({
    status: 403,
    code: 'forbidden',
    issues: [{ params: { id: 'reader', scope: 'price', scopes: ['tariffs'] } }],
  })
  for (const path of ['/docs', '/openapi.json', '/problems', '/healthz', '/readyz'])
    expect([path, (await ask('GET', path, undefined, { services })).status]).toEqual([path, 200])
})

it.each(['localhost', 'localhost:8080', '127.0.0.1:1', '[::1]:8080', 'LOCALHOST'])(
  'answers this machine as %s',
  async (host) => {
    expect((await ask('POST', '/v1/price', body, { headers: { host }, services: own })).status).toBe(200)
  },
)

it.each(['evil.example', 'evil.example:8080', 'localhost.evil.example', '127.0.0.1.evil.example', '10.0.0.1', ''])(
  'does not answer a page that calls this machine %s',
  async (host) => {
    const { json } = await ask('POST', '/v1/price', body, { headers: { host }, services: own })
    expect(json).toMatchObject({ status: 421, code: 'foreign-host' })
  },
)

it('tells a compatible client in its own way', async () => {
  const asked = { model: 'o200k_base', input: 'Hi' }
  const { json } = await ask('POST', '/v1/responses/input_tokens', asked, { services })
  expect(json).toMatchObject({ status: 401, error: { type: 'unauthorized' } })
})
