import './bundled.ts'
import { expect, it } from 'vitest'
import { basisName, meterName, unitName } from './meter-name.ts'

it('names meters, units and bases in both languages', () => {
  expect([meterName('input_tokens', 'en'), meterName('input_tokens', 'zh')]).toEqual(['input tokens', '输入 Token'])
  expect([meterName('cache_read_tokens', 'en'), meterName('cache_read_tokens', 'zh')]).toEqual([
    'cache hit tokens',
    '缓存命中 Token',
  ])
  expect([unitName('image', 'en'), unitName('image', 'zh')]).toEqual(['image', '张'])
  expect([basisName('counted', 'en'), basisName('counted', 'zh')]).toEqual(['counted', '精确计数'])
})

it.each(['pages', '__proto__', 'constructor', ''])('shows %j, which has no name, as it is', (id) => {
  expect(meterName(id, 'en')).toBe(id)
  expect(unitName(id, 'zh')).toBe(id)
})
