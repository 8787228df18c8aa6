import { once } from 'node:events'
import { request as httpRequest } from 'node:http'
import { expect, it } from 'vitest'
import { openPooledCounter } from './counting/pooled-counter.ts'
import { serve } from './serve.ts'
import { testServices } from './testing/ask.ts'

it('serves what comes with Ratecard', async () => {
  const serving = await serve({ port: 0 })
  expect(serving.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
  expect((await fetch(`${serving.url}/v1/tariffs`)).status).toBe(200)
  await serving.close()
  await expect(fetch(serving.url)).rejects.toThrow()
})

it('answers every line it took before it closes', async () => {
  const serving = await serve({ port: 0 })
  const headers = { 'content-type': 'application/x-ndjson' }
  const request = httpRequest(`${serving.url}/v1/price/batch`, { method: 'POST', headers })
  const line = '{"model":"notebook","usage":{"core_seconds":"1600"}}\n'
  request.write(line)
  const [response] = await once(request, 'response')
  const closed = serving.close()
  request.end(line)
  let text = ''
  for await (const part of response) text += part
  await closed
  expect(text).toContain('"counts":{"read":"2","rated":"2"')
})

it('leaves services that it was given to whoever opened them', async () => {
  const counter = openPooledCounter({ threads: 1 })
  const services = { ...testServices, counter, close: counter.close }
  const serving = await serve({ port: 0, services })
  await serving.close()
  expect(counter.load().threads).toBe(1)
  await services.close()
})

it('says that a port is taken', async () => {
  const serving = await serve({ port: 0 })
  const port = Number(new URL(serving.url).port)
  await expect(serve({ port })).rejects.toMatchObject({
    issues: [{ code: 'cannot-listen', params: { reason: 'EADDRINUSE' } }],
  })
  await serving.close()
})
