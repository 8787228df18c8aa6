import { compileTariff, exactQuantities, rate, rational, receiptToJson, requestUsage } from '@ratecard/core'
import { BUNDLED_TARIFFS } from '@ratecard/core/tariffs'
import { expect, test } from 'vitest'
import { readReceipt } from './read-receipt.ts'

async function receipt() {
  const list = await BUNDLED_TARIFFS.find(({ id }) => id === 'alibaba-model-studio/international-usd')?.load()
  if (list === undefined) throw new Error('no list')
  const quantities = exactQuantities([['input_tokens', rational('1000')]], 'reported')
  const usage = requestUsage({ model: 'qwen-max', at: '2024-12-16T12:00:00+08:00', quantities })
  const rated = rate(usage, [compileTariff(list, { models: ['qwen-max'] })], { id: 'one', engine: '0' })
  if (!rated.ok) throw new Error('not rated')
  return rated.value
}

test('a receipt is read as it was written', async () => {
  const own = await receipt()
  expect(readReceipt(JSON.stringify(receiptToJson(own)))).toEqual(own)
})

test('fields of a later version are passed over', async () => {
  expect(readReceipt(JSON.stringify({ ...receiptToJson(await receipt()), later: { a: 1 } }))).toBeDefined()
})

test('what lacks anything that is shown is no receipt', async () => {
  const json = receiptToJson(await receipt())
  const [line] = json.lines as readonly object[]
  const wrong = [
    { ...json, schema: 'ratecard/receipt@2' },
    { ...json, lines: 1 },
    { ...json, lines: [{ ...line, meter: 'thoughts' }] },
    { ...json, lines: [{ ...line, quantity: 'many' }] },
    { ...json, lines: [{ ...line, explain: undefined }] },
    { ...json, totals: [{}] },
    { ...json, warnings: undefined },
    { ...json, model: undefined },
    { ...json, tariffs: undefined },
  ]
  for (const one of wrong) expect(readReceipt(JSON.stringify(one))).toBeUndefined()
  for (const text of ['', 'null', '[]', '1']) expect(readReceipt(text)).toBeUndefined()
})
