import { expect, it } from 'vitest'
import { ask } from '../testing/ask.ts'

const at = '2024-12-16T12:00:00+08:00'
const usage = { input_tokens: '1000000', output_tokens: '1000000' }

it('prices quantities', async () => {
  const { status, json } = await ask('POST', '/v1/price', { model: 'qwen-max', currency: 'USD', at, usage })
  expect(status).toBe(200)
  expect(json).toMatchObject({
    schema: 'ratecard/receipt@1',
    id: 'test-id',
    provider: 'alibaba-model-studio',
    scope: 'international',
    asOf: '2026-11-21T04:00:00Z',
    totals: [{ currency: 'USD', amount: '40', complete: true }],
  })
})

it.each([
  ['1e3', 'a number with an exponent'],
  ['1.0E-2', 'one of the other kind'],
])('refuses %s, %s', async (digits) => {
  const { status, json } = await ask('POST', '/v1/price', `{"model":"qwen-max","usage":{"input_tokens":${digits}}}`)
  expect(status).toBe(422)
  expect(json.issues[0]).toMatchObject({ path: '/usage/input_tokens', params: { came: digits } })
})

it('reads a number digit by digit', async () => {
  const body =
    '{"model":"qwen-max","currency":"USD","at":"2024-12-16T12:00:00Z","usage":{"input_tokens":9007199254740993}}'
  const { json } = await ask('POST', '/v1/price', body)
  expect(json.lines[0].quantity).toBe('9007199254740993')
  expect(json.lines[0].amount).toBe('90071992547.40993')
})

it('prices what a provider answered', async () => {
  const response = { model: 'qwen-max', usage: { prompt_tokens: 1000, completion_tokens: 100, total_tokens: 1100 } }
  const { json } = await ask('POST', '/v1/price', {
    response,
    api: 'openai-chat',
    scope: 'international',
    currency: 'USD',
    at,
  })
  expect(json.totals).toEqual([{ currency: 'USD', amount: '0.013', complete: true }])
})

it('answers an unpriced line with the receipt', async () => {
  const { status, json } = await ask('POST', '/v1/price', {
    model: 'qwen-max',
    currency: 'USD',
    at: '2020-01-01T00:00:00Z',
    usage,
  })
  expect(status).toBe(200)
  expect(json.lines.map((line: { status: string }) => line.status)).toEqual(['unpriced', 'unpriced'])
  expect(json.totals).toEqual([])
})

it('names the nearest models of an unknown one', async () => {
  const { status, json } = await ask('POST', '/v1/price', { model: 'qwen-maxx', usage })
  expect(status).toBe(404)
  expect(json).toMatchObject({
    type: '/problems/unknown-model',
    code: 'unknown-model',
    instance: 'urn:ratecard:request:test-id',
  })
  expect(json.issues[0].params.candidates).toContain('qwen-max')
  expect(json.detail).toContain('qwen-max')
})

it('names the lists and the prices of an ambiguous model', async () => {
  const { status, json } = await ask('POST', '/v1/price', { model: 'qwen-max', usage, at: '2026-11-21T12:00:00+08:00' })
  expect(status).toBe(422)
  expect(json.code).toBe('ambiguous-model')
  expect(json.issues[0].params.candidates).toContain('alibaba-model-studio/cn-cny')
  expect(json.issues[0].params.prices[0]).toMatch(/CNY/)
})

it('says of a response what is wrong, and where', async () => {
  const usage = { prompt_tokens: 10, completion_tokens: 1, prompt_tokens_details: { cached_tokens: 11 } }
  const contradiction = await ask('POST', '/v1/price', { response: { model: 'qwen-max', usage }, scope: 'cn' })
  expect(contradiction.json.issues[0]).toMatchObject({ code: 'contradictory-counts' })
  expect(contradiction.json.issues[0].path).toMatch(/^\/response\/usage/)
  const unknown = await ask('POST', '/v1/price', {
    response: { model: 'gpt-0', usage: { prompt_tokens: 1, completion_tokens: 1 } },
  })
  expect(unknown.json).toMatchObject({ status: 404, issues: [{ path: '/response/model' }] })
})

