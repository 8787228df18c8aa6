import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createApp } from '../express.ts'
import { testServices } from '../testing/ask.ts'
import { type BatchLine, type Client, openClient } from './client.ts'

let server: Server
let client: Client

beforeAll(async () => {
  server = createApp(testServices).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  client = openClient({ baseUrl, headers: { 'accept-language': 'zh' } })
})

afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const usage = { input_tokens: '1000', output_tokens: 10 }
const call = { model: 'qwen-max', currency: 'USD', at: '2024-12-16T12:00:00+08:00' }

it('asks every operation', async () => {
  const answers = [
    await client.price({ ...call, usage }),
    await client.estimate({ ...call, text: 'Hi' }),
    await client.coreHours({ cores: 1, duration: '1h' }),
    await client.compare({ models: ['qwen-max'], usage }),
    await client.count({ tokenizer: 'qwen', texts: ['Hi'] }),
    await client.tariffs(),
    await client.tariff('atomgit-ai/default'),
    await client.models({ search: 'max', limit: '1' }),
    await client.modelHistory('qwen-max', { currency: 'USD' }),
  ]
  expect(
    answers.map((answer) => (answer.ok ? 'schema' in answer.value && answer.value.schema : answer.problem)),
  ).toEqual([
    'ratecard/receipt@1',
    'ratecard/receipt@1',
    'ratecard/receipt@1',
    'ratecard/compare@1',
    'ratecard/count@1',
    'ratecard/tariff-list@1',
    'ratecard/tariff@1',
    'ratecard/models@1',
    'ratecard/price-history@1',
  ])
})

it('hands on lines of a batch as they come', async () => {
  const answer = await client.priceBatch([
    { ...call, usage },
    { ...call, model: 'nothing', usage },
  ])
  const lines: BatchLine[] = []
  if (answer.ok) for await (const line of answer.value) lines.push(line)
  expect(lines.map(({ status }) => status)).toEqual(['rated', 'rejected', 'done'])
})

it('gives a problem as a value, in the language asked for', async () => {
  const answer = await client.price({ ...call, model: 'nothing', usage })
  expect(answer).toMatchObject({ ok: false, problem: { code: 'unknown-model', title: '没有价目收录该模型' } })
})

it('throws for what is no answer of a Ratecard server', async () => {
  const fetch = async () => new Response('<html>', { status: 502 })
  await expect(openClient({ baseUrl: 'http://x', fetch }).tariffs()).rejects.toThrow(/502/)
})

it('has the types of the schemas', () => {
  // @ts-expect-error a field that the request does not have
  const wrong = () => client.price({ modle: 'qwen-max', usage })
  // @ts-expect-error a meter that there is not
  const unknown = () => client.price({ model: 'qwen-max', usage: { inputs: '1' } })
  const amounts = async () => {
    const answer = await client.price({ ...call, usage })
    return answer.ok ? answer.value.totals.map(({ amount }): string => amount) : answer.problem.title
  }
  expect([wrong, unknown, amounts]).toHaveLength(3)
})
