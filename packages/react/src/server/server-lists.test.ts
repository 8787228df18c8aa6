import { canonicalJson } from '@ratecard/core'
import { BUNDLED_TARIFFS } from '@ratecard/core/tariffs'
import { expect, test } from 'vitest'
import { momentOf } from '../pricing/moment.ts'
import type { OpenList } from '../pricing/open-list.ts'
import { priceInputs } from '../pricing/price-inputs.ts'
import { sha256Of } from '../pricing/sha256-of.ts'
import { FIRST_INPUTS, type Inputs } from '../state/inputs.ts'
import { serverLists } from './server-lists.ts'

const [bundled] = BUNDLED_TARIFFS.filter(({ id }) => id === 'alibaba-model-studio/international-usd')
if (bundled === undefined) throw new Error('no list')
const { load, ...listed } = { ...bundled, origin: 'bundled', name: 'A list' }

interface Request {
  readonly path: string
  readonly body?: Readonly<Record<string, unknown>>
}

/** A server that says what it is told to say. */
function server(answers: Readonly<Record<string, unknown>>) {
  const asked: Request[] = []
  const fetch = (async (url: string, { body }: RequestInit = {}) => {
    const { pathname: path } = new URL(url)
    asked.push({ path, ...(typeof body === 'string' && { body: JSON.parse(body) }) })
    const answer = answers[path]
    return new Response(typeof answer === 'string' ? answer : JSON.stringify(answer), {
      status: answer === undefined ? 404 : 200,
    })
  }) as typeof globalThis.fetch
  return { asked, options: { endpoint: 'https://costs.example.org', fetch, locale: 'en' as const } }
}

const lists = { schema: 'ratecard/tariff-list@1', tariffs: [listed, { ...listed, id: 'own/list', origin: 'file' }] }
const canonical = async () => canonicalJson(await load())

async function opened(answers: Readonly<Record<string, unknown>> = {}) {
  const { asked, options } = server({
    '/v1/tariffs': lists,
    [`/v1/tariffs/${listed.sha256}`]: await canonical(),
    ...answers,
  })
  const found = await serverLists(options)
  const list = found.ok ? await found.value[0]?.load() : found
  if (!list?.ok || list.value.remote === undefined) throw new Error(JSON.stringify(list))
  return { asked, list: list.value, remote: list.value.remote }
}

const signal = new AbortController().signal

const pricingOf = (list: OpenList, day = '2024-12-16') => {
  const moment = momentOf(day, list.tariff.timeZone, 0)
  if (!moment.ok) throw new Error('no day')
  return { list, moment: moment.value }
}

test('lists that a page allows, in its order; what does not come with Ratecard has its own name', async () => {
  const { options } = server({ '/v1/tariffs': lists })
  const found = await serverLists({ ...options, lists: ['own/list', listed.id] })
  expect(found.ok && found.value.map(({ id, name }) => [id, name])).toEqual([
    ['own/list', 'A list'],
    [listed.id, undefined],
  ])
})

test.each<[Partial<Inputs>, Request]>([
  [
    { tab: 'quantities', quantities: { input_tokens: '1,000', output_tokens: '0.5', images: ' ' } },
    { path: '/v1/price', body: { usage: { input_tokens: '1000', output_tokens: '0.5' } } },
  ],
  [
    { tab: 'text', text: 'Hello', images: '10x20*2', audio: '2m30s, 0.5s', facets: { thinking: 'on' } },
    {
      path: '/v1/estimate',
      body: {
        text: 'Hello',
        image: ['10x20', '10x20'],
        audio: ['150s', '0.5s'],
        outputTokens: '200',
        facets: { thinking: 'on' },
      },
    },
  ],
  [
    { tab: 'text', outputTokens: '' },
    { path: '/v1/estimate', body: {} },
  ],
  [
    { tab: 'conversation', turns: '3' },
    { path: '/v1/estimate', body: { outputTokens: '200', turns: 3 } },
  ],
  [
    { tab: 'core-hours', cores: '0.5', duration: ' 1h30m ' },
    { path: '/v1/core-hours', body: { cores: '0.5', duration: '1h30m', instances: '1' } },
  ],
])('what is asked: %j', async (inputs, request) => {
  const { asked, list, remote } = await opened()
  const entered = { ...FIRST_INPUTS, model: 'qwen-max', day: '2024-12-16', ...inputs }
  await remote.price(entered, pricingOf(list), signal)
  const choice = { model: 'qwen-max', tariff: listed.id, at: '2024-12-16T12:00:00+08:00' }
  expect(asked.at(-1)).toEqual({ path: request.path, body: { ...choice, ...request.body } })
})

