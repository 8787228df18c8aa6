import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, expect, it } from 'vitest'
import { ask, testServices } from '../testing/ask.ts'
import { ownCounter } from './own-counter.ts'
import { openPooledCounter, type PoolOptions } from './pooled-counter.ts'
import type { TokenCounter } from './token-counter.ts'

const opened: TokenCounter[] = []

/** A counter of real threads, which run the built worker. */
function open(options: PoolOptions = {}): TokenCounter {
  const counter = openPooledCounter({ threads: 1, ...options })
  opened.push(counter)
  return counter
}

afterEach(async () => {
  for (const counter of opened.splice(0)) await counter.close()
})

/** Takes a thread about a second. */
const HARD = 'a'.repeat(4_000_000 - 100)
const short = ['Nice to meet you.']
const isRefused = (code: string) => ({ ok: false, issues: [expect.objectContaining({ code })] })

it('counts what this thread would', async () => {
  const counter = open()
  const texts = ['Nice to meet you.', '', '你好'.repeat(40_000)]
  const rule = { ideograph: '2', other: '1', freeTags: 'ssml' } as const
  const messages = [{ role: 'user', content: 'Nice to meet you.' }]
  const ask = (one: TokenCounter) =>
    Promise.all([
      one.count('qwen', texts),
      one.countMessages('qwen3', messages, 'qwen3'),
      one.countMessages('qwen3', [{ role: 'nobody', content: '' }], 'qwen3'),
      one.countScripts(texts),
      one.countScripts(short),
      one.countCharacters(texts.join(), rule),
      one.countCharacters(`<speak>${texts.join()}`, rule),
    ])
  const counted = await ask(counter)
  expect(counted.map(({ ok }) => ok)).toEqual([true, true, false, true, true, true, false])
  expect(counted).toEqual(await ask(ownCounter))
})

it('counts long texts without a break exactly', async () => {
  const counter = open()
  const [chinese, letters] = ['阿里云百炼大模型服务'.repeat(5000), 'a'.repeat(1_000_000)]
  expect(await counter.count('qwen', [chinese])).toEqual({ ok: true, value: [35_000] })
  expect(await counter.count('o200k_base', [letters])).toEqual({ ok: true, value: [125_000] })
})

it('answers other requests while a text of 4 MB is counted', async () => {
  const services = { ...testServices, counter: open() }
  const price = { model: 'notebook', usage: { core_seconds: '1600' } }
  await services.counter.count('qwen', short)
  await ask('POST', '/v1/price', price)
  const bytes = [Buffer.from(JSON.stringify({ tokenizer: 'qwen', text: HARD }))]
  const delay = monitorEventLoopDelay({ resolution: 5 })
  delay.enable()
  const started = performance.now()
  let isCounted = false
  const counting = ask('POST', '/v1/count', undefined, { services, bytes }).finally(() => {
    isCounted = true
  })
  let answered = 0
  for (; !isCounted; await wait(1)) {
    expect((await ask('POST', '/v1/price', price)).status).toBe(200)
    answered++
  }
  delay.disable()
  const milliseconds = performance.now() - started
  expect((await counting).json.total).toBe('499988')
  expect(answered).toBeGreaterThan(10)
  // Not in milliseconds: a machine that is busy otherwise holds up both alike.
  expect(delay.max / 1e6).toBeLessThan(milliseconds / 4)
})

it('tells the texts of a request to one thread at once', async () => {
  const counter = open({ threads: 2, queue: 0 })
  const texts = Array.from({ length: 10_000 }, (_, at) => `text ${at}`)
  const counting = ask('POST', '/v1/count', { tokenizer: 'qwen', texts }, { services: { ...testServices, counter } })
  while (counter.load().counting === 0) await wait(1)
  expect(counter.load()).toMatchObject({ counting: 1, waiting: 0 })
  expect((await counting).json.items).toHaveLength(10_000)
})

it('has a thread for each count, as far as it may', async () => {
  const counter = open({ threads: 2 })
  expect(counter.load().threads).toBe(1)
  const counting = Promise.all([
    counter.count('qwen', short),
    counter.count('qwen', short),
    counter.count('qwen', short),
  ])
  while (counter.load().threads < 2) await wait(1)
  expect(counter.load()).toMatchObject({ threads: 2, counting: 2, waiting: 1 })
  expect(await counting).toEqual(Array(3).fill({ ok: true, value: [5] }))
})

it('refuses what finds the queue full, and tells when to come again', async () => {
  const services = { ...testServices, counter: open({ queue: 1 }) }
  const text = { tokenizer: 'qwen', text: 'Nice to meet you.' }
  const hard = ask('POST', '/v1/count', { tokenizer: 'qwen', text: HARD }, { services })
  const waiting = ask('POST', '/v1/count', text, { services })
  while (services.counter.load().waiting === 0) await wait(1)
  const { status, headers, json } = await ask('POST', '/v1/count', text, { services })
  expect([status, headers['retry-after'], json.code]).toEqual([503, '1', 'busy'])
  expect(services.counter.load()).toMatchObject({ threads: 1, counting: 1, waiting: 1 })
  expect([(await hard).status, (await waiting).json.total]).toEqual([200, '5'])
  expect(services.counter.load()).toMatchObject({ threads: 1, counting: 0, waiting: 0 })
})

