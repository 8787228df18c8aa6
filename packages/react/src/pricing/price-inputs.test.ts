import { formatDecimal, type Range } from '@ratecard/core'
import { BUNDLED_TARIFFS } from '@ratecard/core/tariffs'
import { expect, test } from 'vitest'
import { FIRST_INPUTS, type Inputs } from '../state/inputs.ts'
import { mediaOf } from './media-of.ts'
import { momentOf } from './moment.ts'
import { openList } from './open-list.ts'
import { priceInputs, priceTurns } from './price-inputs.ts'

async function pricingOf(list: string, day: string) {
  const entry = BUNDLED_TARIFFS.find(({ id }) => id === list)
  if (entry === undefined) throw new Error(`no list ${list}`)
  const opened = openList(await entry.load(), entry.sha256)
  const moment = momentOf(day, opened.tariff.timeZone, 0)
  if (!moment.ok) throw new Error(`no day ${day}`)
  return { list: opened, moment: moment.value }
}

const text = ({ low, likely, high }: Range) => [low, likely, high].map(formatDecimal).join(' ')

async function priced(list: string, day: string, inputs: Partial<Inputs>) {
  const receipt = priceInputs({ ...FIRST_INPUTS, list, ...inputs }, await pricingOf(list, day))
  if (!receipt.ok) return receipt.issues.map(({ code, path }) => `${code} ${path}`)
  return receipt.value.totals.map(({ amount, currency }) => `${text(amount)} ${currency}`)
}

test('core-hours of a notebook', async () => {
  const inputs = { tab: 'core-hours', model: 'notebook', cores: '16', duration: '10m' } as const
  expect(await priced('atomgit-ai/default', '2026-01-05', inputs)).toEqual([
    '2.666666666667 2.666666666667 2.666666666667 ATOMGIT-CORE-HOUR',
  ])
})

test('quantities of a call', async () => {
  const quantities = { input_tokens: '1,000,000', output_tokens: '1000000' }
  const inputs = { tab: 'quantities', model: 'qwen-max', quantities } as const
  expect(await priced('alibaba-model-studio/international-usd', '2024-12-16', inputs)).toEqual(['40 40 40 USD'])
})

test('images and audio are priced where the list has a rule for them', async () => {
  const list = 'alibaba-model-studio/cn-cny'
  const inputs = {
    tab: 'text',
    model: 'qwen3-omni-flash',
    images: '512x512',
    audio: '2m30s',
    outputTokens: '',
  } as const
  expect(await priced(list, '2026-06-01', inputs)).toEqual(['0.0304764 0.0304764 0.0304764 CNY'])
  const { moment, list: opened } = await pricingOf(list, '2026-06-01')
  const media = ['qwen3-omni-flash', 'qwen-vl-max', 'qwen3-omni-flash-realtime', 'qwen-plus'].map((model) =>
    mediaOf(model, opened, moment),
  )
  expect(media).toEqual([['images', 'audio'], ['images'], ['audio'], []])
})

test('a conversation reads its history again in each turn', async () => {
  const pricing = await pricingOf('alibaba-model-studio/international-usd', '2024-12-16')
  const inputs: Inputs = { ...FIRST_INPUTS, tab: 'conversation', model: 'qwen-max', turns: '3', outputTokens: '100' }
  const counted = { tokens: { numerator: 50, denominator: 1 } } as const
  const turns = priceTurns(inputs, { ...pricing, text: counted })
  if (!turns.ok) throw new Error('not priced')
  const read = turns.value.map(({ lines }) => lines.find(({ meter }) => meter === 'input_tokens')?.quantity)
  expect(read.map((range) => range && formatDecimal(range.likely))).toEqual(['50', '200', '350'])
})

test.each<[Partial<Inputs>, string]>([
  [{ tab: 'quantities', quantities: {} }, 'ui.no-quantities /quantities'],
  [{ tab: 'quantities', quantities: { input_tokens: 'ten' } }, 'ui.no-number /quantities/input_tokens'],
  [{ tab: 'text', outputTokens: '1e3' }, 'ui.no-number /outputTokens'],
  [{ tab: 'text', images: '10by10' }, 'invalid-image-size /images'],
  [{ tab: 'text', images: '10x10*9999' }, 'ui.too-many-images /images'],
  [{ tab: 'text', audio: '1m, 90' }, 'invalid-duration /audio'],
  [{ tab: 'conversation', turns: '0' }, 'ui.no-count /turns'],
  [{ tab: 'conversation', turns: '201' }, 'ui.no-count /turns'],
])('what cannot be read is told where it stands: %j', async (inputs, told) => {
  const list = 'alibaba-model-studio/international-usd'
  expect(await priced(list, '2024-12-16', { model: 'qwen-max', ...inputs })).toEqual([told])
})
