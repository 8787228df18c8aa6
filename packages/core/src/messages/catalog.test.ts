import { expect, test } from 'vitest'
import { addMessages } from './catalog.ts'
import './bundled.ts'
import { meterName } from './meter-name.ts'
import { renderMessage } from './render-message.ts'
import { localized } from './words.ts'

test('a language that was added speaks, and what it lacks is said in the nearest of Ratecard', () => {
  addMessages('fr', { 'meter.input_tokens': 'tokens en entrée' })
  addMessages('zh-TW', { 'meter.input_tokens': '輸入 Token' })
  expect(meterName('input_tokens', 'fr')).toBe('tokens en entrée')
  expect(meterName('output_tokens', 'fr')).toBe(meterName('output_tokens', 'en'))
  expect(meterName('input_tokens', 'zh-TW')).toBe('輸入 Token')
  expect(meterName('output_tokens', 'zh-TW')).toBe(meterName('output_tokens', 'zh'))
  expect(meterName('input_tokens', 'zh')).not.toBe('輸入 Token')
  expect(localized({ en: 'Batch', zh: '批量' }, 'zh-TW')).toBe('批量')
  expect(renderMessage('no-rate', { model: 'm' }, 'de')).toBe(renderMessage('no-rate', { model: 'm' }, 'en'))
})
