import { expect, it } from 'vitest'
import { ask, testServices } from '../testing/ask.ts'
import { networkOf, openUsageLimit, unitsOf } from './usage-limit.ts'

const body = { model: 'notebook', usage: { core_seconds: '1600' } }

it.each([
  ['203.0.113.7', '203.0.113.7'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['2001:db8:1234:5678::1', '2001:db8:1234:5600::/56'],
  ['2001:db8:1234:56ff:ffff::', '2001:db8:1234:5600::/56'],
  ['2001:db8:1234:5700::1', '2001:db8:1234:5700::/56'],
  ['::1', '::/56'],
  ['', ''],
])('holds %s to the limit of %s', (address, network) => {
  expect(networkOf(address)).toBe(network)
})

it('counts a request, its bytes and its computing', () => {
  expect([unitsOf(0, 0), unitsOf(1, 0), unitsOf(10_000, 0), unitsOf(10_001, 2.5)]).toEqual([1, 2, 2, 5])
})

it('refuses who used it up, and nobody else', async () => {
  const services = { ...testServices, usageLimit: openUsageLimit(5) }
  const from = (address: string, path = '/v1/tariffs') => ask('GET', path, undefined, { services, address })
  const first = await from('203.0.113.7')
  expect(first.status).toBe(200)
  expect(first.headers['ratelimit-policy']).toBe('"units";q=5;w=60')
  expect(first.headers.ratelimit).toMatch(/^"units";r=\d;t=60$/)
  let refused = first
  for (let requests = 0; requests < 10 && refused.status === 200; requests++) refused = await from('203.0.113.7')
  expect(refused.json).toMatchObject({ status: 429, code: 'too-many-requests' })
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
  expect((await from('203.0.113.7', '/healthz')).status).toBe(200)
  expect((await from('203.0.113.8')).status).toBe(200)
})

it('is not escaped by guessing keys or addresses', async () => {
  const access = { kind: 'keys' as const, ring: { find: () => undefined } }
  const services = { ...testServices, access, usageLimit: openUsageLimit(3) }
  const statuses: number[] = []
  for (let requests = 0; requests < 5; requests++) {
    const headers = { 'x-api-key': `rk_a_${requests}` }
    statuses.push((await ask('GET', '/v1/tariffs', undefined, { services, headers, address: '2001:db8::1' })).status)
  }
  expect(statuses).toEqual([401, 401, 401, 429, 429])
})

it('charges the bytes of a body', async () => {
  const services = { ...testServices, usageLimit: openUsageLimit(1000) }
  const padded = `${JSON.stringify(body)}${' '.repeat(500_000)}`
  async function* parts() {
    yield Buffer.from(padded)
  }
  const { headers } = await ask('POST', '/v1/price', undefined, { services, bytes: parts() })
  const left = Number(/r=(\d+)/.exec(headers.ratelimit ?? '')?.[1])
  expect(left).toBeGreaterThan(800)
  expect(left).toBeLessThanOrEqual(949)
})
