import { expect, it } from 'vitest'
import { ask } from '../testing/ask.ts'

const usage = { input_tokens: '1000000', output_tokens: '1000000' }
const at = '2026-11-21T12:00:00+08:00'
const amountOf = ({ receipt }: { receipt: { totals: { amount: string }[] } }) => Number(receipt.totals[0]?.amount)

it('puts the cheapest first', async () => {
  const { json } = await ask('POST', '/v1/compare', {
    models: ['qwen-max', 'qwen-flash', 'qwen-plus'],
    currency: 'USD',
    at,
    usage,
  })
  expect(json.schema).toBe('ratecard/compare@1')
  const amounts = json.results.map(amountOf)
  expect(amounts).toHaveLength(3)
  expect(amounts).toEqual([...amounts].sort((a: number, b: number) => a - b))
})

it('prices a model by every list that has it', async () => {
  const { json } = await ask('POST', '/v1/compare', { models: ['qwen-max'], at, usage })
  const tariffs = json.results.map(({ tariff }: { tariff: string }) => tariff)
  expect(tariffs).toContain('alibaba-model-studio/cn-cny')
  expect(tariffs).toContain('alibaba-model-studio/international-usd')
})

it('puts what has no price last, with the reason', async () => {
  const { json } = await ask('POST', '/v1/compare', {
    models: ['nothing', 'text-generation', 'qwen-max'],
    currency: 'USD',
    at,
    usage,
  })
  expect(json.results.at(-1)).toMatchObject({ issues: [{ code: 'unknown-model', message: expect.any(String) }] })
  expect(json.results[0].model).toBe('qwen-max')
})

it.each([
  [{ models: [], usage }, '/models'],
  [{ models: ['qwen-max'] }, '/usage'],
  [{ models: ['qwen-max'], usage: { inputs: '1' } }, '/usage/inputs'],
  [{ models: ['qwen-max'], usage, tariff: 'x' }, '/tariff'],
])('refuses %j', async (body, path) => {
  const { status, json } = await ask('POST', '/v1/compare', body)
  expect(status).toBeGreaterThanOrEqual(400)
  expect(json.issues[0].path).toBe(path)
})
