import { expect, it } from 'vitest'
import { chooseLanguage } from './choose-language.ts'

it.each([
  [null, undefined, 'en'],
  [null, 'zh-CN,zh;q=0.9,en;q=0.8', 'zh'],
  [null, 'fr, en;q=0.5, zh;q=0.7', 'zh'],
  [null, 'zh;q=0, en;q=0.1', 'en'],
  [null, '*', 'en'],
  [null, ';;;q=x', 'en'],
  ['en', 'zh', 'en'],
  ['zh', 'en', 'zh'],
  ['__proto__', 'zh', 'zh'],
] as const)('%s and "%s" ask for %s', (asked, accepted, locale) => {
  expect(chooseLanguage(asked, accepted)).toBe(locale)
})