it.each([
  ['/v1/count', { tokenizer: 'qwen', text: HARD }],
  ['/v1/estimate', { model: 'qwen-max', currency: 'USD', text: HARD, outputTokens: 1 }],
  ['/v1/messages/count_tokens', { model: 'qwen3', messages: [{ role: 'user', content: HARD }] }],
  ['/v1/responses/input_tokens', { model: 'o200k_base', input: HARD }],
])('breaks off what takes too long: %s', async (path, body) => {
  const counter = open({ deadlineMs: 1 })
  const { json } = await ask('POST', path, body, { services: { ...testServices, counter } })
  expect(json).toMatchObject({ status: 422, code: 'count-deadline', issues: [{ params: { milliseconds: '1' } }] })
  expect(counter.load()).toMatchObject({ counting: 0, waiting: 0 })
})

it('refuses what has waited as long as a count may take', async () => {
  const counter = open({ deadlineMs: 100 })
  const counts = await Promise.all([counter.count('qwen', [HARD]), counter.count('qwen', short)])
  expect(counts).toEqual([isRefused('count-deadline'), isRefused('busy')])
})

it('breaks off what nobody waits for, and has the thread for others', async () => {
  const counter = open()
  const gone = new AbortController()
  const [counting, waiting] = [counter.count('qwen', [HARD], gone), counter.count('qwen', [HARD], gone)]
  const next = counter.count('qwen', short)
  while (counter.load().waiting < 2) await wait(1)
  gone.abort()
  expect([await counting, await waiting]).toEqual([isRefused('busy'), isRefused('busy')])
  expect(await counter.count('qwen', short, gone)).toEqual(isRefused('busy'))
  expect(await next).toEqual({ ok: true, value: [5] })
})

it('goes on when a thread runs out of memory', async () => {
  const counter = open({ threadMegabytes: 16 })
  const tooMany = counter.count('qwen', Array(2_000_000).fill('你'))
  const next = counter.count('qwen', short)
  await expect(tooMany).rejects.toMatchObject({ code: 'ERR_WORKER_OUT_OF_MEMORY' })
  expect(await next).toEqual({ ok: true, value: [5] })
})

it('tells how long a thread was at it', async () => {
  const told: number[] = []
  const counter = open()
  await counter.count('qwen', short, { computed: (milliseconds) => told.push(milliseconds) })
  await counter.countScripts(short, { computed: (milliseconds) => told.push(milliseconds) })
  expect(told).toEqual([expect.any(Number)])
  expect(told[0]).toBeGreaterThan(0)
})

it('refuses what it had not ended when it is closed, and what comes after', async () => {
  const counter = open()
  const counts = Promise.all([counter.count('qwen', [HARD]), counter.count('qwen', short)])
  while (counter.load().waiting === 0) await wait(1)
  await counter.close()
  expect(await counts).toEqual([isRefused('busy'), isRefused('busy')])
  expect(await counter.count('qwen', short)).toEqual(isRefused('busy'))
  expect(counter.load()).toMatchObject({ threads: 0, counting: 0, waiting: 0 })
})

it('begins no thread in place of one that ends after it is closed', async () => {
  const counter = open()
  await counter.count('qwen', short)
  const gone = new AbortController()
  // Hundreds of milliseconds in which the thread reads its task, and cannot be ended.
  const counting = counter.count('qwen', Array(1_000_000).fill('x'), gone)
  await wait(10)
  gone.abort()
  await counter.close()
  expect(await counting).toEqual(isRefused('busy'))
  for (let times = 0; times < 100; times++, await wait(5)) expect(counter.load().threads).toBe(0)
})

it('tells what breaks a thread as it begins, and keeps no later count waiting beyond its deadline', async () => {
  const counter = open({ threadMegabytes: 1, deadlineMs: 500 })
  await expect(counter.count('qwen', short)).rejects.toMatchObject({ code: 'ERR_WORKER_OUT_OF_MEMORY' })
  expect(await counter.count('qwen', short)).toEqual(isRefused('count-deadline'))
  expect(counter.load()).toMatchObject({ counting: 0, waiting: 0 })
})

it.each([0, 10, 20, 40, 80])('may be closed while its threads begin: after %i ms', async (milliseconds) => {
  const counter = open({ threads: 2 })
  const counts = Promise.all([counter.count('qwen', short), counter.count('qwen', short)])
  await wait(milliseconds)
  await counter.close()
  expect((await counts).length).toBe(2)
})