test('without a day the clock of the server counts', async () => {
  const { asked, list, remote } = await opened()
  await remote.price({ ...FIRST_INPUTS, model: 'qwen-max' }, pricingOf(list), signal)
  expect(asked.at(-1)?.body).toEqual({ model: 'qwen-max', tariff: listed.id, outputTokens: '200' })
})

test('what cannot be read is not asked', async () => {
  const { asked, list, remote } = await opened()
  const before = asked.length
  const wrong = { ...FIRST_INPUTS, model: 'qwen-max', outputTokens: 'many' }
  expect(await remote.price(wrong, pricingOf(list), signal)).toMatchObject({ issues: [{ code: 'ui.no-number' }] })
  expect(asked).toHaveLength(before)
})

test('turns that do not add up to the receipt are refused', async () => {
  const { asked, list, remote } = await opened({ '/v1/count': { schema: 'ratecard/count@1', total: '50' } })
  const pricing = pricingOf(list)
  const inputs: Inputs = { ...FIRST_INPUTS, tab: 'conversation', model: 'qwen-max', turns: '3', text: 'x' }
  const text = { tokens: { numerator: 50, denominator: 1 } } as const
  const receipt = priceInputs(inputs, { ...pricing, text })
  const other = priceInputs(inputs, { ...pricing, text: { tokens: { numerator: 51, denominator: 1 } } })
  if (!receipt.ok || !other.ok) throw new Error('not priced')
  expect(await remote.priceTurns(inputs, pricing, receipt.value, signal)).toMatchObject({
    ok: true,
    value: [{}, {}, {}],
  })
  expect(asked.at(-1)).toEqual({ path: '/v1/count', body: { tokenizer: 'qwen', text: 'x' } })
  const refused = await remote.priceTurns(inputs, pricing, other.value, signal)
  expect(refused).toMatchObject({ issues: [{ code: 'ui.server-growth' }] })
})

test.each([['nothing'], ['{}'], ['null'], ['{"tariffs":[{}]}'], ['{"tariffs":[null]}']])(
  '%s are no lists',
  async (answer) => {
    const found = await serverLists(server({ '/v1/tariffs': answer }).options)
    expect(found).toMatchObject({ ok: false, issues: [{ code: 'ui.server-garbage' }] })
  },
)

test('a list that is another than was listed is none', async () => {
  for (const answer of ['{', '{}', { ...(await load()), version: 'x' }]) {
    const { options } = server({ '/v1/tariffs': lists, [`/v1/tariffs/${listed.sha256}`]: answer })
    const found = await serverLists(options)
    expect(found.ok && (await found.value[0]?.load())).toMatchObject({ issues: [{ code: 'ui.server-garbage' }] })
  }
})

test('nor is one that cannot be compiled', async () => {
  const text = JSON.stringify({ schema: 'ratecard/tariff@1', cards: [{ model: 'one' }] })
  const sha256 = await sha256Of(text)
  const { options } = server({ '/v1/tariffs': { tariffs: [{ ...listed, sha256 }] }, [`/v1/tariffs/${sha256}`]: text })
  const found = await serverLists(options)
  expect(found.ok && (await found.value[0]?.load())).toMatchObject({ issues: [{ code: 'ui.server-garbage' }] })
})
