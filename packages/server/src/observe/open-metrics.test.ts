import { createHash } from 'node:crypto'
import { request as httpRequest, METHODS } from 'node:http'
import { expect, it, vi } from 'vitest'
import { listen } from '../testing/app.ts'
import { ask, testServices } from '../testing/ask.ts'
import { observe } from './observe.ts'
import { openMetrics } from './open-metrics.ts'

const seriesIn = (text: string): readonly string[] => text.split('\n').filter((line) => /^ratecard_/.test(line))

it('shows them in the text format of Prometheus', async () => {
  const { status, headers, text } = await ask('GET', '/metrics')
  expect(status).toBe(200)
  expect(headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8')
  expect(text).toMatch(/^# HELP ratecard_/)
  for (const name of ['ratecard_http_requests_in_flight', 'process_cpu_seconds_total', 'nodejs_eventloop_lag_seconds'])
    expect(text).toContain(`# TYPE ${name} `)
  for (const line of text.split('\n'))
    expect(line).toMatch(/^$|^# (?:HELP|TYPE) |^[a-z_\d]+(?:\{[^}]*\})? [-+\d.eInfNa]+$/)
})

it('is not found where the host measures nothing', async () => {
  const services = { ...testServices, metrics: undefined }
  expect((await ask('GET', '/metrics', undefined, { services })).json).toMatchObject({ status: 404, code: 'not-found' })
})

/** Not random, so that a failure comes again. */
const noise = (seed: number): string => createHash('sha256').update(String(seed)).digest('hex')

it('has no more series however many different requests come', async () => {
  const metrics = await openMetrics()
  const server = await listen({ ...testServices, metrics }, { middlewares: [observe({ metrics })] })
  const methods = METHODS.filter((method) => method !== 'CONNECT')
  const paths = ['/v1/price', '/v1/tariffs/', '/v1/models/', '/problems/', '/metrics', '/']
  const send = (at: number) =>
    new Promise<void>((resolve, reject) => {
      const path = `${paths[at % paths.length]}${at % 2 === 0 ? noise(at) : ''}?${noise(at)}=${noise(at)}`
      const headers = {
        [`x-${noise(at)}`]: noise(at),
        'x-request-id': noise(at),
        host: noise(at),
        'user-agent': noise(at),
      }
      const request = httpRequest(`${server.origin}${path}`, { method: methods[at % methods.length] ?? '', headers })
      request.on('error', reject)
      request.on('response', (response) => response.resume().on('end', resolve))
      request.end(at % 3 === 0 ? noise(at) : undefined)
    })
  for (let at = 0; at < 1000; at += 20) await Promise.all(Array.from({ length: 20 }, (_, more) => send(at + more)))
  await vi.waitFor(async () => expect(await metrics.text()).toContain('ratecard_http_requests_in_flight 0\n'))
  const series = seriesIn(await metrics.text())
  expect(series.length).toBeLessThan(250)
  const counted = series.filter((line) => line.startsWith('ratecard_http_requests_total'))
  expect(counted.map((line) => Number(line.split(' ')[1])).reduce((a, b) => a + b)).toBe(1000)
  expect(counted.some((line) => line.includes('method="OTHER"'))).toBe(true)
  expect(series.join('\n')).not.toMatch(/[\da-f]{20}/)
  await server.close()
})

it('measures a process once, and keeps none alive', async () => {
  const before = process.getActiveResourcesInfo().sort()
  const [one, other] = [await openMetrics(), await openMetrics()]
  expect(process.getActiveResourcesInfo().sort()).toEqual(before)
  one.countLine('rated')
  expect(await one.text()).toContain('fate="rated"} 1\n')
  expect(await other.text()).toContain('fate="rated"} 0\n')
  expect((await other.text()).match(/# TYPE nodejs_gc_duration_seconds /g)).toHaveLength(1)
})

it('shows how busy the threads are that count', async () => {
  const metrics = await openMetrics()
  expect(await metrics.text()).not.toContain('ratecard_count_')
  const busy = { threads: 2, waiting: 3, counting: 2, expired: 0 }
  metrics.watchPool(() => busy)
  expect(await metrics.text()).toContain('ratecard_count_queue_length 3\n')
  busy.expired = 5
  const text = await metrics.text()
  expect(text).toContain('ratecard_count_threads_busy 2\n')
  expect(text).toContain('ratecard_count_deadlines_total 5\n')
})

it('puts each request into the buckets of its time', async () => {
  const metrics = await openMetrics()
  const about = { operation: 'price' }
  const seen = {
    about,
    method: 'POST',
    status: 200,
    bytesIn: 10,
    bytesOut: 20,
    isAborted: false,
    isBroken: false,
  } as const
  for (const milliseconds of [0.4, 0.6, 29_000, 31_000]) {
    metrics.began()
    metrics.ended({ ...seen, milliseconds })
  }
  const text = await metrics.text()
  const bucket = (le: string) => `ratecard_http_request_duration_seconds_bucket{le="${le}",operation="price"}`
  for (const line of [`${bucket('0.0005')} 1`, `${bucket('10')} 2`, `${bucket('30')} 3`, `${bucket('+Inf')} 4`])
    expect(text).toContain(`${line}\n`)
  expect(text).toContain('ratecard_http_request_bytes_total{operation="price"} 40\n')
  expect(text).toContain('ratecard_http_response_bytes_total{operation="price"} 80\n')
})
