import { afterEach, expect, test, vi } from 'vitest'
import { openServer } from './ask-server.ts'

afterEach(() => {
  vi.useRealTimers()
})

const serverAt = (endpoint: string, fetch: typeof globalThis.fetch) => {
  const server = openServer({ endpoint, fetch, locale: 'zh' })
  if (!server.ok) throw new Error(server.issues[0]?.code)
  return server.value
}

/** Answers when it is broken off. */
const never: typeof globalThis.fetch = (_, init) =>
  new Promise((_, reject) => {
    init?.signal?.addEventListener('abort', () => reject(init.signal?.reason))
  })

test.each([
  ['https://costs.example.org', 'https://costs.example.org/v1/tariffs?lang=zh'],
  ['https://costs.example.org/', 'https://costs.example.org/v1/tariffs?lang=zh'],
  ['https://example.org:8443/costs/', 'https://example.org:8443/costs/v1/tariffs?lang=zh'],
])('%s', async (endpoint, url) => {
  const asked: unknown[] = []
  const { ask } = serverAt(endpoint, async (...own) => {
    asked.push(own)
    return new Response('{}')
  })
  expect(await ask('/v1/tariffs')).toEqual({ ok: true, value: '{}' })
  expect(asked).toEqual([[url, { signal: expect.any(AbortSignal) }]])
})

test('a body is sent as JSON', async () => {
  const asked: unknown[] = []
  const { ask } = serverAt('https://costs.example.org', async (_, init) => {
    asked.push(init)
    return new Response('{}')
  })
  await ask('/v1/price', { model: 'qwen-max' })
  expect(asked).toMatchObject([{ method: 'POST', body: '{"model":"qwen-max"}' }])
})

test.each(['costs', 'ftp://example.org', 'javascript:alert(1)', 'https://', ''])(
  '%j is no address of a server',
  (endpoint) => {
    expect(openServer({ endpoint, locale: 'en' })).toMatchObject({ ok: false, issues: [{ code: 'ui.server-address' }] })
  },
)

test('a server that cannot be reached', async () => {
  const { ask } = serverAt('https://costs.example.org', () => Promise.reject(new TypeError('Failed to fetch')))
  const issues = [{ code: 'ui.server-unreachable', path: '', params: { host: 'costs.example.org' } }]
  expect(await ask('/v1/tariffs')).toEqual({ ok: false, issues })
  const throwing = serverAt('https://costs.example.org', () => {
    throw new Error('of the page')
  })
  expect(await throwing.ask('/v1/tariffs')).toEqual({ ok: false, issues })
})

test('an answer that breaks off', async () => {
  const { ask } = serverAt('https://costs.example.org', async () => {
    const body = new ReadableStream({ start: (controller) => controller.error(new Error('cut')) })
    return new Response(body)
  })
  expect(await ask('/v1/tariffs')).toMatchObject({ issues: [{ code: 'ui.server-unreachable' }] })
})

test('nobody waits for ever', async () => {
  vi.useFakeTimers()
  const answer = serverAt('https://costs.example.org', never).ask('/v1/tariffs')
  await vi.advanceTimersByTimeAsync(29_999)
  await vi.advanceTimersByTimeAsync(1)
  expect(await answer).toMatchObject({ issues: [{ code: 'ui.server-slow', params: { seconds: '30' } }] })
})

test('what is aborted is broken off, and is no answer', async () => {
  const gone = new AbortController()
  const answer = serverAt('https://costs.example.org', never).ask('/v1/tariffs', undefined, gone.signal)
  gone.abort(new Error('superseded'))
  await expect(answer).rejects.toThrow('superseded')
})