it.each([
  [
    {},
    [
      ['missing-choice', '/usage'],
      ['missing-choice', '/model'],
    ],
  ],
  [{ model: 'm', usage, response: {} }, [['contradictory-fields', '/response']]],
  [{ model: 'm', usage, api: 'x' }, [['needs-field', '/api']]],
  [{ model: 'm', usage: [] }, [['no-quantity-text', '/usage']]],
  [{ model: 'm', usage: { input_tokens: null } }, [['no-quantity-text', '/usage/input_tokens']]],
  [{ model: 'qwen-max', currency: 'USD', at, usage: { inputs: '1' } }, [['unknown-meter', '/usage/inputs']]],
  [{ model: 'qwen-max', currency: 'USD', at, usage: { images: '1.5' } }, [['invalid-quantity-whole', '/usage/images']]],
  [{ model: 7, usage }, [['shape-wrong-type', '/model']]],
  [{ model: 'm', usage, modle: 'x' }, [['shape-unknown-field', '/modle']]],
  [{ model: 'm', usage, at: '2024-12-16' }, [['instant-without-offset', '/at']]],
  [{ model: 'm', usage, at: '2024-02-31T00:00:00Z' }, [['invalid-instant', '/at']]],
  [{ model: 'm', usage, mode: 'turbo' }, [['shape-invalid-value', '/mode']]],
  [{ model: 'm', usage, mode: 'thinking', facets: { thinking: 'off' } }, [['contradictory-fields', '/mode']]],
  [{ model: 'm', usage, tariff: 'x/y' }, [['unknown-tariff', '/tariff']]],
  [{ model: 'm', usage, displayCurrency: 'USD' }, [['needs-field', '/displayCurrency']]],
  [{ model: 'm', usage, contract: { name: '' } }, [['shape-missing-field', '/contract/schema']]],
  [{ model: 'qwen-max', currency: 'USD', at, usage, facets: { colour: 'red' } }, [['unknown-facet', '/facets/colour']]],
  [
    { model: 'qwen-max', currency: 'USD', at, usage, remaining: { output_tokens: '-1' } },
    [['invalid-quantity-whole', '/remaining/output_tokens']],
  ],
] as const)('refuses %j', async (body, expected) => {
  const { status, json } = await ask('POST', '/v1/price', body)
  expect(status).toBeGreaterThanOrEqual(400)
  expect(status).toBeLessThan(500)
  const found = json.issues.map(({ code, path }: { code: string; path: string }) => [code, path])
  for (const one of expected) expect(found).toContainEqual(one)
})

const source = { url: 'https://rates.example', title: 'Rates', checked: '2025-01-02' }
const fx = {
  schema: 'ratecard/fx@1',
  name: 'Ours',
  source,
  rates: [{ from: 'USD', to: 'CNY', rate: '7.19', month: '2024-12' }],
}

it('shows totals in another currency beside their own', async () => {
  const call = { model: 'qwen-max', currency: 'USD', at, usage }
  const { json } = await ask('POST', '/v1/price', { ...call, displayCurrency: 'CNY', fx })
  expect(json.totals[0]).toMatchObject({ currency: 'USD', amount: '40' })
  expect(JSON.stringify(json)).toContain('"amount":"287.6"')
  const alone = await ask('POST', '/v1/price', { ...call, fx })
  expect(alone.json.issues).toMatchObject([{ code: 'needs-field', path: '/fx', params: { needs: 'displayCurrency' } }])
  const wrong = await ask('POST', '/v1/price', { ...call, displayCurrency: 'CNY', fx: { ...fx, rates: [{}] } })
  expect(wrong.json.issues[0].path).toMatch(/^\/fx\/rates\/0/)
})

it('prices by a contract, and says where one does not fit', async () => {
  const modifiers = [{ id: 'ten-off', meters: ['input_tokens'], factor: '0.9', order: 10 }]
  const contract = { schema: 'ratecard/contract@1', name: 'Agreement', modifiers }
  const call = { model: 'qwen-max', currency: 'USD', at, usage }
  const agreed = await ask('POST', '/v1/price', { ...call, contract })
  expect(agreed.json).toMatchObject({ contract: { name: 'Agreement' }, totals: [{ amount: '39' }] })
  const published = await ask('POST', '/v1/price', call)
  expect(published.json).toMatchObject({ totals: [{ amount: '40' }] })
  expect(published.json.contract).toBeUndefined()
  const other = await ask('POST', '/v1/price', { ...call, contract: { ...contract, provider: 'atomgit-ai' } })
  expect(other.json.issues).toMatchObject([{ code: 'contract-for-other-list', path: '/contract' }])
  const foreign = { ...contract, modifiers: [{ ...modifiers[0], when: { colour: 'red' } }] }
  expect((await ask('POST', '/v1/price', { ...call, contract: foreign })).json.issues[0].path).toMatch(/^\/contract/)
})

it('covers with balances before it charges', async () => {
  const call = { model: 'qwen-max', currency: 'USD', at, usage: { input_tokens: '1000' } }
  const { json } = await ask('POST', '/v1/price', { ...call, remaining: { input_tokens: 600 } })
  expect(json.lines[0]).toMatchObject({ quantity: '1000', billable: '400', amount: '0.004' })
  const balances = { schema: 'ratecard/balances@1', balances: [{ id: 'b', allowance: 'none', remaining: '1' }] }
  const unknown = await ask('POST', '/v1/price', { ...call, balances })
  expect(unknown.json.issues[0]).toMatchObject({ code: 'unknown-allowance', path: '/balances/balances/0/allowance' })
})
