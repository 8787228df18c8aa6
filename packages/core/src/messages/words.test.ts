import './bundled.ts'
import { expect, it } from 'vitest'
import { renderMessage } from './render-message.ts'
import { facetText, localized, tierText } from './words.ts'

it('a facet value reads as words, and one of a price list of your own as its name and value', () => {
  expect([facetText('thinking', 'on', 'en'), facetText('thinking', 'on', 'zh')]).toEqual(['thinking', '思考模式'])
  expect([facetText('resolution', '720P', 'en'), facetText('resolution', '720P', 'zh')]).toEqual([
    'resolution 720P',
    '分辨率 720P',
  ])
  expect(facetText('resolution', 'unstated', 'en')).toBe('resolution not stated')
  expect(facetText('context_tier', '0 < n <= 128000', 'zh')).toBe('阶梯 0 < n ≤ 128,000')
  expect(facetText('speed', 'fast', 'zh')).toBe('speed fast')
  expect(facetText('__proto__', 'x', 'en')).toBe('__proto__ x')
})

it('a tier is written with its digits in groups', () => {
  expect(tierText('128000 < n <= 256000')).toBe('128,000 < n ≤ 256,000')
  expect(tierText('0.5 < n')).toBe('0.5 < n')
})

it('a text with languages is read in that of the reader', () => {
  expect([localized('as it is', 'zh'), localized({ en: 'one', zh: '一' }, 'zh')]).toEqual(['as it is', '一'])
})

it('a note on free quota names it, what it grants and every meter once', () => {
  const terms = { allowance: 'free', 'name.en': 'Free tokens', 'name.zh': '免费 Token', quantity: '1000000' }
  const meters = ['input_tokens', 'output_tokens']
  expect(renderMessage('allowance-not-applied', { ...terms, meters, days: '90' }, 'en')).toBe(
    'The free quota “Free tokens” of 1,000,000 (valid for 90 days) may cover input tokens, output tokens, ' +
      'but no balance of it was stated, so none was deducted; state what remains to have it deducted',
  )
  expect(renderMessage('allowance-not-applied', { ...terms, meters, term: 'by-opening' }, 'zh')).toBe(
    '免费额度“免费 Token”（共 1,000,000）（有效期取决于账号开通时间）可能适用（输入 Token、输出 Token），' +
      '但未给出其余额，因此未抵扣；如需抵扣，请给出剩余额度',
  )
  expect(renderMessage('allowance-excluded', { ...terms, meters, by: ['batch=batch', 'batch=batch'] }, 'en')).toBe(
    'The free quota “Free tokens” does not apply to input tokens, output tokens here (batch); ' +
      'the whole quantity is charged',
  )
})

it('the lists among which a name leaves the choice are told with their prices, or that none is known', () => {
  const params = {
    model: 'm',
    candidates: ['a', 'b'],
    prices: ['input_tokens 0.8–4.8 CNY / 1000000, images … CNY', ''],
  }
  expect(renderMessage('ambiguous-price-list', params, 'en')).toMatch(
    /: a \(input tokens 0\.8–4\.8 CNY \/ 1,000,000, images … CNY\), b \(no price known at this time\)$/,
  )
  expect(renderMessage('ambiguous-price-list', params, 'zh')).toMatch(
    /：a（输入 Token 0\.8–4\.8 CNY \/ 1,000,000，图片 … CNY）、b（此时没有已知价格）$/,
  )
})

it('a model that other lists have is found by what chooses them', () => {
  const params = { model: 'm', candidates: [], lists: ['a (scope=cn, currency=CNY)'], filter: ['scope=eu'] }
  expect(renderMessage('unknown-model', params, 'en')).toBe(
    'No price list for scope=eu has the model "m"; it is in a (scope=cn, currency=CNY): choose one of these, or change scope=eu',
  )
})

it('how long a source says that a balance lasts is told in the language of the reader', () => {
  const disputed = (rule: string) =>
    renderMessage(
      'balance-expiry-disputed',
      { balance: 'free', until: '2026-07-01T00:00:00+08:00', other: '2026-07-02T00:00:00+08:00', rule },
      'zh',
    )
  expect(disputed('90 days')).toBe(
    '余额 free 已于 2026-07-01 00:00 (+08:00) 到期，未从中抵扣；另一来源（90 天）称其有效至 2026-07-02 00:00 (+08:00)：请在控制台核对',
  )
  expect(['3 months', 'each month', 'until 2027-01-01T00:00:00Z', 'as agreed'].map(disputed)).toEqual(
    ['3 个月', '每月', '至 2027-01-01 00:00 (UTC)', 'as agreed'].map((words) =>
      expect.stringContaining(`（${words}）`),
    ),
  )
})
