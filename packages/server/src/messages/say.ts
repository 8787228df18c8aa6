import type { Issue, Params } from '@ratecard/core'
import { type Locale, renderMessage, renderTemplate } from '@ratecard/core/messages'
import en from './en.json' with { type: 'json' }
import zh from './zh.json' with { type: 'json' }

type Key = keyof typeof en

const CATALOGUES: Readonly<Record<Locale, Readonly<Record<Key, string>>>> = { en, zh }

/** A text of the server's own. */
export const say = (key: Key, locale: Locale, params: Params = {}): string =>
  renderTemplate(CATALOGUES[locale][key], params, locale)

const has = (key: string): key is Key => Object.hasOwn(en, key)

/** The text of the first of these keys that has one. */
export function sayFirst(keys: readonly string[], locale: Locale, params: Params = {}): string | undefined {
  const key = keys.find(has)
  return key && say(key, locale, params)
}

/** The text of an issue, of the server or of core. */
export function issueMessage({ code, params }: Issue, locale: Locale): string {
  const [own, word] = [`issue.${code}`, `expected.${params.expected}`]
  if (has(own)) return say(own, locale, params)
  return renderMessage(code, has(word) ? { ...params, expected: say(word, locale) } : params, locale)
}
